"""What stands in answer to an item inside its own section: `Force response: ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.body import speaker_in
from corpus.extract.part import Part, piece_of
from corpus.register import Field, Response
from corpus.report import Block


def responses(part: Part) -> Iterator[tuple[Response, tuple[Block, ...]]]:
    """What is answered inside the section of an item, each with the blocks that hold it.

    `Force response: ...`, that as a heading over the answer, or who answers beside it in a row.
    """
    for block, after in zip_longest(part.blocks, part.blocks[1:]):
        cells = list(part.cells(block).values())
        if not cells:
            continue
        name, *beside = cells
        if len(beside) == 1 and (who := _ANSWERS.match(name.value)):
            yield Response(speaker_in(who[0]) or part.speaker or "the Force", beside[0]), (block,)
            continue
        found = _REPLY.match(name.value)
        rest = name.value[found.end() :] if found else ""
        if not found or not (found["by"].strip() or rest):
            continue
        by = speaker_in(found["by"]) or found["by"].strip()
        if rest:
            yield Response(by, piece_of(name, found.end(), len(name.value))), (block,)
        elif len(beside) == 1:
            yield Response(by, beside[0]), (block,)
        elif after and not beside:
            yield Response(by, part.whole(after)), (block, after)


def answered_in(text: Field) -> tuple[Field, Response | None]:
    """A text without the answer that it goes on with, and that: `... log it. Response: Agreed.`."""
    found = _INSIDE.search(text.value)
    if not found:
        return text, None
    answer = piece_of(text, found.end(), len(text.value))
    return piece_of(text, 0, found.start()), Response(speaker_in(found["by"] or ""), answer)


_INSIDE = re.compile(
    r"(?<=[.?!”\"’'])\s+(?P<by>(?:(?:The )?[A-Z][\w’']+(?: [\w’']+){0,2} )?(?i:response|reply))\s*:\s+(?=\S)"
)


def opens_response(words: str) -> bool:
    """Whether some words open an answer: `Reply: Accepted.`."""
    found = _REPLY.match(words)
    return found is not None and ":" in found[0]


_REPLY = re.compile(
    r"^(?P<by>(?:[\w’']+\s){0,4}?)(?:responses?|repl(?:y|ies)|comments?|update)\s*(?::|\s[–-]|$)\s*",
    re.IGNORECASE,
)
"""Opens an answer, behind who gives it: `Force response: ...`."""
_ANSWERS = re.compile(
    r"^(?:reply|response|(?:the )?(?:police and crime )?commissioner|pcc|(?:the )?(?:force|chief constable|management))"
    r"(?:['’]s? (?:reply|response|position|view))?\W*$",
    re.IGNORECASE,
)
"""A cell that names who answers, beside the answer."""
