"""The tables, and how a library of an earlier shape becomes one of this shape."""

from __future__ import annotations

import sqlite3

SHAPE = 2
"""Raised when the tables change."""

TABLES = """
CREATE TABLE IF NOT EXISTS file (
    sha256 TEXT PRIMARY KEY, place INTEGER, name TEXT, kept TEXT, size INTEGER, reader INTEGER,
    added TEXT, new_version INTEGER);
CREATE TABLE IF NOT EXISTS version (
    report TEXT, number INTEGER, file TEXT, added TEXT, sha256 TEXT, body TEXT,
    PRIMARY KEY (report, number));
CREATE TABLE IF NOT EXISTS copy (
    file TEXT, report TEXT, number INTEGER, part INTEGER, PRIMARY KEY (file, report, number));
CREATE TABLE IF NOT EXISTS report (id TEXT PRIMARY KEY, place INTEGER, number INTEGER);
CREATE TABLE IF NOT EXISTS passage (
    id TEXT PRIMARY KEY, report TEXT, place INTEGER, body TEXT, vector TEXT);
CREATE INDEX IF NOT EXISTS passage_of_report ON passage (report);
CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, body BLOB);
CREATE TABLE IF NOT EXISTS need (report TEXT, key TEXT, PRIMARY KEY (report, key));
CREATE TABLE IF NOT EXISTS generation (
    id INTEGER PRIMARY KEY, model TEXT, model_sha256 TEXT, passages INTEGER, made TEXT);
CREATE TABLE IF NOT EXISTS pointer (name TEXT PRIMARY KEY, value INTEGER);
CREATE TABLE IF NOT EXISTS lexicon (word TEXT PRIMARY KEY, count INTEGER, vector TEXT);
"""
"""Of any engine; the words of the passages lie in a table of each engine's own kind."""
COLUMNS = {
    "file": ("sha256", "place", "name", "kept", "size", "reader", "added", "new_version"),
    "version": ("report", "number", "file", "added", "sha256", "body"),
    "copy": ("file", "report", "number", "part"),
    "report": ("id", "place", "number"),
    "passage": ("id", "report", "place", "body", "vector"),
    "vector": ("key", "body"),
    "need": ("report", "key"),
    "generation": ("id", "model", "model_sha256", "passages", "made"),
    "pointer": ("name", "value"),
    "lexicon": ("word", "count", "vector"),
}
"""By table, for carrying a library from one engine to another."""
_SQLITE = f"""{TABLES}
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    id UNINDEXED, report UNINDEXED, text, context, tokenize = 'porter unicode61');
"""

_FROM_1 = """
ALTER TABLE report RENAME TO report_1;
DROP TABLE passage; DROP TABLE words; DROP TABLE lexicon;
{tables}
INSERT INTO version SELECT id, 1, '', datetime('now'), sha256, body FROM report_1;
INSERT INTO report SELECT id, place, 1 FROM report_1;
DROP TABLE report_1;
"""
"""Passages are built anew from the reports when the library is next opened."""


def shape(database: sqlite3.Connection) -> None:
    """Make the tables in a SQLite file, or bring those of an earlier version to this shape."""
    if _shape_of(database) == SHAPE:
        return
    database.execute("BEGIN IMMEDIATE")
    with database:
        if _shape_of(database) == SHAPE:
            return
        columns = [row[1] for row in database.execute("PRAGMA table_info(report)")]
        script = _FROM_1.format(tables=_SQLITE) if "body" in columns else _SQLITE
        for statement in script.split(";"):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {SHAPE}")


def _shape_of(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])
