"""What a report says of a part of its subject: the grade, the items and the findings there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.grades import fullest
from assistant.quote import LONG_LIST, length, listed
from assistant.says import asked_of, is_spoken
from assistant.subject import sayings
from assistant.tell import row
from corpus.body import body_of
from corpus.extract import GRADES
from corpus.extract.judgement import OPINION
from corpus.passages import sentences
from corpus.piece import fold, words
from corpus.report import Report, Section, Span
from index.terms import ASKING, content, content_stems, stem, stems

_SAID = (
    r"(?:says?|said|finds?|found|conclude[sd]?|report(?:s|ed)?|thinks?|thought|made?"
    r"|tells? us|told us)"
)
_OF = (
    r"(?:about|on|of|at|regarding|around|under|for|in relation to|when it c[oa]mes? to"
    r"|with regard to)"
)
_POINTS = r"(?:main|key|headline) (?:findings?|points?|messages?|conclusions?)"
_SHORT = r"(?:summar(?:y|ise)|overview|run ?down|recap|(?:tell|brief) (?:me|us))"
_WHAT = r"(?:and |so |ok |please )*what (?:did|does|do|has|have|had)"
_ASKED = re.compile(
    rf"^{_WHAT}\b (?P<who>.{{2,60}}?) {_SAID} {_OF} (?P<say>.+)"
    rf"|\b(?:overall |general |main )?picture {_OF} (?P<seen>.+)"
    rf"|\b{_POINTS}\b(?: {_OF})? (?P<find>.+)|\b{_SHORT}\b(?: {_OF})? (?P<sum>.+)"
)
"""Asks for all that is said of a subject, not for one thing about it."""
_WHY = re.compile(
    r"\b(?:why|how come|what (?:led to|explains|lies behind|is behind)"
    r"|(?:reasons?|evidence|basis|grounds)\b.* for|on what (?:basis|grounds|evidence))\b"
)
"""Asks what a grade rests on: the part of the report that gives it tells."""
_GRADE = re.compile(
    rf"\b(?:{'|'.join(GRADES)}|{'|'.join(g.replace('requires', 'require', 1) for g in GRADES)})\b"
)
_THINKS = re.compile(
    rf"^{_WHAT} (?P<who>.{{2,40}}?) (?:say|think|make of (?:it|this))"
    r"(?: (?:about (?:it|this)|overall|in general|generally|in (?:the )?end))?$"
)
"""Asks for all that somebody says in a part of their own."""
_SPEAK = 3
"""Reports in which somebody has a say of their own, at most, that are told together."""
_NAMED = 0.5
"""Share of a heading's words that must be said for its part of the report to be meant."""


def overview(asked: Asked) -> list[Draft]:
    """The part of a report under the heading that a question is about; none where it names none."""
    text = asked.understood.own
    said = asked.understood
    if speaks := None if said.families else _THINKS.search(text):
        return _thought(asked, speaks["who"])
    if said.families or said.context or "count" in said.wants:
        area = graded_before(asked) if _ONLY_WHY.match(text) else ""
        return _because(asked, area) if area else []
    if _WHY.search(text) and ("grade" in said.wants or _GRADE.search(text)):
        return _because(asked, _WHY.sub(" ", _GRADE.sub(" ", text)))
    if not (found := _ASKED.search(text)):
        return []
    if found["who"] and not _speaks(asked, found["who"]):
        return []
    named = (found[name] for name in ("say", "seen", "find", "sum"))
    subject = _ASIDE.sub(" ", next(filter(None, named)))
    return _summary(asked, subject) or _part(asked, subject) or _mentions(asked, subject)


_ONLY_WHY = re.compile(
    rf"(?:and |so |but |ok )*(?:{_WHY.pattern})(?: (?:is|was) (?:that|it|this))?$"
)
"""Asks for no more than the reason of what was told."""


def graded_before(asked: Asked) -> str:
    """The one graded area that the latest answer names; empty if it names none, or several."""
    latest = fold(next(iter(asked.understood.answers), ""))
    named = dict.fromkeys(j.area for j in asked.register.judgements if fold(j.area) in latest)
    whole = [a for a in named if not any(a != b and fold(a) in fold(b) for b in named)]
    return whole[0] if len(whole) == 1 and any(grade in latest for grade in GRADES) else ""


def _speaks(asked: Asked, who: str) -> bool:
    """Whether it is a report that is asked what it says, or those who wrote it."""
    reports = (asked.reports[key] for key in asked.meant)
    own = {s for r in reports for s in stems(f"{r.kind} {r.publisher} {r.force}")}
    return content_stems(who) <= ASKING | asked.naming | own | _AUTHORS


_AUTHORS = frozenset(stems("they it hmicfrs inspectors inspectorate auditors team document paper"))


def _mentions(asked: Asked, subject: str) -> list[Draft]:
    """The sentences that say all words of a subject that no heading names, if they are few."""
    topic, _ = _topics(asked, content_stems(subject))
    spans = list(sayings(asked, topic)) if topic else []
    forms = {d.short for d in asked.register.definitions if stem(fold(d.short)) in topic}
    spans = [s for s in spans if not forms or any(form in s.quote for form in forms)]
    body = asked_of(asked.understood.layers[0])
    spans = [s for s in spans if not body or is_spoken(asked.reports[s.report], s.section, body)]
    drafts = [Draft.quoting(span) for span in spans]
    return drafts if len(drafts) <= _MENTIONS and length(drafts) <= LONG_LIST else []


_MENTIONS = 10
"""Sentences on a subject that are told because each says it; more are for the reader to rank."""
_FEW = r"(?:few|couple of|one|two|three|four|five|\d+)"
_ASIDE = re.compile(
    r"\b(?:for (?:me|us|the \w+)|please|briefly|quickly|in short"
    rf"|in (?:a |no more than )?{_FEW} (?:short )?(?:lines?|words|sentences|bullets?|points))\b"
)
"""What a question says of the answer, not of its subject."""


def _part(asked: Asked, subject: str) -> list[Draft]:
    """The one part of the reports meant that stands under the subject; none if that is long."""
    about = content_stems(subject)
    found = (_parts(asked, topic, about) for topic in _topics(asked, about))
    parts = next(filter(None, found), {})
    if len(parts) != 1:
        return []
    ((key, head),) = parts.items()
    drafts = list(_drafts(asked, asked.reports[key], head))
    return drafts if len(drafts) > 1 and length(drafts) <= LONG_LIST else []


def _because(asked: Asked, subject: str) -> list[Draft]:
    """The part of a report on the one graded area that is named: what its grade rests on."""
    about = content_stems(subject)
    areas = {fold(j.area) for j in asked.register.judgements}
    for topic in _topics(asked, about):
        named = [a for a in areas if topic and topic <= content_stems(a)]
        for report in asked.reports.values() if len(named) == 1 else ():
            if inside := _fullest(report, named[0]):
                return list(_drafts(asked, report, inside))
    return []


def _fullest(report: Report, heading: str) -> tuple[str, ...]:
    """The path to the longest part of a report under a heading, folded; empty if it has none."""
    ends = {s.path[:n] for s in report.sections for n in range(1, len(s.path) + 1)}
    found = sorted(path for path in ends if fold(path[-1]).strip(" .:") == heading)
    return max(found, key=lambda p: sum(len(s.text) for s in _inside(report, p)), default=())


def _thought(asked: Asked, who: str) -> list[Draft]:
    """What somebody says in their own parts; of long ones how each paragraph opens."""
    called = [content_stems(who), *({stem(w)} for w in _called(asked, who))]
    parts = next(filter(None, (_parts(asked, about, about) for about in called)), {})
    if len(parts) > _SPEAK:
        return []
    told = [d for key in sorted(parts) for d in _own(asked.reports[key], parts[key])]
    opened = [draft for draft in told if draft.kind == "quotation"]
    drafts = told if length(told) <= LONG_LIST else opened
    return drafts if len(drafts) > 1 and length(drafts) <= LONG_LIST else []


def _called(asked: Asked, who: str) -> list[str]:
    """By what other words headings call a body: `the PCC` for the commissioner."""
    body = body_of(who)
    heads = (
        fold(part) for key in asked.meant for s in asked.reports[key].sections for part in s.path
    )
    names = dict.fromkeys(word for head in heads for word in content(head))
    return [name for name in names if body != "other" and body_of(name) == body]


def _parts(asked: Asked, topic: set[str], about: set[str]) -> dict[str, tuple[str, ...]]:
    """The headings that say a subject, by report."""
    heads = {key: _head(asked.reports[key], topic, about) for key in asked.meant}
    return {key: head for key, head in heads.items() if head}


_MANY = 20
"""Items of a report that are told one by one."""


def _summary(asked: Asked, said: str) -> list[Draft]:
    """Of a report that is named as a whole: its opinion, its grades and its items, in short."""
    spoken = content_stems(said) - _VERDICT
    kind = [k for k in asked.meant if spoken <= set(stems(asked.reports[k].kind))]
    named = spoken - ASKING
    called = {s for key in asked.meant for s in stems(_name(asked.reports[key]))}
    meant = list(asked.meant) if named and named <= asked.naming & called else kind
    if not spoken or len(meant) != 1:
        return []
    (key,) = meant
    judged = [j for j in asked.register.judgements if j.report == key]
    opinions = [j for j in judged if j.area == OPINION]
    grades = {f"{j.area} – {j.grade}": j.span for j in [*opinions, *fullest(judged)]}
    drafts = [Draft("row", told, (span,)) for told, span in grades.items()]
    items = [item for item in asked.register.items if item.report == key]
    if len(items) <= _MANY:
        drafts += [row(asked, item, short=True) for item in items]
    elif drafts:
        drafts.append(Draft("note", f"Its {len(items)} items are not told here: ask for them."))
    return drafts if len(drafts) > 1 else []


def _name(report: Report) -> str:
    """What a report is called for itself, with the initials of its title: not for what is in it."""
    titled = "".join(word[0] for word in words(report.title) if word[0].isalpha())
    return f"{report.name} {report.publisher} {report.force} {titled}"


_VERDICT = frozenset(stems("result results outcome verdict report document paper"))
"""Stems of what a report as a whole is called beside its name."""


def _topics(asked: Asked, about: set[str]) -> tuple[set[str], ...]:
    """What must be said of the subject: not what names the force; nor what names its report."""
    held = {s for r in asked.reports.values() for s in stems(f"{r.force} {r.publisher} force")}
    named = about - ASKING - held
    return named, named - asked.naming


def _head(report: Report, topic: set[str], about: set[str]) -> tuple[str, ...]:
    """The path of headings that ends in the one that says the subject, and best; empty if none."""
    paths = {s.path[:depth] for s in report.sections for depth in range(1, len(s.path) + 1)}
    own = {path: content_stems(fold(path[-1])) for path in paths}
    said = {
        p: len(about & names) / len(names) for p, names in own.items() if names >= topic != set()
    }
    best = max(said.values(), default=0.0)
    heads = [p for p, share in said.items() if share == best] if best >= _NAMED else []
    return heads[0] if len(heads) == 1 else ()


def _drafts(asked: Asked, report: Report, head: tuple[str, ...]) -> Iterator[Draft]:
    """The grades, the items and the lists that stand under a heading; of prose, how it opens."""
    inside = _inside(report, head)
    ids = {s.id for s in inside}
    for judgement in dict.fromkeys(asked.register.judgements):
        if judgement.span.section in ids:
            yield Draft("row", f"{judgement.area} – {judgement.grade}", (judgement.span,))
    items = [i for i in asked.register.items if any(s.section in ids for s in i.sources[:1])]
    yield from (row(asked, item, short=False) for item in items)
    told = {span.section for item in items for span in item.sources}
    lists = [s for s in inside if s.id not in told and _is_list(s)]
    for section in lists or (() if items else inside):
        yield from _listed(report, section) if lists else _opened(report, section)


def _inside(report: Report, head: tuple[str, ...]) -> list[Section]:
    return [s for s in report.sections if s.path[: len(head)] == head]


def _own(report: Report, head: tuple[str, ...]) -> Iterator[Draft]:
    """What somebody says in a part of their own: how each paragraph opens, and each point."""
    for section in _inside(report, head):
        for block in section.blocks:
            alone = replace(section, blocks=(block,))
            yield from _listed(report, alone) if block.kind == "item" else _opened(report, alone)


def _is_list(section: Section) -> bool:
    return sum(block.kind == "item" for block in section.blocks) > 1


def _listed(report: Report, section: Section) -> Iterator[Draft]:
    """The points of a section's lists."""
    yield from (draft for draft in listed(report, section) if draft.kind == "item")


def _opened(report: Report, section: Section) -> Iterator[Draft]:
    """The sentence that opens each paragraph of a section of prose."""
    for block in section.blocks:
        if block.kind == "paragraph":
            first = next(iter(sentences(section, [block])))
            place = Span.of(report, section, first.start, first.end)
            yield Draft.quoting(place)
