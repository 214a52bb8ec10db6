"""Carry a library from one database into another, whichever engine either is."""

from __future__ import annotations

from index.library.database import Database
from index.library.schema import COLUMNS
from index.library.writing import insert, passage_of


def copy(source: Database, target: Database) -> None:
    """Put all that one database holds in the place of what another holds, in one transaction."""
    with target.transaction():
        target.run("DELETE FROM words")
        for table, columns in COLUMNS.items():
            target.run(f"DELETE FROM {table}")  # noqa: S608 (names of ours)
            for rows in source.each(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608 (likewise)
                insert(target, table, [dict(zip(columns, row, strict=True)) for row in rows])
        for rows in source.each("SELECT body FROM passage"):
            target.index_words([passage_of(body) for (body,) in rows])
        target.counted()
