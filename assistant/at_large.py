"""What is asked at large: what is worrying, everything held on a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.grades import fullest
from assistant.rank import is_pressing
from assistant.tell import row
from corpus.extract import GRADES
from corpus.extract.judgement import OPINION
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Item
from corpus.report import Span
from index.terms import ASKING, content, generality, stem, stem_set, stems

_OPEN = r"(?:\b(?:what|which|whats|what's|list|show|any(?:thing)?|something|all|every(?:thing)?|where)\b|^(?:the )?)"
_WORRY = (
    r"\b(?:worr(?:y|ied|ying|ies)|concern(?:s|ed|ing)?|alarm\w*|red flags?|bad (?:things?|news|bits?)"
    r"|negatives?|problems?|trouble|weak(?:est)? (?:at|on)|wrong"
    r"|(?:do|did|does|doing|done) (?:badly|worst|poorly))\b"
)
_WORRIED = re.compile(rf"{_OPEN}.*{_WORRY}")
_ALL = re.compile(
    r"\b(?:everything|anything and everything|all|whatever)(?: (?:that|which|there is))?"
    r"(?: (?:we|you|they|it|i)(?:['’](?:ve|s))?)?(?: (?:have|has|hold|holds|held|got|know|say|says|said))*(?: (?:here|in here|in there|anywhere|in the (?:reports|corpus|documents)))?"
    r" (?:on|about|regarding|to do with|relating to|mentioning) (?P<of>.+)"
)
_AROUND = frozenset(
    stems(
        "inspector inspectorate force police thing something anything everyone everybody people us we whole"
    )
)
"""Stems of whom a question at large speaks."""
_ILL = ("requires improvement", "inadequate")
_MOST = 40
"""Places that are shown of one subject."""
_SHORT = 3
"""Words of a subject, at most."""


def at_large(asked: Asked) -> list[Draft]:
    """What answers a question at large, over the reports that it means; none if it is none."""
    said = asked.understood
    text = fold(said.layers[0]).rstrip(" ?.!")
    if said.context or said.families or said.numbers:
        return []
    if found := _ALL.search(text):
        return _everything(asked, found["of"])
    return _worrying(asked) if _WORRIED.search(text) and _is_bare(asked, text) else []


def _is_bare(asked: Asked, text: str) -> bool:
    """Whether a question names no subject beside the reports and whom they are about."""
    names = {s for r in asked.reports.values() for s in stems(f"{r.force} {r.publisher} {r.kind}")}
    left = {stem(word) for word in content(re.sub(_WORRY, " ", text))}
    left -= names | ASKING | _AROUND | asked.naming
    return not any(generality(s) == 1 for s in left)


def _worrying(asked: Asked) -> list[Draft]:
    """The areas with the lower grades, causes of concern, and what is most pressing or late."""
    items = [i for i in asked.register.items if i.report in asked.meant]
    pressing = [i for i in items if _is_pressing(i) or i.is_past_due(asked.day)]
    rows = [row(asked, item, short=True) for item in pressing[:_MOST]]
    left = len(pressing) - len(rows)
    more = [Draft("note", f"{_counted(left, 'more item')} not shown here.")] if left else []
    return [*_graded(asked, _ILL), *rows, *more]


def _is_pressing(item: Item) -> bool:
    """Whether an item is a cause of concern, or has one of the highest priorities."""
    return item.family == "cause of concern" or any(is_pressing(p.value) for p in item.priorities)


def _graded(asked: Asked, grades: Sequence[str]) -> list[Draft]:
    held = [j for j in asked.register.judgements if j.area != OPINION and j.report in asked.meant]
    return [
        Draft("row", f"{j.area} – {j.grade}", (j.span,))
        for j in fullest([j for j in held if fold(j.grade) in GRADES])
        if fold(j.grade) in grades
    ]


def _everything(asked: Asked, subject: str) -> list[Draft]:
    """Every item and every sentence that says all words of a subject, counted."""
    topic = {stem(word) for word in content(subject)} - ASKING
    if not 0 < len(topic) <= _SHORT or topic <= asked.naming:
        return []
    items = [i for i in asked.register.items if i.report in asked.meant and topic <= _words(i)]
    rows = [draft for item in items for draft in _item(asked, item)]
    told = [span for draft in rows for span in draft.spans]
    rest = [s for s in sayings(asked, topic) if not any(s.meets(one) for one in told)]
    if len(rows) + len(rest) < _SHORT:
        return []
    count = f"{_counted(len(items), 'item')} and {_counted(len(rest), 'other place')} speak of {subject}:"
    shown = [Draft("quotation", span.quote, (span,)) for span in rest[: _MOST - len(rows)]]
    left = len(rest) - len(shown)
    more = [Draft("note", f"{left} more places are not shown here.")] if left > 0 else []
    return [Draft("note", count), *rows, *shown, *more]


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _words(item: Item) -> frozenset[str]:
    return stem_set(f"{item.text.value} {item.area}")


def _item(asked: Asked, item: Item) -> Iterator[Draft]:
    """The row of an item, and what is replied to it."""
    yield row(asked, item, short=False)
    for response in item.responses:
        yield Draft("quotation", response.text.span.quote, (response.text.span,))


def sayings(asked: Asked, topic: set[str]) -> Iterator[Span]:
    """The sentences of the reports meant that say all words of a subject, once each."""
    seen: set[str] = set()
    for report in (asked.reports[key] for key in sorted(asked.meant)):
        for section in report.sections:
            for unit in sentences(section, section.blocks):
                text = section.text[unit.start : unit.end]
                if topic <= stem_set(text) and fold(text) not in seen:
                    seen.add(fold(text))
                    yield Span.of(report, section, unit.start, unit.end)
