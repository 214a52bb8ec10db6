"""Items told by their reference: on a card under it, or in detail behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extract.actor import asked
from corpus.extract.bracket import ending
from corpus.extract.deadline import WHEN, due
from corpus.extract.doer import doer
from corpus.extract.draft import Draft, Said, draft_of, grouped
from corpus.extract.field import field_kind, line_fields, told_in
from corpus.extract.form import ASKED
from corpus.extract.part import Part, piece_of
from corpus.extract.response import responses
from corpus.extract.status import status_part
from corpus.extract.verdict import position
from corpus.label import Label
from corpus.register import Field, Response


def told_by_reference(part: Part) -> Iterator[Draft]:
    """What a card of an audit tells of the item whose reference heads it, or the heading above.

    `DP1 - Cash left uncounted`; then `Lead: ...` in lines, `Agreed action` and `State of play` as
    names over or before paragraphs, and what is answered. Nothing where no heading is a reference.
    """
    headed = [found for h in part.section.path[-2:] if (found := _CARD.match(h))]
    if not headed or "audit" not in part.report.kind:
        return
    label = Label("action", headed[0]["number"], "", "")
    yield from _in_lines(part, label)
    for name, words in _named_parts(part):
        yield _in_part(part, label, headed[0]["about"], name, words)
    for response, blocks in responses(part):
        draft = draft_of(part, label, None, part.whole(blocks[0]).span, {})
        by = response.by or "management"
        draft.replies.append(Response(by, response.text))
        if (verdict := position(response.text)) and _REFUSED.match(verdict.value):
            draft.statuses.append(Said(verdict, by))
        yield draft


_CARD = re.compile(
    r"^(?P<number>[A-Z]{1,5}[ /-]?\d{1,3}(?:\.\d{1,2})?)\s*[:.–—-]\s*(?P<about>(?=\w).*)", re.DOTALL
)
"""The heading of a card that tells an item by its reference."""
_REFUSED = re.compile(r"not\b|rejected", re.IGNORECASE)
"""What tells how an item stands: that a reply accepts it says nothing of that."""


def _in_lines(part: Part, label: Label) -> Iterator[Draft]:
    """The fields of the item, where lines tell two kinds of them at least."""
    told = [(kind, f) for kind, f, _ in line_fields(part, part.blocks) if kind in _IN_LINES]
    if len({kind for kind, _ in told}) > 1:
        start, end = min(f.span.start for _, f in told), max(f.span.end for _, f in told)
        yield draft_of(part, label, None, part.field(start, end).span, grouped(told))


_IN_LINES = {"owner", "deadline", "priority", "status"}


def _in_part(part: Part, label: Label, about: str, name: str, words: Field) -> Draft:
    """What a part of a card tells under its name: what is asked, how that stands, what was found."""
    if ASKED.match(name):
        draft = draft_of(part, label, words, words.span, {})
        draft.area = about
        return draft
    draft = draft_of(part, label, None, words.span, {})
    if field_kind(name) == "status":
        draft.statuses += [Said(s, part.speaker) for s in [status_part(words)] if s]
        draft.replies.append(Response(part.speaker, words))
    return draft


def _named_parts(part: Part) -> Iterator[tuple[str, Field]]:
    """The paragraphs of a card with their names: the first words of each, or the heading above."""
    heading = part.section.heading
    for n, block in enumerate(part.blocks):
        words = part.words(block) if block.kind == "paragraph" else ""
        if words and n == 0 and not _CARD.match(heading):
            yield heading, part.whole(block)
        elif opens := _NAMED_PART.match(words):
            yield opens["name"], piece_of(part.whole(block), opens.end(), len(words))


_NAMED_PART = re.compile(r"^(?P<name>[A-Z][a-z]+(?: [a-z]+){0,3})[.:]\s+(?=\S)")


def detailed(part: Part) -> Iterator[Draft]:
    """The detail under a heading that is the reference of an item: `Agreed (FL3)`."""
    found = _REFERRED.fullmatch(part.section.heading)
    if found and part.blocks:
        yield _detail(part, found["number"], part.whole(part.blocks[0]))


def referred(part: Part, text: Field) -> Iterator[Draft]:
    """The detail that a text gives behind the reference of an item: `Agreed (FL3): ...`."""
    found = _REFERRED.match(text.value)
    if found and found.end() < len(text.value):
        yield _detail(part, found["number"], piece_of(text, found.end(), len(text.value)))


_REFERRED = re.compile(
    r"^(?:agreed(?: action)?|action|management action|recommendation|response)\s*"
    r"\((?P<number>[A-Z]{1,5}[ /-]?\d{1,3})\)\s*(?:[:.–-]\s*|$)",
    re.IGNORECASE,
)


def _detail(part: Part, number: str, body: Field) -> Draft:
    """What a detail says of its item, which a table tells: who is to act, and by when."""
    fields = grouped([*told_in(body), *ending(body)])
    who, when = doer(body), asked(body).deadline
    if who:
        fields.setdefault("owner", [who])
    if when and due(when.value) and (day := WHEN.search(when.value)):
        fields.setdefault("deadline", [piece_of(when, *day.span())])
    draft = draft_of(part, Label("action", number, "", ""), body, body.span, fields)
    draft.brief = True
    return draft
