"""Grades: of the area that is named, or all the areas with the grade that is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from assistant.elsewhere import elsewhere
from assistant.graded import bounded_grades, named_grades
from assistant.opinion import BETTER, opinions, saying, years_of
from assistant.topic import called
from corpus.extract import GRADES
from corpus.extract.judgement import OPINION
from corpus.passages import told
from corpus.piece import fold, words
from corpus.register import Judgement
from corpus.report import Report, Span
from index.terms import ASKING, content, content_stems, generality, stem, stems

_VERDICT = frozenset(stems("judgement judgment verdict rating rated score mark result"))
"""Other words for a grade."""
_NAMES = 0.3
"""What a word counts that names the report too, as against one that names only an area of it."""
_INSPECTORS = frozenset(stems("hmi hmic hmicfrs majesty inspector inspectorate"))
_ENOUGH = 0.5
"""Share of the words that name an area which the area must hold."""


def grades(asked: Asked) -> Rows | None:
    """The opinion or graded areas that a question asks for, or None when it is about neither."""
    return opinions(asked) or _moved(asked) or elsewhere(asked) or _graded(asked)


def _moved(asked: Asked) -> Rows | None:
    """The rows that show the grades of an area then and now, where it is asked how they moved."""
    if not _MOVED.search(fold(asked.understood.text)) or asked.understood.families:
        return None
    rows = {j: row for j in asked.register.judgements if (row := _two_grades(asked, j))}
    meant = _areas(asked, list(rows)) or []
    topic = _topic(asked, asked.query.text, list(rows))
    whole = [j for j in meant if topic and topic <= set(stems(j.area))]
    drafts = dict.fromkeys(Draft("row", rows[j], (j.span,)) for j in whole)
    return Rows(tuple(drafts), tuple(j.span for j in whole)) if drafts else None


def _two_grades(asked: Asked, judgement: Judgement) -> str:
    """The row of a judgement with the names of its columns, if it holds two grades."""
    section = asked.reports[judgement.report].by_id[judgement.span.section]
    at = judgement.span.start
    block = next(b for b in section.blocks if b.start <= at < b.end)
    held = [c for c in section.words(block).split("\t") if fold(c) in GRADES]
    return told(section, block) if block.kind == "row" and len(held) > 1 else ""


_MOVED = re.compile(
    r"\b(?:gone|went|go|going|moved?|come|came|slid|slipped|dropped|fallen|fell) (?:up|down|back)\b"
    r"|\b(?:improv\w*|worse\w*|better|chang\w*|slipped|dropped|fell|fallen|the same)\b.*"
    r"\b(?:since|than|from|last|before|previous\w*)\b"
    r"|\b(?:last|before|previous\w*|earlier) (?:time|inspection|grade|cycle)\b"
)
"""Asks how a grade has moved from one inspection to the next."""


_NOT = "progress|practice|reason|example|deal|many|work|news|results?|value"
"""What is called good without being graded."""


_WHICH = re.compile(
    r"^(?:and |so )?(?:which|what|list|any|name)\b"
    r"|\bwhich (?:\w+ ){0,2}(?:were|are|was|got|get|came)\b"
)


def _spoken(text: str) -> set[str]:
    """The grades of which a folded question speaks, in whatever sense."""
    text = re.sub(
        r"\b(?:is|are|was|were) (?:that|it|this|they|these|those) good\b|\bany good\b", " ", text
    )
    return {
        g
        for g in GRADES
        if re.search(rf"(?<!how )\b{re.escape(g)}s?\b(?! (?:force|{_NOT})\b)", text)
    }


def _narrowed(
    areas: list[Judgement] | None, meant: Collection[str], text: str
) -> list[Judgement] | None:
    """The areas that words beside a grade pick: none in `which parts of the report are good`."""
    whole = meant and _WHICH.search(text) and areas
    return None if whole and any(fold(j.grade) not in meant for j in areas or ()) else areas


@dataclass(frozen=True, slots=True)
class _Meant:
    """Which grades a question means."""

    grades: frozenset[str]
    bounded: bool
    """Whether they are all on one side of another, or at one end."""
    several: bool
    """Whether all areas with one of them are meant, not one area that is named."""


def _graded(asked: Asked) -> Rows | None:
    """The areas named, or all with a grade named; None where a question asks for no grades."""
    said, own = asked.understood, fold(asked.understood.layers[0])
    meant = _grades_meant(asked, own)
    if not _is_about_grades(asked, meant):
        return None
    if none := _ungiven(asked, meant):
        return none
    if _FORMER.search(said.spoken) and not said.years:
        return None
    held = [j for j in asked.register.judgements if j.area != OPINION and _is_of(asked, j)]
    if held:
        return _among(asked, held, meant, own)
    return None if _has_column(asked) else _none_of(said.years)


def _among(asked: Asked, held: list[Judgement], meant: _Meant, own: str) -> Rows | None:
    """Of some judgements those on the areas named, or all with the grades meant."""
    said = asked.understood
    if said.context and not _spoken(own) and (named := _area(asked, own, held)):
        return _told(named)
    areas = _picked(asked, held, meant, own)
    if areas is not None:
        return _told(areas) if areas else None
    several = meant.several or {"list", "count"} & said.wants or "grades" in said.spoken
    return _all_with(asked, held, meant.grades) if several else None


def _grades_meant(asked: Asked, own: str) -> _Meant:
    said, text = asked.understood, asked.understood.spoken
    bounded = bounded_grades(own) or _extreme(asked, own, text) or bounded_grades(text)
    meant = bounded or _spoken(own) or _spoken(text)
    named = bounded or named_grades(text) or (meant and _ANY.search(own))
    areas = re.search(r"\bareas?\b", text) or not _topic(asked, said.text, [])
    several = bool(named or (meant - {"outstanding"} and areas))
    return _Meant(frozenset(meant), bool(bounded), several)


def _is_about_grades(asked: Asked, meant: _Meant) -> bool:
    """Whether a question asks for grades, and of no items; and any are held."""
    said = asked.understood
    if said.families or not asked.register.judgements:
        return False
    if "grade" in said.wants:
        return True
    several = meant.several or said.wants & {"list", "count"}
    return bool(not said.unnamed and (meant.bounded or (meant.grades and several)))


def _ungiven(asked: Asked, meant: _Meant) -> Rows | None:
    """What reports say of grades that they do not give, or that may not be compared."""
    text = asked.understood.spoken
    if _WHOLE.search(text) and (none := saying(asked, _UNGIVEN)):
        return none
    return saying(asked, _INCOMPARABLE) if not meant.bounded and BETTER.search(text) else None


def _picked(asked: Asked, held: list[Judgement], meant: _Meant, own: str) -> list[Judgement] | None:
    """The judgements on the areas that are named, or on one named by other words; None if none."""
    areas = None
    if not meant.bounded and not (meant.grades and _ANY.search(own)):
        grades = meant.grades if meant.several else ()
        areas = _narrowed(_areas(asked, held), grades, asked.understood.spoken)
    return areas or _alike(asked, held, meant.grades) or areas


def _all_with(asked: Asked, held: list[Judgement], meant: Collection[str]) -> Rows | None:
    """All judgements with the grades meant, counted; or that there is none."""
    full = fullest([j for j in held if fold(j.grade) in GRADES])
    chosen = [j for j in full if not meant or fold(j.grade) in meant]
    if chosen:
        return _told(chosen, [Draft("note", _count(asked, chosen, full, meant))])
    if not meant:
        return None
    spans = tuple(j.span for j in full)
    return Rows((Draft("row", _count(asked, full, full, meant, none=True), spans),), spans)


def _told(chosen: Sequence[Judgement], drafts: Sequence[Draft] = ()) -> Rows:
    """The rows of some judgements, under what is told before them; what is not graded is quoted."""
    rows: dict[str, list[Span]] = {}
    for judgement in chosen:
        graded = fold(judgement.grade) in GRADES
        shown = "" if graded else f". “{judgement.span.quote}”"
        row = f"{judgement.area} – {judgement.grade}{shown}"
        rows.setdefault(row, []).append(judgement.span)
    told = [*drafts, *(Draft("row", row, tuple(spans)) for row, spans in rows.items())]
    return Rows(tuple(told), tuple(j.span for j in chosen))


_EXTREME = re.compile(
    r"\b(?:(?P<low>worst|weakest|poorest|lowest)|best|strongest|highest)(?: (?:graded|rated))?\b"
)
_AT = re.compile(
    r"\bareas?\b|\bgrade[ds]?\b|\b(?:worst|weakest|best|strongest)(?: at| on)?\W*$"
    r"|\b(?:worst|weakest|lowest|best|strongest|highest)(?: \w+)? ones?\b"
)


_ANY = re.compile(
    r"^(?:and |so )*(?:did|do|does|were|was|are|is|have|has|had)\b"
    r".*\b(?:any(?:thing|where)?|ever)\b"
)
"""Asks whether any area has a grade."""


def _extreme(asked: Asked, own: str, text: str) -> set[str]:
    """The lowest or highest grade held, where the areas at that end are asked for: `worst at`."""
    found = _EXTREME.search(own)
    rest = _EXTREME.sub(" ", own)
    named = {s for s in _topic(asked, rest, []) if s not in _AREAS}
    if not found or not _AT.search(text) or named:
        return set()
    held = {fold(j.grade) for j in asked.register.judgements} & set(GRADES)
    order = sorted(held, key=GRADES.index)
    return set(order[-1:] if found["low"] else order[:1])


_AREAS = frozenset(stems("area grade one ones two three four"))


def _is_of(asked: Asked, judgement: Judgement) -> bool:
    """Whether a grade is of the years that a question names; of a span of years it is of all."""
    named, years = set(asked.understood.years), years_of(asked, judgement)
    span = _SPAN.search(asked.understood.text)
    return not named or (named <= years if span else bool(named & years))


_SPAN = re.compile(r"\b20\d\d\s?[-/–]\s?(?:20)?\d\d\b")


def _has_column(asked: Asked) -> bool:
    """Whether a table of the reports that are meant has a column of the years named."""
    return any(
        block.kind == "head" and set(asked.understood.years) & set(words(section.words(block)))
        for key in asked.meant
        for section in asked.reports[key].sections
        for block in section.blocks
    )


def _none_of(years: Sequence[str]) -> Rows | None:
    """That no grades of some years are held; None where no year is named."""
    note = f"Not in the corpus: no grades of {'-'.join(years)} are held."
    return Rows((Draft("note", note),), (), missing=True) if years else None


_WHOLE = re.compile(r"\boverall\b|\bas a whole\b|\bwhole force\b|\b(?:one|single) grade\b")
_UNGIVEN = re.compile(
    r"\b(?:no|not|n['’]t|never)\b.*\bgrades?\b.*\b(?:whole|overall)\b"
    r"|\b(?:no|not|n['’]t|never)\b.*\b(?:overall|single|one)\b.{0,20}\bgrade",
    re.IGNORECASE,
)


_INCOMPARABLE = re.compile(
    r"\b(?:not|n['’]t|cannot|never|without)\b.{0,60}\b(?:compar\w+|set (?:beside|against|alongside)"
    r"|read across|like for like)|\bno (?:direct |fair )?comparisons?\b|\bincomparable\b",
    re.IGNORECASE,
)
"""A report's own word that its grades and others cannot be held against each other."""
_FORMER = re.compile(
    r"\b(?:previous|prior) (?:peel|inspection|round|cycle|report|grades?)\b"
    r"|\b(?:peel|inspection|one) before (?:this|that|last)\b"
    r"|\bused to (?:be|get|have)\b"
    r"|\b(?:was|were|did) (?:it|that|this|they|we)\b"
    r".*\b(?:before|last time|previously|originally)\b"
)
"""An earlier inspection is meant than those that are held."""


def _count(
    asked: Asked,
    chosen: Sequence[Judgement],
    full: Sequence[Judgement],
    meant: Iterable[str],
    *,
    none: bool = False,
) -> str:
    names = {asked.reports[j.report].name for j in chosen}
    graded = f" graded {' or '.join(sorted(m.capitalize() for m in meant))}" if meant else ""
    count = 0 if none else len(chosen)
    told = f"{count} of {len(full)} graded areas{graded} ({'; '.join(sorted(names))})"
    return told if none else f"{told}:"


def _areas(asked: Asked, held: Sequence[Judgement]) -> list[Judgement] | None:
    """The judgements on the areas that are named; None when no area is named."""
    clauses = re.split(r"\band (?:for|of|on)\b|,", asked.query.text)
    named = [found for clause in clauses if (found := _area(asked, clause, held)) is not None]
    return [j for found in named for j in found] if named else None


def _area(asked: Asked, clause: str, held: Sequence[Judgement]) -> list[Judgement] | None:
    topic = _topic(asked, clause, held)
    if not topic:
        return None
    named = {s for key in {j.report for j in held} for s in _called(asked.reports[key])}
    weights = {s: _NAMES if s in named & asked.naming else 1.0 for s in topic}
    whole = sum(weights.values())
    shares = {j: sum(weights[s] for s in topic & set(stems(j.area))) / whole for j in held}
    best = max(shares.values(), default=0.0)
    if best < (_ENOUGH if any(generality(s) == 1 for s in topic) else 1.0):
        return [] if best == 0 else None
    exact = [j for j, share in shares.items() if share == best]
    cover = {j: len(topic & set(stems(j.area))) / max(len(set(stems(j.area))), 1) for j in exact}
    top = max(cover.values())
    own = {s for s in topic if weights[s] == 1.0}
    told = any(own and own <= set(stems(j.area)) for j in exact)
    if best < 1 and not told and not any(_is_said(asked, j.area) for j in exact):
        return None
    return [j for j in exact if cover[j] >= top * 0.6]


def _called(report: Report) -> list[str]:
    """The stems of what a report is called: its title, and what its front page says."""
    front = report.sections[0].text if report.sections and not report.sections[0].path else ""
    return stems(f"{report.title} {front}")


_ALIKE, _APART = 0.5, 0.08
"""Least cosine of a question and an area that it names by other words; how far others lie off."""


def _alike(
    asked: Asked, held: Sequence[Judgement], meant: Collection[str]
) -> list[Judgement] | None:
    """The one area that a question asks the grade of by other words than its name; or None."""
    if meant or {"list", "count"} & asked.understood.wants:
        return None
    near = {j: asked.alike(j.area) for j in held}
    best = max(near, key=lambda j: near[j])
    rest = (near[j] for j in held if fold(j.grade) != fold(best.grade))
    plain = near[best] >= max(_ALIKE, max(rest, default=0.0) + _APART)
    return [j for j in held if j.area == best.area] if plain else None


def _is_said(asked: Asked, area: str) -> bool:
    """Whether a question says all words of an area's name, but those of everyday talk."""
    own = {s for word in content(area) if generality(s := stem(word)) == 1} - ASKING
    said = content_stems(asked.understood.text)
    return own <= said or len(own & said) > 1


def _topic(asked: Asked, clause: str, held: Sequence[Judgement]) -> set[str]:
    """The stems of a clause that may name an area: no grade, force or word of asking."""
    graded = {s for grade in GRADES for s in stems(grade)}
    names = called(asked) | (asked.naming - {s for j in held for s in stems(j.area)})
    said = {stem(t) for t in content(clause) if not t[0].isdigit()}
    said -= ASKING | graded | names | _INSPECTORS
    said = said - _VERDICT or said
    return {s for s in said if generality(s) == 1} or said


def fullest(held: Sequence[Judgement]) -> list[Judgement]:
    """The fuller telling of the grades of each report: a strip and its cards are one."""
    best: list[Judgement] = []
    for report in dict.fromkeys(j.report for j in held):
        own = [j for j in held if j.report == report]
        shared = Counter(j.span.section for j in own)
        strip = [j for j in own if shared[j.span.section] > 1]
        cards = [j for j in own if shared[j.span.section] == 1]
        best += strip if len(strip) >= len(cards) else cards
    return best
