"""The field of a form or of a block of details that a question asks for by its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.topic import called, telling
from corpus.piece import fold
from corpus.report import Block, Report, Section, Span
from index.terms import ASKING, content_stems, stems

_ASKS = re.compile(
    r"^(?:and |so |ok |but )*(?:(?:who|whom|what|which|where)(?:'s| (?:is|was|are|were|got|gets?"
    r"|has|have|had|received?)\b)|to whom\b)"
)
_MEANS = re.compile(
    r"^(?:and |so )*what (?:does|do|did)\b ['‘\"“]?(?P<label>[\w &/-]{2,40}?)['’\"”]?"
    r" (?:mean|stand for)\b"
)
"""Asks what a word of a key means."""
_SENT = re.compile(
    r"\b(?:sent|circulated|given|copied|passed|went|go(?:es)?) to\b|\b(?:got|gets?|given"
    r"|received?|has|have) (?:\w+ )?cop(?:y|ies)\b"
    r"|\b(?:received|got) (?:it|the (?:\w+ )?(?:report|audit|document|paper))\b"
)
"""How people ask for those to whom a report was distributed."""
_MOST = 20
"""Reports that are looked through for a field, at most: of more it is no one's."""
_LONGEST = 5
"""Words of a label, at most."""
_ANY = frozenset(
    stems(
        "list report audit document paper form copy name person people"
        " sent got received went number"
    )
)
"""Words that tell no field from another."""


def labelled(asked: Asked) -> list[Draft]:
    """The fields of the reports meant of which a question says the whole label, and no more."""
    said = asked.understood
    text = said.own
    if len(asked.meant) > _MOST:
        return []
    if means := _MEANS.search(text):
        return [
            draft
            for key in sorted(asked.meant)
            for draft in _meaning(asked.reports[key], means["label"])
        ]
    bound = said.context or said.families or said.numbers or "grade" in said.wants
    if bound or not _ASKS.match(text):
        return []
    topic = telling(asked, _SENT.sub(" distribution ", text), _ANY | called(asked))
    held = [f for key in sorted(asked.meant) for f in fields(asked.reports[key])] if topic else []
    whole = [field for field in held if topic == _words(field[0])]
    part = [field for field in held if topic < _words(field[0])]
    found = whole or (part if len({fold(label) for label, _, _ in part}) == 1 else [])
    drafts = [Draft("row", f"{label}: {value}", (span,)) for label, value, span in found]
    return drafts if len(drafts) <= len(asked.meant) else []


def _meaning(report: Report, word: str) -> Iterator[Draft]:
    """What a table of two columns sets beside a word, whether or not it has a head."""
    for section in report.sections:
        for block in section.blocks:
            cells = [cell.strip() for cell in section.words(block).split("\t")]
            if block.kind in {"row", "head"} and len(cells) == 2 and fold(cells[0]) == word:
                span = Span.of(report, section, block.start, block.end)
                yield Draft("row", f"{cells[0]}: {cells[1]}", (span,))


def fields(report: Report) -> Iterator[tuple[str, str, Span]]:
    """Each label before one value in a row of a table without a head: both, and where."""
    for section in report.sections:
        headed = False
        for block in section.blocks:
            headed = block.kind == "head" or (headed and block.kind == "row")
            label, value = ("", "") if headed else _parted(section, block)
            if label and value:
                yield label, value, Span.of(report, section, block.start, block.end)


def _parted(section: Section, block: Block) -> tuple[str, str]:
    cells = [cell.strip() for cell in section.words(block).split("\t")]
    if block.kind != "row" or len(cells) != 2 or len(cells[0].split()) > _LONGEST:
        return "", ""
    return cells[0].strip(" :"), cells[1]


def _words(label: str) -> AbstractSet[str]:
    return content_stems(label) - ASKING - _ANY
