"""Draft cases: what users said of answers, for a person to make cases of.

A draft is a line of a file of cases with one entry more, `draft`, and without what only a person
can say: which kind of answer is wanted and what a right one holds. No draft is ever counted: `load`
refuses the entry, and the empty `kind` and `required`. A person fills in the line, takes the entry
away, and accepts it into a file of cases.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.feedback import Feedback, FeedbackBox
from eval.case import CaseError, load


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of accepting drafts."""

    cases: int
    left: int
    """Lines that are drafts still."""


def write_drafts(box: FeedbackBox, path: Path) -> int:
    """Add a draft for each feedback that has none yet to the end of a file; how many."""
    found = box.undrafted()
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(_draft(one), ensure_ascii=False)}\n" for one in found)
    box.mark_drafted([one.number for one in found])
    return len(found)


def accept(drafts: Path, cases: Path) -> Accepted:
    """Move the lines that are no drafts any more to the end of a file of cases.

    Raises:
        CaseError: If such a line is not a whole case, or its id is in that file; nothing is moved.
    """
    lines = [line for line in _read(drafts).split("\n") if line.strip()]
    done: list[str] = []
    left: list[str] = []
    for number, line in enumerate(lines, start=1):
        (left if _is_draft(line, drafts, number) else done).append(line)
    if done:
        held = _read(cases).rstrip("\n").split("\n") if cases.exists() else []
        _write_cases(cases, [*held, *done])
        drafts.write_text("".join(f"{line}\n" for line in left), encoding="utf-8")
    return Accepted(len(done), len(left))


def _draft(feedback: Feedback) -> dict[str, Any]:
    question, answer = feedback.question, feedback.answer
    said = f"{feedback.at.isoformat()}\n{question.text}".encode()
    return {
        "draft": {
            "verdict": feedback.verdict,
            "reason": feedback.reason,
            "answer": answer.text,
            "to_do": "fill in kind, required and support (words that stand there together), "
            "then take this entry away",
        },
        "id": f"feedback-{hashlib.sha256(said).hexdigest()[:10]}",
        "kind": "not-in-corpus" if answer.abstained and feedback.verdict == "up" else "",
        "question": question.text,
        "history": [asdict(turn) for turn in question.history],
        "as_at": question.as_at.isoformat() if question.as_at else None,
        "required": [],
        "forbidden": [],
        "support": _support(answer.citations) if feedback.verdict == "up" else [],
        "abstain": answer.abstained and feedback.verdict == "up",
    }


def _support(citations: Sequence[Citation]) -> list[dict[str, Any]]:
    """The sections that the answer rests on; which words matter there is for a person to say."""
    headings = dict.fromkeys(one.section.rpartition(" › ")[2] for one in citations)
    return [{"section": heading, "words": []} for heading in headings]


def _is_draft(line: str, path: Path, number: int) -> bool:
    try:
        said = json.loads(line)
    except ValueError as error:
        raise CaseError(f"{path}:{number}: {error}") from error
    return isinstance(said, dict) and "draft" in said


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def _write_cases(path: Path, lines: Sequence[str]) -> None:
    """Write a file of cases, if all of it can be loaded."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    try:
        load(beside)
        beside.replace(path)
    except CaseError as error:
        raise CaseError(str(error).replace(str(beside), str(path))) from error
    finally:
        beside.unlink(missing_ok=True)
