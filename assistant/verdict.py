"""What went well or badly, or is worrying, where that is asked at large, of no part of it.

The grades at that end, with what is asked for or praised; or what is most pressing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.grades import fullest
from assistant.many import many
from assistant.praised import praise
from assistant.rank import is_pressing
from assistant.recorded import finding_row
from assistant.subject import subject_in
from assistant.tell import count, row
from assistant.topic import called, names_topic
from corpus.body import AUDITED, JUDGES
from corpus.extract import GRADES
from corpus.extract.judgement import OPINION
from corpus.piece import fold
from corpus.register import Item, Judgement
from corpus.standing import is_done
from index.terms import stems

_DOES = r"(?:do(?:es|ing|ne)?|did|perform(?:s|ed|ing)?|far(?:es?|ed|ing)|go(?:es|ing)?|went)"
_VERY = r"(?: (?:so|very|really|particularly|most|the|quite|things|it))*"
_BADLY = (
    rf"\b{_DOES}{_VERY} (?:badly|poorly|worst|wrong|less well)\b|\bstruggl\w+"
    r"|\bfall(?:s|ing|en)? short\b|\bfail(?:s|ed|ing|ings)?\b|\bweak(?:ness(?:es)?|est)?\b"
    r"|\blet(?:s|ting)? (?:itself|people|the public|us|them) down\b|\bshortcomings\b"
)
_WELL = (
    rf"\b{_DOES}{_VERY} (?:well|best|right)\b|\bsucceed(?:s|ed|ing)?\b|\bstrong(?:est)?\b"
    r"|\bstrengths?\b|\bexcel(?:s|led|ling)?\b|\bpositives\b|\bgood (?:news|things?|bits?)\b"
)
"""How it is said that something went badly or well, whoever says so."""
_DISLIKES = (
    r"\b(?:critical|critici[sz]\w+|unhapp\w+|concerned|worr(?:y|ies|ied)|disappoint\w*|negative)\b"
)
_LIKES = r"\b(?:pleas(?:ed|es)|prais\w+|commend\w*|happ(?:y|ier|iest)|impress\w*|likes?|liked)\b"
"""How the view is asked for of somebody who judges."""
_ASKS = re.compile(
    r"^(?:and |so |ok |but )*(?:what|where|tell me|list|show|any)\b(?!.*\b(?:why|who|when)\b)"
)
_ANY = frozenset(
    stems(
        "us we our anything something things most area areas point points spots say said about by"
        " with of do does did done well badly right wrong best worst let down short"
    )
)
"""Words that name no part of the subject."""
_ASKED_FOR = frozenset({"cause of concern", "area for improvement", "management action"})
"""Families by which those who judge say what is not good enough."""
_PRAISES = frozenset({"adequate control", "promising practice"})
"""Kinds of findings that praise."""
_OPEN = (
    r"(?:\b(?:what|which|whats|what's|list|show|any(?:thing)?|something|all|every(?:thing)?|where)\b"
    r"|^(?:the )?)"
)
_WORRY = (
    r"\b(?:worr(?:y|ied|ying|ies)|concern(?:s|ed|ing)?|alarm\w*|red flags?"
    r"|bad (?:things?|news|bits?)|negatives?|problems?|trouble|weak(?:est)? (?:at|on)|wrong"
    r"|(?:do|did|does|doing|done) (?:badly|worst|poorly))\b"
)
_WORRIED = re.compile(rf"{_OPEN}.*{_WORRY}")
"""A question for what is worrying, without one who judges and grades."""
_AROUND = frozenset(
    stems(
        "inspector inspectorate force police thing something anything everyone everybody people us"
        " we whole"
    )
)
"""Stems of whom a question at large speaks."""
_ILL = ("requires improvement", "inadequate")
"""Grades that are bad news."""
_MOST = 40
"""Items that are shown as pressing."""


def verdict(asked: Asked) -> list[Draft]:
    """What was judged best or worst, where that is asked of no part of it; none otherwise."""
    said, text = asked.understood, asked.understood.own
    bound = said.families or said.numbers or said.on or said.month or said.context
    good, bad = (_means(text, *said) for said in ((_WELL, _LIKES), (_BADLY, _DISLIKES)))
    if bound or not _ASKS.search(text) or bool(good) == bool(bad) or _left(asked, text, good + bad):
        return []
    audits = [key for key in sorted(asked.meant) if "audit" in asked.reports[key].kind]
    others = [key for key in sorted(asked.meant) if key not in audits]
    meant = audits if re.search(AUDITED, text) else others or audits
    graded = _graded(asked, meant, -1 if bad else 0)
    return [*graded, *(_wanting(asked, meant) if bad else _praised(asked, meant))]


def _means(text: str, does: str, views: str) -> str:
    """The words by which a question asks for it; empty if it does not."""
    found = re.search(does, text) or (re.search(JUDGES, text) and re.search(views, text))
    return found[0] if found else ""


def _left(asked: Asked, text: str, act: str) -> bool:
    """Whether a question is about a part: it has words beside who judges, the force and the act."""
    forces = {s for report in asked.reports.values() for s in stems(f"{report.force} force")}
    return names_topic(asked, re.sub(JUDGES, " ", text.replace(act, " ")), _ANY | forces)


def worries(asked: Asked) -> list[Draft]:
    """The lower grades, the causes of concern, and what is most pressing or late; none otherwise.

    Where it is asked what is worrying, of the reports meant or those whom they are about.
    """
    said, text = asked.understood, asked.understood.own
    if said.context or said.families or said.numbers or subject_in(text):
        return []
    rest = re.sub(_WORRY, " ", text)
    if not _WORRIED.search(text) or names_topic(asked, rest, called(asked) | _AROUND):
        return []
    items = [i for i in asked.register.items if i.report in asked.meant]
    pressing = [i for i in items if _is_pressing(i) or i.is_past_due(asked.day)]
    left = len(pressing) - _MOST
    more = [Draft("note", f"{many(left, 'more item')} not shown here.")] if left > 0 else []
    rows = (row(asked, item, short=True) for item in pressing[:_MOST])
    return [*_ill(asked), *rows, *more]


def _is_pressing(item: Item) -> bool:
    """Whether an item is a cause of concern, or has one of the highest priorities."""
    return item.family == "cause of concern" or any(is_pressing(p.value) for p in item.priorities)


def _ill(asked: Asked) -> Iterator[Draft]:
    """The areas of the reports meant whose grades are bad news; an opinion is no area."""
    held = [j for j in asked.register.judgements if j.area != OPINION and j.report in asked.meant]
    graded = fullest([j for j in held if fold(j.grade) in GRADES])
    return (_grade(judgement) for judgement in graded if fold(judgement.grade) in _ILL)


def _grade(judgement: Judgement) -> Draft:
    return Draft("row", f"{judgement.area} – {judgement.grade}", (judgement.span,))


def _graded(asked: Asked, meant: Sequence[str], end: int) -> Iterator[Draft]:
    """The areas with the best or worst grade of each report, if it gives more than one."""
    for key in meant:
        held = fullest(
            [j for j in asked.register.judgements if j.report == key and fold(j.grade) in GRADES]
        )
        order = sorted({fold(j.grade) for j in held}, key=GRADES.index)
        for judgement in held if len(order) > 1 else ():
            if fold(judgement.grade) == order[end]:
                yield _grade(judgement)


def _wanting(asked: Asked, meant: Sequence[str]) -> Iterator[Draft]:
    """The items by which what is not good enough is put right, but those that are done."""
    for key in meant:
        held = [i for i in asked.register.items if i.report == key and i.family in _ASKED_FOR]
        done = {i.id for i in held if any(is_done(s.value) for s in i.latest_at(asked.day))}
        if left := [item for item in held if item.id not in done]:
            yield count(asked, left, held)
            yield from (row(asked, item, short=True) for item in left)


def _praised(asked: Asked, meant: Sequence[str]) -> Iterator[Draft]:
    """The lists of what is in good order, and of what is called good practice."""
    for key in meant:
        lists = list(praise(asked.reports[key]))
        yield from lists
        told = [span for draft in lists for span in draft.spans]
        for finding in asked.register.findings:
            span = finding.text.span
            named = finding.report == key and finding.kind in _PRAISES
            if named and not any(span.meets(one) for one in told):
                yield finding_row(finding)
