"""The library in a PostgreSQL database, through SQLAlchemy: for several machines."""

from __future__ import annotations

import os
import socket
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from typing import Any

from corpus.report import Passage
from index.library import tsvector
from index.library.database import Row, Values
from index.library.lock import acquire, since
from index.library.nouns import LibraryError
from index.library.schema import SHAPE, TABLES

try:
    import sqlalchemy
    from sqlalchemy import Connection, TextClause
    from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError
except ModuleNotFoundError as missing:
    raise LibraryError(
        f"ASSISTANT_LIBRARY=postgresql:… needs a package ({missing.name} is missing); "
        "type: pip install 'scrutiny-assistant[postgres]'"
    ) from missing

_LOCK = 20_251_103
"""Number of the writer's lock among the advisory locks of a database; any would do."""
_AT_ONCE = 500
_PATIENCE_S = 5
"""How long to wait for a connection, and for readers to leave the tables that are rewritten."""
_POOL: dict[str, Any] = {
    "pool_pre_ping": True,
    "pool_size": 5,
    "max_overflow": 35,  # each question that is being answered holds one
    "pool_timeout": _PATIENCE_S,
    "connect_args": {
        "client_encoding": "utf8",
        "connect_timeout": _PATIENCE_S,
        "options": "-c jit=off",  # compiling a statement costs more than running it
    },
}
_LOCKED_OUT = {"55P03", "57014"}
"""Codes of what PostgreSQL says when it waited for a lock too long."""


class Postgres:
    """A database that any number of machines share."""

    def __init__(self, address: str) -> None:
        try:
            url = sqlalchemy.make_url(address).set(drivername="postgresql+psycopg")
            self._engine = sqlalchemy.create_engine(url, **_POOL)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise LibraryError(f"ASSISTANT_LIBRARY cannot be used: {error}") from error
        weakref.finalize(self, self._engine.dispose)
        self.name = f"postgresql://{url.host or ''}/{url.database or ''}"
        self._here = threading.local()
        self._shape()

    def rows(self, sql: str, values: Values | None = None) -> list[Row]:
        """What a query finds, whole."""
        with self._begun() as connection:
            found = connection.execute(_statement(sql), dict(values or {}))
            return [tuple(row) for row in found]

    def each(self, sql: str) -> Iterator[list[Row]]:
        """What a query finds, some hundred rows at a time."""
        some_hundred = {"yield_per": _AT_ONCE}
        with (
            self._begun() as connection,
            connection.execute(_statement(sql), execution_options=some_hundred) as found,
        ):
            for some in found.partitions():
                yield [tuple(row) for row in some]

    def run(self, sql: str, values: Values | Sequence[Values] | None = None) -> None:
        """Run a statement, or run it once for each of several sets of values."""
        many = isinstance(values, Sequence)
        given: Any = list(values) if many else dict(values or {})  # type: ignore[arg-type]  # a sequence is told apart above
        with self._begun() as connection:
            connection.execute(_statement(sql), given)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read as of one moment in this thread."""
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self._begun(**options) as reading, self._open(reading):
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what this thread writes inside."""
        with self._begun() as writing, self._open(writing):
            yield

    @contextmanager
    def only_writer(self, wait_s: float, say: Callable[[str], None]) -> Iterator[None]:
        """Hold the one writer's lock, among all machines: it ends with its connection.

        What this thread writes goes through that connection, so that nobody writes who has lost
        the lock without knowing.

        Raises:
            LibraryError: If another holds it for longer than one waits.
        """
        with self._as_ours(), self._engine.connect() as own:
            acquire(self.name, lambda: _taken(own), lambda: _holder(own), wait_s, say)
            self._here.own = own
            try:
                yield
            finally:
                self._here.own = None
                _let_go(own)

    def index_words(self, passages: Sequence[Passage]) -> None:
        """Make the words of passages findable."""
        if passages:
            self.run(tsvector.INSERT, [tsvector.row(passage) for passage in passages])

    def counted(self) -> None:
        """Note how many words there are, which weighs what is found, and sort the new ones in."""
        for statement in tsvector.COUNTED:
            self.run(statement)

    def frequency(self, term: str) -> int:
        """How many passages hold a word or phrase, in any of its forms."""
        return tsvector.frequencies(self, [term])[0]

    def lexical(
        self, terms: Sequence[str], reports: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Passage ids by BM25, best first."""
        return tsvector.ranked(self, terms, reports, limit)

    def scrub(self) -> bool:
        """Take the words of what was removed out of the tables; False while a reader is there."""
        if self.rows(_READERS)[0][0]:
            return False
        with self._as_ours(), self._engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.execute(_statement(f"SET lock_timeout = '{_PATIENCE_S}s'"))
            try:
                for table in ("version", "passage", "words", "lexicon", "file"):
                    alone.execute(_statement(f"VACUUM (FULL, ANALYZE) {table}"))
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", "") in _LOCKED_OUT:
                    return False
                raise
            finally:
                connection.invalidate()
        return True

    def check(self) -> str:
        """Nothing: PostgreSQL looks after its own files."""
        return ""

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    @contextmanager
    def _begun(self, **options: object) -> Iterator[Connection]:
        """The transaction that this thread has open, or one of its own."""
        if found := getattr(self._here, "open", None):
            yield found
            return
        own = getattr(self._here, "own", None)
        with self._as_ours(), nullcontext(own) if own else self._engine.connect() as connection:
            if options:
                connection.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def _open(self, connection: Connection) -> Iterator[None]:
        self._here.open = connection
        try:
            yield
        finally:
            self._here.open = None

    @contextmanager
    def _as_ours(self) -> Iterator[None]:
        """A database that is away or refuses, as an error of ours.

        Raises:
            LibraryError: In place of it.
        """
        try:
            yield
        except (OperationalError, InterfaceError, sqlalchemy.exc.TimeoutError) as error:
            said = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
            raise LibraryError(f"{self.name} cannot be used: {said}") from error

    def _shape(self) -> None:
        """Make the tables where there are none.

        Raises:
            LibraryError: If they are of another version, or the database cannot hold text.
        """
        with self.transaction():
            self.rows(f"SELECT pg_advisory_xact_lock({_LOCK + 1})")
            if (encoding := self.rows("SHOW server_encoding")[0][0]) != "UTF8":
                raise LibraryError(
                    f"{self.name} is encoded in {encoding}; make one with: CREATE DATABASE NAME "
                    "ENCODING 'UTF8' TEMPLATE template0"
                )
            if not self.rows("SELECT to_regclass('pointer')")[0][0]:
                for statement in (_TABLES + tsvector.TABLES).split(";")[:-1]:
                    self.run(statement)
                self.run(f"INSERT INTO pointer (name, value) VALUES ('shape', {SHAPE})")  # noqa: S608 (a number)
            found = self.rows("SELECT value FROM pointer WHERE name = 'shape'")
        if found != [(SHAPE,)]:
            raise LibraryError(f"{self.name} is of another version of this program")


_TABLES = (
    TABLES.replace("TEXT", 'TEXT COLLATE "C"').replace("INTEGER", "BIGINT").replace("BLOB", "BYTEA")
)
"""In the order of the characters' numbers, as SQLite sorts."""
_READERS = (
    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND backend_xmin IS NOT NULL AND pid <> pg_backend_pid()"
)
"""Those who may still read what was deleted."""


_HOLDER = (
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND l.objid = :lock AND l.granted "
    "AND a.datname = current_database()"
)


@cache
def _statement(sql: str) -> TextClause:
    return sqlalchemy.text(sql)


def _taken(connection: Connection) -> bool:
    with connection.begin():
        if not connection.execute(_statement(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar():
            return False
        me = f"process {os.getpid()} on {socket.gethostname()[:20]}, since {since()}"
        connection.execute(
            _statement("SELECT set_config('application_name', :me, FALSE)"), {"me": me}
        )
    return True


def _let_go(connection: Connection) -> None:
    """Give the lock back now: when a connection ends, the server hears of it a little later."""
    with suppress(OperationalError, InterfaceError), connection.begin():  # then it is gone anyway
        connection.execute(_statement(f"SELECT pg_advisory_unlock({_LOCK})"))
    connection.invalidate()


def _holder(connection: Connection) -> str:
    """Who holds the lock, as it says itself."""
    with connection.begin():
        said = connection.execute(_statement(_HOLDER), {"lock": _LOCK}).scalar()
    return f" ({said})" if said else ""
