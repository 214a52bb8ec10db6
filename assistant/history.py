"""What a user has asked before: conversations kept, found again, and deleted for good."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer, Statement
from assistant.database import Database
from assistant.user import User

_TITLE = 120
"""Characters of the first question that name a conversation."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, user INTEGER NOT NULL, title TEXT NOT NULL,
    begun TEXT NOT NULL, last TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS conversation_of_user ON conversation (user, last);
CREATE TABLE IF NOT EXISTS asked (
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    place INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, folded TEXT NOT NULL,
    body TEXT NOT NULL, PRIMARY KEY (conversation, place));
"""


class HistoryError(LookupError):
    """The user has no such conversation."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions that one user asked one after the other."""

    id: str
    title: str
    """Its first question."""
    begun: datetime
    last: datetime
    """When its last question was asked."""
    questions: int


class History:
    """The conversations of every user; each method sees those of one user only."""

    def __init__(
        self, home: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._db = Database(home / "people.db", _SCHEMA)
        self._clock = clock

    def keep(self, user: User, answer: Answer, conversation: str = "") -> str:
        """Add an answer to a conversation, or begin one with it; the conversation's id.

        Raises:
            HistoryError: If the user has no such conversation.
        """
        now = self._clock().isoformat()
        with self._db.writing() as db:
            if not conversation:
                conversation = secrets.token_urlsafe(12)
                row = (conversation, user.id, _title(answer.question), now, now)
                db.execute("INSERT INTO conversation VALUES (?, ?, ?, ?, ?)", row)
            known = (now, conversation, user.id)
            found = db.execute("UPDATE conversation SET last = ? WHERE id = ? AND user = ?", known)
            if not found.rowcount:
                raise HistoryError("there is no such conversation")
            held = (answer.question, answer.text, f"{answer.question}\n{answer.text}".casefold())
            db.execute(
                "INSERT INTO asked SELECT ?, COUNT(*), ?, ?, ?, ? FROM asked "
                "WHERE conversation = ?",
                (conversation, *held, _answer().dump_json(answer).decode(), conversation),
            )
        return conversation

    def list(self, user: User, words: str = "", limit: int = 50) -> tuple[Conversation, ...]:
        """The user's conversations in which all these words stand, the latest first."""
        sought = words.casefold().split()
        holds = "".join(
            " AND EXISTS (SELECT 1 FROM asked WHERE conversation = c.id AND instr(folded, ?))"
            for _ in sought
        )
        rows = self._db.rows(
            "SELECT c.id, c.title, c.begun, c.last, "  # noqa: S608 (fixed words and marks only)
            "(SELECT COUNT(*) FROM asked WHERE conversation = c.id) "
            f"FROM conversation c WHERE c.user = ?{holds} ORDER BY c.last DESC, c.rowid DESC "
            "LIMIT ?",
            (user.id, *sought, limit),
        )
        return tuple(_conversation(row) for row in rows)

    def open(self, user: User, conversation: str) -> tuple[Answer, ...]:
        """The answers of a conversation, oldest first.

        Raises:
            HistoryError: If the user has no such conversation.
        """
        rows = self._db.rows(
            "SELECT a.question, a.answer, a.body FROM asked a JOIN conversation c "
            "ON c.id = a.conversation WHERE c.id = ? AND c.user = ? ORDER BY a.place",
            (conversation, user.id),
        )
        if not rows:
            raise HistoryError("there is no such conversation")
        return tuple(_opened(*row) for row in rows)

    def delete(self, user: User, conversation: str) -> None:
        """Delete a conversation for good: its bytes are overwritten.

        Raises:
            HistoryError: If the user has no such conversation.
        """
        with self._db.writing() as db:
            gone = db.execute(
                "DELETE FROM conversation WHERE id = ? AND user = ?", (conversation, user.id)
            )
            if not gone.rowcount:
                raise HistoryError("there is no such conversation")
        self._db.forget()

    def delete_all(self, user: User) -> int:
        """Delete all that a user asked, for good; how many conversations there were."""
        with self._db.writing() as db:
            gone = db.execute("DELETE FROM conversation WHERE user = ?", (user.id,)).rowcount
        self._db.forget()
        return gone

    def prune(self, keep_days: int) -> int:
        """Delete the conversations without a question in so many days; how many there were."""
        bound = (self._clock() - timedelta(days=keep_days)).isoformat()
        with self._db.writing() as db:
            gone = db.execute("DELETE FROM conversation WHERE last < ?", (bound,)).rowcount
        self._db.forget()
        return gone


def _opened(question: str, answer: str, body: str) -> Answer:
    """An answer as it was given; of one that an older version kept, its words alone."""
    try:
        return _answer().validate_json(body)
    except ValidationError:
        return Answer(question, (Statement("note", answer),))


def _conversation(row: Sequence[str | int]) -> Conversation:
    key, title, begun, last, questions = row
    return Conversation(
        str(key),
        str(title),
        datetime.fromisoformat(str(begun)),
        datetime.fromisoformat(str(last)),
        int(questions),
    )


def _title(question: str) -> str:
    line = " ".join(question.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…"


@cache
def _answer() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
