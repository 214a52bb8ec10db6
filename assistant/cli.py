"""The command line."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import doors, records
from assistant.brief import command as briefing
from assistant.options import add_audit, add_users

if TYPE_CHECKING:
    from assistant.answer import Answer, Question
    from assistant.follow import Following
    from assistant.settings import Settings

_EXAMPLES = """examples:
  assistant ingest corpus/reports
  assistant ask "Which plans lack target completion dates?"
  assistant ask "Which actions are past due?" --as-at 2025-11-03 --json
  assistant ask --batch questions.jsonl > answers.jsonl
  assistant register --family recommendation --as-at 2025-10-24
  assistant conflicts
  assistant clock --as-at 2025-11-03
  assistant brief "Vulnerability" --as-at 2025-11-03 --out briefing.docx
  assistant chat
  assistant token add dashboard && assistant api
  assistant mcp
  assistant user add ann --role keeper
  assistant audit --verify
"""


def run(arguments: Sequence[str], settings: Settings) -> int:
    """Do what the command line says; the exit status."""
    if arguments[:1] == ["eval"]:
        return _eval(arguments[1:])
    options = _parser().parse_args(arguments)
    command = {
        "ingest": _ingest,
        "ask": _ask,
        "chat": _chat,
        "reports": _reports,
        "register": records.register,
        "conflicts": records.conflicts,
        "clock": records.clock,
        "brief": briefing.run,
        "remove": _remove,
        "rebuild": _rebuild,
        "backup": _backup,
        "restore": _restore,
        "api": doors.api,
        "mcp": doors.mcp,
        "token": doors.token,
        "user": _user,
        "audit": _audit,
    }[options.command]
    return command(options, settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assistant",
        description="Ask the inspection corpus; every answer is quoted or computed, and cited.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    ingest = commands.add_parser("ingest", help="read reports (files or folders) into the library")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    ingest.add_argument(
        "--new-version", action="store_true", help="these files are no copies of what is held"
    )
    ask = commands.add_parser("ask", help="answer one question, or a file of them")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="one JSON question a line")
    ask.add_argument("--as-at", metavar="DATE", help="the date for which status is wanted")
    ask.add_argument("--report", action="append", default=[], metavar="NAME", help="stay inside it")
    ask.add_argument("--json", action="store_true")
    chat = commands.add_parser("chat", help="open the chat page")
    chat.add_argument("--port", type=int, default=7860)
    chat.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; other than loopback: with login"
    )
    chat.add_argument("--login", action="store_true", help="ask for a login on loopback too")
    reports = commands.add_parser("reports", help="what is held, with versions and copies")
    reports.add_argument("--json", action="store_true")
    _add_keeping(commands, ingest)
    records.add_commands(commands)
    doors.add_doors(commands)
    add_users(commands.add_parser("user", help="who may sign in to the page"))
    add_audit(commands.add_parser("audit", help="who asked what, and what was answered"))
    briefing.add_command(commands)
    commands.add_parser("eval", help="measure the answers; see: assistant eval --help")
    return parser


def _add_keeping(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], ingest: argparse.ArgumentParser
) -> None:
    remove = commands.add_parser("remove", help="delete a report and its files, for good")
    remove.add_argument("id", metavar="ID", help="as `assistant reports` shows it")
    rebuild = commands.add_parser(
        "rebuild", help="index all reports anew, with the model that is set"
    )
    backup = commands.add_parser("backup", help="write all that is held to one archive")
    restore = commands.add_parser("restore", help="put an archive in the place of what is held")
    for command in (backup, restore):
        command.add_argument("file", type=Path, metavar="FILE")
    for command in (remove, restore):
        command.add_argument("--yes", action="store_true", help="do not ask")
    for command in (ingest, remove, rebuild, backup, restore):
        command.add_argument(
            "--wait", type=float, default=0, metavar="SECONDS", help="for another that is writing"
        )


def _ingest(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.keep import take  # noqa: PLC0415 (each command imports what it uses)

    return take(options.paths, settings, wait_s=options.wait, new_version=options.new_version)


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.keep import remove  # noqa: PLC0415

    return remove(options.id, settings, wait_s=options.wait, sure=options.yes)


def _rebuild(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.keep import rebuild  # noqa: PLC0415

    return rebuild(settings, wait_s=options.wait)


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.keep import backup  # noqa: PLC0415

    return backup(options.file, settings, wait_s=options.wait)


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.keep import restore  # noqa: PLC0415

    return restore(options.file, settings, wait_s=options.wait, sure=options.yes)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.answer import Question  # noqa: PLC0415
    from assistant.batch import answered, as_dict, chosen, lines  # noqa: PLC0415
    from corpus.read import day  # noqa: PLC0415

    if bool(options.batch) == bool((options.question or "").strip()):
        raise ValueError('type a question in quotation marks, or --batch FILE: assistant ask "..."')
    questions = list(lines(options.batch)) if options.batch else []
    assistant = _opened(settings)
    ask = _logged(assistant, settings) if settings.log_commands else assistant.ask
    for line in questions:
        print(answered(line, ask, assistant.reports), flush=True)
    if options.question:
        as_at = day(options.as_at) if options.as_at else None
        reports = tuple(key for name in options.report for key in chosen(name, assistant.reports))
        answer = ask(Question(options.question, as_at=as_at, reports=reports))
        print(
            json.dumps(as_dict(answer), ensure_ascii=False, indent=2)
            if options.json
            else _shown(answer)
        )
    return 0


def _logged(assistant: Following, settings: Settings) -> Callable[[Question], Answer]:
    from assistant.audit_command import logged  # noqa: PLC0415

    return logged(assistant, settings)


def _shown(answer: Answer) -> str:
    """An answer on a terminal: what is said, where it stands, what else is near."""
    parts = [answer.text]
    if answer.citations:
        parts.append("\n".join(f"[{c.number}] {c.place}" for c in answer.citations))
    if answer.see_also:
        near = "Nearest passages:" if answer.abstained else "See also:"
        parts.append("\n".join([near, *(f"- {c.place}" for c in answer.see_also)]))
    if answer.abstained:
        parts.append("\n".join(["Searched:", *(f"- {name}" for name in answer.searched)]))
    return "\n\n".join(parts)


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.chat import serve  # noqa: PLC0415

    serve(settings, host=options.host, port=options.port, login=options.login)
    return 0


def _reports(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.held import held  # noqa: PLC0415

    print(held(settings.library(), as_json=options.json))
    return 0


def _user(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.user_command import run_user  # noqa: PLC0415

    return run_user(options, settings)


def _audit(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.audit_command import run_audit  # noqa: PLC0415

    return run_audit(options, settings)


def _eval(arguments: Sequence[str]) -> int:
    """The room to the right is run, never imported."""
    return subprocess.run([sys.executable, "-m", "eval", *arguments], check=False).returncode  # noqa: S603 (our own module)


def _opened(settings: Settings) -> Following:
    from assistant.open import follow  # noqa: PLC0415

    return follow(settings, briefly=True)
