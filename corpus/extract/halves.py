"""Two tables of one list: what is asked stands in one, the rest of each row in another by its key."""

from __future__ import annotations

from dataclasses import replace

from corpus.extract.part import Part, parts
from corpus.extract.table import Table, tables


def told_of(part: Part, table: Table) -> tuple[Part, Table] | None:
    """The table of asks of which a table tells the rest by the same keys, and where it stands."""
    if not table.keys or table.worded or not table.told:
        return None
    found = ((other, one) for other in parts(part.report) for one in tables(other))
    return next(((other, one) for other, one in found if table.tells(one)), None)


def half(part: Part, table: Table) -> Table:
    """A table of asks with its keys as their numbers, where another table tells the rest of it."""
    if not table.keys or table.asks or not table.worded:
        return table
    others = (one for other in parts(part.report) for one in tables(other))
    if not any(one.tells(table) for one in others):
        return table
    return replace(table, names=("Ref", *table.names[1:]), halved=True)
