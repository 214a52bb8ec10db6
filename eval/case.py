"""A question, and what a right answer to it holds."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.answer import Question, Turn

Kind = Literal[
    "fact",
    "list",
    "count",
    "owner",
    "date",
    "status",
    "grade",
    "comparison",
    "conflict",
    "definition",
    "follow-up",
    "not-in-corpus",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

Split = Literal["development", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

_SPLIT_OF_ENDING: dict[str, Split] = {"-dev": "development", "-test": "test"}


class CaseError(ValueError):
    """A file of cases cannot be read, or a line of it is not a case."""


@dataclass(frozen=True, slots=True)
class Support:
    """A place on which a right answer rests."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    section: str
    """A heading printed in the report, or part of one, under which it stands."""
    words: tuple[str, ...]
    """Short strings that stand together in one sentence, list item or table row there."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what a right answer holds; equal to one line of a file of cases."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    """Its name, unique among all cases; a baseline is compared by it."""
    kind: Kind
    """The kind of answer that is wanted; results are told kind by kind."""
    question: str
    """In the wording of the office's staff."""
    history: tuple[Turn, ...]
    """Earlier turns, the oldest first; for follow-ups only."""
    as_at: date | None
    """The date for which status is wanted where the question does not name it, or None."""
    required: tuple[str | tuple[str, ...], ...]
    """Strings that the answer must all hold; of an inner tuple any one will do."""
    forbidden: tuple[str, ...]
    """Strings that make the answer wrong."""
    support: tuple[Support, ...]
    """Where the right answer stands, one for each side or member; empty for not-in-corpus."""
    abstain: bool
    """Whether the right outcome is "not in the corpus"."""
    file: str = ""
    """Stem of the file that it was read from; not part of the line."""

    def __post_init__(self) -> None:
        if fault := _fault(self):
            raise ValueError(fault)

    @property
    def split(self) -> Split:
        """Development may be looked at while building, test only counted.

        The others-* files are a split each; elsewhere the id decides: an even first byte of
        its SHA-256 is development.
        """
        by_id: Split = "test" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "development"
        ends = (split for end, split in _SPLIT_OF_ENDING.items() if self.file.endswith(end))
        return next(ends, by_id)

    @property
    def asked(self) -> Question:
        """The question as the assistant takes it."""
        return Question(self.question, self.history, self.as_at)


def load(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON Lines file, in its order; blank lines are passed over.

    Raises:
        CaseError: If the file cannot be read, or a line is not a case or repeats an id; the
            message gives file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    first_seen: dict[str, int] = {}
    cases = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        case = _case(line, path, number)
        if case.id in first_seen:
            raise CaseError(f"{path}:{number}: id {case.id} is also on line {first_seen[case.id]}")
        first_seen[case.id] = number
        cases.append(case)
    if not cases:
        raise CaseError(f"{path}: no cases in it")
    return tuple(cases)


def _case(line: str, path: Path, number: int) -> Case:
    try:
        return replace(_ADAPTER.validate_json(line, strict=True), file=path.stem)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        reason = f"{place}: {first['msg']}" if place else first["msg"]
        raise CaseError(f"{path}:{number}: {reason}") from error


def _fault(case: Case) -> str:
    """What makes a case meaningless, or an empty string."""
    options = [s for r in case.required for s in ((r,) if isinstance(r, str) else r or ("",))]
    support = [s for place in case.support for s in (place.section, *(place.words or ("",)))]
    if not all(s.strip() for s in (case.id, case.question, *options, *case.forbidden, *support)):
        return "an empty string is held by every text"
    if case.abstain != (case.kind == "not-in-corpus"):
        return "abstain is for the kind not-in-corpus, and only for it"
    if case.abstain and (case.required or case.support):
        return "a case that is not in the corpus requires nothing and has no support"
    if not case.abstain and not case.required:
        return "required is empty: any answer would be right"
    return ""


_ADAPTER = TypeAdapter(Case)
