"""`assistant brief`: a briefing on the screen, or in a file of the format that its name says."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.read import day

if TYPE_CHECKING:
    from assistant.brief.part import Briefing
    from assistant.settings import Settings

_FORMATS = (".docx", ".pdf", ".md", ".json")


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("brief", help="a cited briefing on a topic or meeting")
    parser.add_argument(
        "topic", metavar="TOPIC", help='or a meeting: "Scrutiny Meeting 21 May 2025"'
    )
    parser.add_argument("--as-at", metavar="DATE", help="today unless given")
    parser.add_argument("--since", metavar="DATE", help="tell what moved since this earlier day")
    parser.add_argument(
        "--report", action="append", default=[], metavar="NAME", help="stay inside it"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="a .docx, .pdf, .md or .json file")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Make a briefing and show or write it.

    Raises:
        ValueError: If a date is no date, a report is not held, or the file's format is not known.
    """
    from assistant.batch import chosen  # noqa: PLC0415 (each command imports what it uses)
    from assistant.brief.markdown import as_markdown  # noqa: PLC0415
    from assistant.briefing import Wanted, as_json, brief, hashes  # noqa: PLC0415
    from assistant.open import open_assistant  # noqa: PLC0415

    if options.out and options.out.suffix.casefold() not in _FORMATS:
        raise ValueError(f"{options.out}: write it as one of {', '.join(_FORMATS)}")
    as_at = day(options.as_at) if options.as_at else date.today()  # noqa: DTZ011 (the reader's day)
    since = day(options.since) if options.since else None
    assistant = open_assistant(
        settings.home, settings.model, settings.llm, briefly=True, engines=settings.engines
    )
    reports = tuple(key for name in options.report for key in chosen(name, assistant.reports))
    wanted = Wanted(options.topic, as_at, reports, since)
    sha256 = hashes(settings.library())
    made = brief(wanted, assistant.search, assistant.reports, sha256, assistant.writer)
    if options.out:
        write(made, options.out)
        print(f"{made.title}, written to {options.out}")
    else:
        print(as_json(made) if options.json else as_markdown(made), end="")
    return 0


def write(made: Briefing, path: Path) -> None:
    """Write a briefing in the format that the file's name says.

    Raises:
        OSError: If the file cannot be written.
        KeyError: If the name says no format that is known.
    """
    from assistant.brief.markdown import as_markdown  # noqa: PLC0415
    from assistant.briefing import as_json  # noqa: PLC0415

    suffix = path.suffix.casefold()
    if suffix == ".docx":
        from assistant.brief.word import write_docx  # noqa: PLC0415

        write_docx(made, path)
    elif suffix == ".pdf":
        from assistant.brief.pdf import write_pdf  # noqa: PLC0415

        write_pdf(made, path)
    else:
        shape = {".md": as_markdown, ".json": as_json}[suffix]
        path.write_text(shape(made), encoding="utf-8")
