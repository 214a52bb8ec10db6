"""Everything that is held on a subject, where a question asks for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.many import many
from assistant.tell import row
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Item
from corpus.report import Span
from index.terms import ASKING, content_stems, stem_set

_ALL = re.compile(
    r"\b(?:everything|anything and everything|all|whatever)(?: (?:that|which|there is))?"
    r"(?: (?:we|you|they|it|i)(?:['’](?:ve|s))?)?"
    r"(?: (?:have|has|hold|holds|held|got|know|say|says|said))*"
    r"(?: (?:here|in here|in there|anywhere|in the (?:reports|corpus|documents)))?"
    r" (?:on|about|regarding|to do with|relating to|mentioning) (?P<of>.+)"
)
_MOST = 40
"""Places that are shown of one subject."""
_SHORT = 3
"""Words of a subject, at most."""
_FEW = 3
"""Places that are all that is held on a subject, at least."""


def everything(asked: Asked) -> list[Draft]:
    """Every item and every sentence that says all words of the subject asked for, counted."""
    said = asked.understood
    subject = subject_in(said.own)
    topic = content_stems(subject) - ASKING
    if said.context or said.families or said.numbers or not 0 < len(topic) <= _SHORT:
        return []
    if topic <= asked.naming:
        return []
    items = [i for i in asked.register.items if i.report in asked.meant and topic <= _words(i)]
    rows = [draft for item in items for draft in _item(asked, item)]
    told = [span for draft in rows for span in draft.spans]
    rest = [s for s in sayings(asked, topic) if not any(s.meets(one) for one in told)]
    if len(rows) + len(rest) < _FEW:
        return []
    count = f"{many(len(items), 'item')} and {many(len(rest), 'other place')} speak of {subject}:"
    shown = [Draft.quoting(span) for span in rest[: _MOST - len(rows)]]
    left = len(rest) - len(shown)
    more = [Draft("note", f"{left} more places are not shown here.")] if left > 0 else []
    return [Draft("note", count), *rows, *shown, *more]


def subject_in(text: str) -> str:
    """The subject of which a folded question wants all; empty where it wants that of none.

    >>> subject_in("show me everything you have on vetting"), subject_in("what is overdue?")
    ('vetting', '')
    """
    found = _ALL.search(text)
    return found["of"] if found else ""


def _words(item: Item) -> frozenset[str]:
    return stem_set(f"{item.text.value} {item.area}")


def _item(asked: Asked, item: Item) -> Iterator[Draft]:
    """The row of an item, and what is replied to it."""
    yield row(asked, item, short=False)
    for response in item.responses:
        yield Draft.quoting(response.text.span)


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
