"""Paragraphs that open with the label of an item, or of several: `AFI 2: ...; AFI 3: ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.account import account, narrated, sentences
from corpus.extract.around import said_of_it
from corpus.extract.bracket import by_kind, ending
from corpus.extract.doer import doer
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import is_field_line, told_in
from corpus.extract.part import Part, piece_of
from corpus.extract.reference import referred
from corpus.extract.response import answered_in
from corpus.extract.shown import shown
from corpus.extract.status import is_status, status_part
from corpus.extract.verdict import answered_behind
from corpus.label import Label, item_label
from corpus.piece import fold
from corpus.register import Field, Response
from corpus.report import Span


def labelled(part: Part, whole: Field) -> Iterator[Draft]:
    """The items that a text tells behind their labels, after the detail of one told elsewhere.

    One of which only a state is told has no words: `AFI 2: closed`.
    """
    yield from referred(part, whole)
    opens = list(_labels(whole.value))
    ends = [*(n for n, _ in opens[1:]), len(whole.value)]
    for (start, label), end in zip(opens, ends, strict=False):
        text = piece_of(whole, start, end)
        label = item_label(text.value) or label  # noqa: PLW2901 (its rest ends where the next begins)
        body = _body(text, label)
        if shown(body):  # `Action 2 - High - Head of Estates`: what is asked stands under it
            continue
        source = text.span if len(opens) > 1 else whole.span
        if asked := _asked_in_brackets(text, label):
            draft, state = draft_of(part, label, asked, source, {}), status_part(body)
        elif is_status(label.rest) and len(label.rest) < _LONGEST_STATE:
            draft, state = draft_of(part, label, None, source, {}), body
        else:
            draft, state = _worded(part, label, text, body, source), None
        draft.statuses += [Said(state, part.speaker)] if state else []
        yield draft


_LONGEST_STATE = 60
"""Characters behind a label that are no more than a state, fewer than."""


def _labels(words: str) -> Iterator[tuple[int, Label]]:
    """The labels that open the parts of a text, and where."""
    number = _PARAGRAPH.match(words)
    first = number.end() if number else 0
    for start in (first, *(m.end() for m in _JOINS.finditer(words) if m.end() > first)):
        if label := _opens(words[start:], first=start == first):
            yield start, label


_PARAGRAPH = re.compile(r"^\d{1,2}(?:(?:\.\d{1,2})+[.)]?|[.)])\s+(?=[A-Z])")
"""The number of a paragraph, before a label: `2.3 Recommendation 1. We ...`."""
_JOINS = re.compile(r"[.;]\s+(?:and\s+)?|,?\s+and\s+")
"""What may stand before the label of another item in one text."""


def _worded(part: Part, label: Label, text: Field, body: Field, source: Span) -> Draft:
    """An item in its own words, with what the sentences behind them tell of it."""
    body, answer = answered_in(body)
    told = narrated(body) if _titled(label) else account(body)
    fields = grouped([*told_in(text), *_qualified(text, label), *ending(body)])
    for kind, value in told.told:
        fields.setdefault(kind, [value])
    if (who := doer(body)) and "action" in label.family:
        fields.setdefault("owner", [who])
    draft = draft_of(part, label, told.asked, source, fields)
    if "status" not in fields and told.state:
        draft.statuses.append(Said(told.state, part.speaker))
    draft.replies += [Response(part.speaker, told.rest)] if told.rest else []
    if answer:
        draft.replies.append(answer)
        verdict = answered_behind(answer.text, part.report.kind)
        draft.statuses += [Said(verdict, answer.by or part.speaker)] if verdict else []
        for sentence in sentences(answer.text):
            for kind, value in said_of_it(sentence):
                draft.fields.setdefault(kind, [value])
    return draft


def _qualified(text: Field, label: Label) -> Iterator[tuple[str, Field]]:
    """The fields in the bracket behind a label: `Action 3 (DCI Hale, 5 May 2026): ...`."""
    if label.qualifier and label.qualifier in text.value:
        yield from by_kind(_qualifier(text, label))


def _asked_in_brackets(text: Field, label: Label) -> Field | None:
    """What was asked, told in brackets behind the number: `Recommendation 1 (NPCC: ...). Met.`."""
    asked = len(label.qualifier.split()) >= _ASKED_WORDS and ":" in label.qualifier
    return _qualifier(text, label) if asked else None


_ASKED_WORDS = 4


def _qualifier(text: Field, label: Label) -> Field:
    start = text.value.index(label.qualifier)
    return piece_of(text, start, start + len(label.qualifier))


def _opens(words: str, *, first: bool) -> Label | None:
    """The label that opens an item's words, or None."""
    label = item_label(words)
    if not label or len(label.rest) < (_SHORT if label.number else _SHORT_ALONE):
        return None
    if fold(label.rest).startswith(label.family):  # `AFI: area for improvement.` only spells it out
        return None
    marks = {":", ".", "-", "–"} if first else {":"}
    bare = first and not label.parted and bool(_SELF_TOLD.fullmatch(label.number))
    numbered = bool(label.number) and (label.parted in marks or (bare and label.rest[0].isupper()))
    single = not label.number and label.parted == ":" and first
    return label if numbered or single or (first and _titled(label)) else None


_SHORT, _SHORT_ALONE = 4, 25
"""Characters behind a label that are an item's words, at least; behind one without a number."""
_SELF_TOLD = re.compile(r"\d{1,3}/\d{1,3}|[A-Z]{1,5}[ /-]?\d{1,3}(?:/\d{1,3})?")
"""A number that no sentence about an item would open with: `Action 26/31 Send a count ...`."""


def _titled(label: Label) -> bool:
    """Whether a title behind a comma opens the words: `Recommendation 1, plans. By May ...`."""
    return bool(label.number and _TITLE.match(label.rest))


_TITLE = re.compile(
    r"^,\s+(?![^.:]{0,90}?\b(?:is|are|was|were|has|have|had|will|should|must|which|asked|made|remains?)\b[^.:]{0,90}[.:])"
    r"[^.:;,]{3,90}[.:]\s+(?=[A-Z])"
)
"""A title: a short phrase without a verb, before a sentence."""


def _body(text: Field, label: Label) -> Field:
    """The words of an item without its label, and without a field that opens them."""
    start = text.value.index(label.rest.lstrip(", ")[:_SURE])
    body = piece_of(text, start, len(text.value))
    first = next(told_in(body), None)
    end = first[1].span.end - body.span.start if first else 0
    if first and is_field_line(body.value[:end]):
        rest = body.value[end:].lstrip(" .;,")
        if len(rest) > _SURE and not is_field_line(rest):
            return piece_of(body, len(body.value) - len(rest), len(body.value))
    return body


_SURE = 20
"""Characters by which words are found again, or which more than a field must have."""
