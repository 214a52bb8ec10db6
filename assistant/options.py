"""Options of the commands about people: who may sign in, and what was done."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.user import ROLES


def add_users(user: argparse.ArgumentParser) -> None:
    """`assistant user ...`."""
    user.description = (
        "Who may sign in to the page. Passwords are asked for, or read from standard input; they "
        "are never given on the command line, where others could see them."
    )
    does = user.add_subparsers(dest="does", required=True, metavar="DOES")
    add = does.add_parser("add", help="take somebody in")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=ROLES, default=ROLES[0])
    listed = does.add_parser("list", help="everybody and their role")
    listed.add_argument("--json", action="store_true")
    remove = does.add_parser("remove", help="send somebody away; their history is deleted")
    remove.add_argument("name", metavar="NAME")
    password = does.add_parser("password", help="give somebody another password, or role")
    password.add_argument("name", metavar="NAME")
    password.add_argument("--role", choices=ROLES)
    role = does.add_parser("role", help="give somebody another role")
    role.add_argument("name", metavar="NAME")
    role.add_argument("role", choices=ROLES)


def add_audit(audit: argparse.ArgumentParser) -> None:
    """`assistant audit ...`."""
    audit.description = "Who asked what, when, in which scope, what was shown and answered."
    audit.add_argument("--who", default="", metavar="NAME")
    audit.add_argument("--event", default="", help="asked, signed in, user added, pruned ...")
    audit.add_argument("--find", default="", metavar="WORDS", help="stand somewhere in the entry")
    audit.add_argument("--since", default="", metavar="DATE", help="first day (UTC)")
    audit.add_argument("--until", default="", metavar="DATE", help="last day (UTC)")
    shape = audit.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="everything, as a JSON list")
    shape.add_argument("--csv", action="store_true", help="everything, as a table")
    audit.add_argument("--out", type=Path, metavar="FILE", help="write to a file")
    audit.add_argument("--verify", action="store_true", help="prove that nothing was changed")
    audit.add_argument(
        "--head", default="", metavar="NUMBER:HASH", help="noted at an earlier proof"
    )
    audit.add_argument("--prune", type=int, metavar="DAYS", help="remove what is older, and log it")
