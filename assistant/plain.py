"""The plain pages beside the chat: to sign in, and one's own account. HTML without a script."""

from __future__ import annotations

from html import escape

from assistant.user import User
from assistant.users import SHORTEST

POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Content-Security-Policy of these pages."""

_MAY = {
    "reader": "You can ask questions and open the reports.",
    "keeper": "You can ask questions and open the reports, add reports and remove them.",
}


def sign_in(*, error: str = "", said: str = "", name: str = "") -> str:
    """The page to sign in.

    Args:
        error: Why somebody did not get in.
        said: A word that is no error.
        name: What stood in the box for the name.
    """
    wrong = ' aria-describedby="error" aria-invalid="true"' if error else ""
    return _page(
        "Sign in",
        f"{_error(error)}{_said(said)}"
        '<form method="post" action="/login">'
        '<label for="name">Your name</label>'
        f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" '
        f'autocapitalize="none" spellcheck="false" maxlength="40" required{wrong}>'
        '<label for="password">Password</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" '
        f'maxlength="200" required{wrong}>'
        "<button>Sign in</button></form>"
        "<p>No account, or the password is lost? Ask the person who looks after this assistant in "
        "your office.</p>",
        failed=bool(error),
    )


def account(user: User, *, error: str = "", said: str = "", idle_minutes: int) -> str:
    """Who is signed in, and what they can do about it."""
    return _page(
        "Your account",
        f"{_error(error)}{_said(said)}"
        f"<p>You are signed in as <b>{escape(user.name)}</b> ({user.role}). {_MAY[user.role]}</p>"
        f"<p>You are signed out after {idle_minutes} minutes in which nothing is done. What you "
        "ask is written to the audit log of your office.</p>"
        '<p><a href="/">Back to the questions</a></p>'
        '<form method="post" action="/logout"><button>Sign out</button></form>'
        "<h2>Change your password</h2>"
        '<form method="post" action="/account/password">'
        f'<input type="hidden" name="name" value="{escape(user.name)}" autocomplete="username">'
        '<label for="old">Password you have now</label>'
        '<input id="old" name="old" type="password" autocomplete="current-password" '
        'maxlength="200" required>'
        '<label for="new">New password</label>'
        f'<p class="hint" id="rule">At least {SHORTEST} characters; three or four words do well. '
        "You are signed out everywhere else.</p>"
        '<input id="new" name="new" type="password" autocomplete="new-password" '
        f'aria-describedby="rule" minlength="{SHORTEST}" maxlength="200" required>'
        "<button>Change password</button></form>",
        failed=bool(error),
    )


def _page(title: str, body: str, *, failed: bool) -> str:
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{'Error: ' if failed else ''}{title} – Scrutiny Assistant</title>"
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/login.css"></head>'
        f"<body><header><p>Scrutiny Assistant</p></header><main><h1>{title}</h1>{body}</main>"
        "</body></html>"
    )


def _error(words: str) -> str:
    return f'<p class="error" id="error" role="alert">{escape(words)}</p>' if words else ""


def _said(words: str) -> str:
    return f'<p class="said" role="status">{escape(words)}</p>' if words else ""
