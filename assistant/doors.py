"""The commands that open the assistant to programs: api, mcp, token."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from assistant.tokens import Tokens

if TYPE_CHECKING:
    from assistant.follow import Following
    from assistant.settings import Settings


def add_doors(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the command line."""
    api = commands.add_parser("api", help="serve the HTTP API on this machine")
    api.add_argument("--port", type=int, default=7861)
    mcp = commands.add_parser("mcp", help="serve the tools of the Model Context Protocol")
    mcp.add_argument("--port", type=int, help="over HTTP with a token; over stdio unless given")
    token = commands.add_parser("token", help="add, list or remove the token of a program")
    actions = token.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="who has a token")
    for action, told in (("add", "print a new token, once"), ("remove", "shut a program out")):
        actions.add_parser(action, help=told).add_argument("name", metavar="NAME")


def api(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the HTTP API until it is stopped."""
    from assistant.api import serve_api  # noqa: PLC0415 (each command imports what it uses)

    serve_api(_opened(settings), Tokens(settings.home), "127.0.0.1", options.port)
    return 0


def mcp(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the tools until the client goes, or until it is stopped."""
    from assistant.mcp import serve_mcp  # noqa: PLC0415 (each command imports what it uses)

    serve_mcp(_opened(settings), Tokens(settings.home), options.port)
    return 0


def token(options: argparse.Namespace, settings: Settings) -> int:
    """Add, list or remove a token."""
    tokens = Tokens(settings.home)
    if options.action == "add":
        print(tokens.add(options.name))
    elif options.action == "remove":
        tokens.remove(options.name)
    else:
        for client in tokens.clients:
            print(f"{client.name}\t{client.added:%Y-%m-%d}")
    return 0


def _opened(settings: Settings) -> Following:
    from assistant.open import follow  # noqa: PLC0415 (costs seconds)

    return follow(settings)
