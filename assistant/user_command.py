"""`assistant user`: who may sign in."""

from __future__ import annotations

import argparse
import getpass
import json
import sys

from assistant.audit import Audit
from assistant.history import History
from assistant.many import many
from assistant.settings import Settings
from assistant.user import LOCAL, User
from assistant.users import UserError, Users, password_fault

_DOOR = "command line"


def run_user(options: argparse.Namespace, settings: Settings) -> int:
    """Do what the command line says about users; the exit status."""
    users = Users(settings.home)
    if options.does == "list":
        return _list(users, as_json=options.json)
    audit = Audit(settings.home, settings.keep_days)
    event, user = _changed(options, users)
    body = {"of": user.name, "id": user.id, "role": user.role}
    audit.record(event, operator(), _DOOR, body)
    if event == "user removed":
        gone = History(settings.home).delete_all(user)
        print(f"{user.name} is removed, with {many(gone, 'conversation')}")
    else:
        print(f"{event}: {user.name}, {user.role}")
    return 0


def operator() -> str:
    """Whose account on this machine a command runs under."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return LOCAL.name


def _changed(options: argparse.Namespace, users: Users) -> tuple[str, User]:
    """What happened, and to whom."""
    name: str = options.name
    if options.does == "add":
        if users.named(name):
            raise UserError(f"there is a user {name} already")
        return "user added", users.add(name, _password(name), options.role)
    if options.does == "remove":
        return "user removed", users.remove(name)
    if options.does == "role":
        return "role changed", users.set_role(name, options.role)
    if users.named(name) is None:
        raise UserError(f"there is no user {name}; type: assistant user list")
    user = users.set_password(name, _password(name))
    return "password changed", users.set_role(name, options.role) if options.role else user


def _password(name: str) -> str:
    """A password from a prompt, typed twice, or one line of standard input.

    Raises:
        UserError: If it will not do, or the two differ.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(f"Password for {name}: ")
    if fault := password_fault(name, password):
        raise UserError(fault)
    if getpass.getpass("Once more: ") != password:
        raise UserError("the two are not the same; nothing is changed")
    return password


def _list(users: Users, *, as_json: bool) -> int:
    held = users.all()
    if as_json:
        print(json.dumps([{"name": user.name, "role": user.role} for user in held], indent=2))
    elif held:
        print("\n".join(f"{user.name}\t{user.role}" for user in held))
    else:
        print("nobody yet; type: assistant user add NAME --role keeper")
    return 0
