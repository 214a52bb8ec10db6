"""Whether a SQLite file is what it should be, without changing it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote


def intact(path: Path) -> bool:
    """Whether a file is a database that can be read from end to end."""
    try:
        database = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)
        try:
            return bool(database.execute("PRAGMA quick_check").fetchone()[0] == "ok")
        finally:
            database.close()
    except sqlite3.DatabaseError:
        return False
