"""What users say of answers: right or wrong, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from assistant.answer import Answer, Question
from assistant.database import Database
from assistant.user import User

Verdict = Literal["up", "down"]

LONGEST_REASON = 2_000
"""Characters."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user INTEGER NOT NULL,
    verdict TEXT NOT NULL, reason TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
    asked TEXT NOT NULL, drafted TEXT NOT NULL DEFAULT '',
    UNIQUE (user, asked));
"""
"""`asked` names the answer in its conversation: a second verdict on it replaces the first."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one user said of one answer."""

    number: int
    at: datetime
    user: int
    """Id of the user."""
    verdict: Verdict
    reason: str
    """In the user's words; may be empty."""
    question: Question
    """As it was asked, with what came before it."""
    answer: Answer
    """As it was given."""


class FeedbackBox:
    """Where feedback is kept until it has become a draft case."""

    def __init__(
        self, home: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._db = Database(home / "people.db", _SCHEMA)
        self._clock = clock

    def give(
        self, user: User, asked: str, given: tuple[Question, Answer], verdict: Verdict, reason: str
    ) -> None:
        """Keep what a user says of an answer, in place of what they said of it before.

        Args:
            user: Who says it.
            asked: Names the answer to this user: conversation and place.
            given: The question and the answer to it.
            verdict: Right or wrong.
            reason: Why, in the user's words; may be empty.

        Raises:
            ValueError: If the reason is too long.
        """
        if len(reason) > LONGEST_REASON:
            raise ValueError(
                f"the reason has {len(reason):,} characters; {LONGEST_REASON:,} are taken"
            )
        question, answer = given
        with self._db.writing() as db:
            db.execute("DELETE FROM feedback WHERE user = ? AND asked = ?", (user.id, asked))
            db.execute(
                "INSERT INTO feedback (at, user, verdict, reason, question, answer, asked) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    self._clock().isoformat(),
                    user.id,
                    verdict,
                    reason.strip(),
                    _question().dump_json(question).decode(),
                    _answer().dump_json(answer).decode(),
                    asked,
                ),
            )

    def verdict(self, user: User, asked: str) -> Verdict | None:
        """What the user said of an answer, or None."""
        rows = self._db.rows(
            "SELECT verdict FROM feedback WHERE user = ? AND asked = ?", (user.id, asked)
        )
        return rows[0][0] if rows else None

    def all(self) -> tuple[Feedback, ...]:
        """Everything said, oldest first."""
        return self._where("1")

    def undrafted(self) -> tuple[Feedback, ...]:
        """What has not become a draft case yet, oldest first."""
        return self._where("drafted = ''")

    def mark_drafted(self, numbers: Sequence[int]) -> None:
        """Remember that these have become drafts."""
        now = self._clock().isoformat()
        with self._db.writing() as db:
            db.executemany(
                "UPDATE feedback SET drafted = ? WHERE number = ?",
                [(now, number) for number in numbers],
            )

    def _where(self, condition: str) -> tuple[Feedback, ...]:
        rows = self._db.rows(
            "SELECT number, at, user, verdict, reason, question, answer FROM feedback "  # noqa: S608 (ours)
            f"WHERE {condition} ORDER BY number"
        )
        return tuple(
            Feedback(
                number,
                datetime.fromisoformat(at),
                user,
                verdict,
                reason,
                _question().validate_json(question),
                _answer().validate_json(answer),
            )
            for number, at, user, verdict, reason, question, answer in rows
        )


@cache
def _question() -> TypeAdapter[Question]:
    return TypeAdapter(Question)


@cache
def _answer() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
