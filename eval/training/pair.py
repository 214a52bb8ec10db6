"""A question beside a passage, and where the passage answers it: what the reader learns from."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter


class PairError(ValueError):
    """A file of pairs or of SQuAD questions is not one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question beside a passage."""

    question: str
    place: str
    """Where the passage stands (report, force, heading): read, but never an answer."""
    text: str
    start: int
    """Offset of the answer in the text; 0 when there is none."""
    end: int
    """Offset after the answer; 0 when the passage does not answer."""
    group: str
    """Report or article: a group is learned from or tested on, never both."""
    near: str = ""
    """What makes an unanswerable question nearly answerable: force, year, owner, topic ..."""
    focus: int = 0
    """Offset of what nearly answers: a text too long for the reader is cut around it."""

    @property
    def answerable(self) -> bool:
        """Whether the text answers the question."""
        return self.end > self.start

    @property
    def answer(self) -> str:
        """The words that answer, or an empty string."""
        return self.text[self.start : self.end]


_PAIR = TypeAdapter(Pair)


def load(path: Path) -> tuple[Pair, ...]:
    """The pairs of a JSON Lines file, gzipped or plain.

    Raises:
        PairError: If a line is not a pair.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        try:
            return tuple(_PAIR.validate_json(line) for line in lines if line.strip())
        except ValueError as error:
            raise PairError(f"{path} is not a file of pairs: {error}") from error


def keep(pairs: Iterable[Pair], path: Path) -> None:
    """Write pairs as JSON Lines, gzipped without a time stamp: the same pairs, the same bytes."""
    lines = b"".join(_PAIR.dump_json(pair) + b"\n" for pair in pairs)
    path.write_bytes(gzip.compress(lines, mtime=0) if path.suffix == ".gz" else lines)


def squad(path: Path) -> Iterator[Pair]:
    """One pair for each question of a file in SQuAD 2.0's format; its article is the group.

    Raises:
        PairError: If the file has another format.
    """
    try:
        articles = json.loads(path.read_bytes())["data"]
        for article in articles:
            for paragraph in article["paragraphs"]:
                for asked in paragraph["qas"]:
                    yield _squad_pair(article["title"], paragraph["context"], asked)
    except (KeyError, TypeError, ValueError) as error:
        raise PairError(f"{path} is not a SQuAD 2.0 file: {error!r}") from error


def _squad_pair(title: str, text: str, asked: dict[str, object]) -> Pair:
    answers = TypeAdapter(list[dict[str, object]]).validate_python(asked["answers"])
    place = title.replace("_", " ")
    if asked.get("is_impossible") or not answers:
        nearly = TypeAdapter(list[dict[str, object]]).validate_python(
            asked.get("plausible_answers", [])
        )
        focus = int(str(nearly[0]["answer_start"])) if nearly else 0
        return Pair(str(asked["question"]), place, text, 0, 0, title, "squad", focus)
    # The shortest of the answers given by several people says least that is not asked.
    best = min(answers, key=lambda answer: len(str(answer["text"])))
    start = int(str(best["answer_start"]))
    end = start + len(str(best["text"]))
    return Pair(str(asked["question"]), place, text, start, end, title)
