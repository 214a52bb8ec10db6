"""Score the reader on any file of questions in SQuAD 2.0's format.

    python -m eval.squad FILE [--json]

`exact` and `f1` are those of Rajpurkar, Jia and Liang (2018), over all questions: one that cannot
be answered is right when nothing is answered. `auroc` is the chance that an answerable question
gets a higher probability of an answer than an unanswerable one.
"""

from __future__ import annotations

import argparse
import json
import re
import string
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from eval.measures import auroc
from index.reader import Beside, Reader
from index.reading import Reading

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


class SquadError(ValueError):
    """A file is missing or is not in SQuAD 2.0's format."""


class _Answer(BaseModel):
    text: str


class _Question(BaseModel):
    question: str
    answers: list[_Answer] = []
    is_impossible: bool = False


class _Paragraph(BaseModel):
    context: str
    qas: list[_Question]


class _Article(BaseModel):
    title: str = ""
    paragraphs: list[_Paragraph]


class _File(BaseModel):
    data: list[_Article]


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, where it is to be answered from, and what people answered."""

    beside: Beside
    answers: tuple[str, ...]
    """None for a question that the text does not answer."""


@dataclass(frozen=True, slots=True)
class SquadScore:
    """How well the reader answers, and how well it knows when it cannot."""

    n: int
    auroc: float
    """Of answerability, in [0, 1]; 0.5 is chance."""
    exact: float
    """Share of questions answered exactly as one of the people did, in [0, 1]."""
    f1: float
    """Mean overlap in words with the nearest of their answers, in [0, 1]."""
    answerable: int
    exact_if_answerable: float
    """The same of answerable questions, when the reader must answer."""
    f1_if_answerable: float
    seconds: float

    @property
    def text(self) -> str:
        """As lines for people."""
        return "\n".join(f"{name:20} {value}" for name, value in asdict(self).items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of a file; 2 if it cannot be used."""
    parser = argparse.ArgumentParser(description="Score the reader on a SQuAD 2.0 file.")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    try:
        score = scored(posed(options.file), Reader())
    except SquadError as error:
        print(f"eval: {error}", file=sys.stderr)
        return 2
    print(json.dumps(asdict(score)) if options.json else score.text)
    return 0


def posed(path: Path) -> list[Posed]:
    """The questions of a file.

    Raises:
        SquadError: If it cannot be read, has another format, or holds no question.
    """
    try:
        read = TypeAdapter(_File).validate_json(path.read_bytes())
    except OSError as error:
        raise SquadError(f"cannot read {path}: {error.strerror}") from error
    except ValidationError as error:
        raise SquadError(f"{path} is not in SQuAD 2.0's format: {error.errors()[0]}") from error
    found = [
        Posed(
            Beside(asked.question, article.title.replace("_", " "), paragraph.context),
            () if asked.is_impossible else tuple(answer.text for answer in asked.answers),
        )
        for article in read.data
        for paragraph in article.paragraphs
        for asked in paragraph.qas
    ]
    if not found:
        raise SquadError(f"{path} holds no question")
    return found


def scored(questions: Sequence[Posed], reader: Reader) -> SquadScore:
    """How the reader does on some questions."""
    started = time.perf_counter()
    readings = reader.readings([one.beside for one in questions])
    spent = time.perf_counter() - started
    both = list(zip(questions, readings, strict=True))
    given = [(said(one, reading), one.answers) for one, reading in both]
    forced = [
        (one.beside.text[reading.start : reading.end], one.answers)
        for one, reading in both
        if one.answers
    ]
    return SquadScore(
        n=len(questions),
        auroc=round(auroc([(1 - r.no_answer, bool(one.answers)) for one, r in both]), 4),
        exact=_mean([exact(*pair) for pair in given]),
        f1=_mean([f1(*pair) for pair in given]),
        answerable=len(forced),
        exact_if_answerable=_mean([exact(*pair) for pair in forced]),
        f1_if_answerable=_mean([f1(*pair) for pair in forced]),
        seconds=round(spent, 1),
    )


def said(one: Posed, reading: Reading) -> str:
    """What the reader answers: nothing when that is likelier than not to be right."""
    return "" if reading.no_answer > 0.5 else one.beside.text[reading.start : reading.end]


def exact(given: str, answers: Sequence[str]) -> float:
    """Whether an answer is one of those of people, but for case, articles and punctuation.

    >>> exact("The Vistula River.", ["Vistula River"])
    1.0
    """
    return float(any(_plain(given) == _plain(answer) for answer in answers or ("",)))


def f1(given: str, answers: Sequence[str]) -> float:
    """Overlap in words with the nearest answer, in [0, 1].

    >>> round(f1("in May 1943", ["May 1943", "1943"]), 3)
    0.8
    """
    return max(_overlap(_plain(given), _plain(answer)) for answer in answers or ("",))


def _overlap(given: list[str], wanted: list[str]) -> float:
    if not given or not wanted:
        return float(given == wanted)
    shared = sum((Counter(given) & Counter(wanted)).values())
    return 2 * shared / (len(given) + len(wanted))


def _plain(text: str) -> list[str]:
    bare = "".join(char for char in text.lower() if char not in string.punctuation)
    return _ARTICLES.sub(" ", bare).split()


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


if __name__ == "__main__":
    sys.exit(main())
