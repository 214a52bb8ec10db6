"""`assistant audit`: read, filter, prove, export and prune the audit log."""

from __future__ import annotations

import argparse
import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.audit import Audit, Entry, Wanted
from assistant.recorder import Recorder
from assistant.user_command import operator
from corpus.read import day

if TYPE_CHECKING:
    from assistant.answer import Answer, Question
    from assistant.follow import Following
    from assistant.settings import Settings

_COLUMNS = ("number", "at", "event", "who", "door", "body", "before", "hash")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the start of a cell."""


def run_audit(options: argparse.Namespace, settings: Settings) -> int:
    """Do what the command line says about the log; the exit status."""
    audit = Audit(settings.home)
    if options.prune is not None:
        print(f"{audit.prune(options.prune)} entries removed")
        return 0
    if options.verify or options.head:
        head = audit.verify(options.head)
        print(f"unbroken: {head.entries} entries; head {head.number}:{head.hash}")
        return 0
    shown = _shown(audit.entries(_wanted(options)), options)
    if options.out:
        options.out.write_text(shown, encoding="utf-8", newline="")
    else:
        print(shown, end="" if options.csv else "\n")
    return 0


def logged(assistant: Following, settings: Settings) -> Callable[[Question], Answer]:
    """How the command line asks where its questions are logged too."""
    audit = Audit(settings.home, settings.keep_days)
    recorder, who = Recorder(assistant, audit, "command line"), operator()
    return lambda question: recorder.ask(question, who)


def _wanted(options: argparse.Namespace) -> Wanted:
    """The filter that a command line gives.

    Raises:
        ValueError: If a date is no date.
    """
    since, until = (
        day(said).isoformat() if said else "" for said in (options.since, options.until)
    )
    return Wanted(options.who, options.event, options.find, since, until)


def _shown(entries: Iterable[Entry], options: argparse.Namespace) -> str:
    if options.json:
        return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=2)
    if options.csv:
        return as_csv(entries)
    return "\n".join(_line(entry) for entry in entries) or "no entries"


def as_csv(entries: Iterable[Entry]) -> str:
    """The entries as comma-separated values; nothing in them is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for entry in entries:
        body = json.dumps(entry.body, ensure_ascii=False)
        writer.writerow([_cell({**asdict(entry), "body": body}[column]) for column in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(entry: Entry) -> str:
    """An entry on a terminal: one line, and for a question the answer's first line."""
    said = entry.body
    head = f"{entry.number}  {entry.at[:19]}Z  {entry.who}  {entry.event}"
    if entry.event != "asked":
        rest = ", ".join(f"{key}: {value}" for key, value in said.items())
        return f"{head}  {rest}".rstrip()
    first = str(said["answer"]).partition("\n")[0]
    shown = first if len(first) <= 100 else f"{first[:99]}…"
    return f"{head}  {said['question']}\n    {shown} ({len(said['passages'])} passages)"
