"""Signing in and out, slowed down and written down."""

from __future__ import annotations

import math

from assistant.audit import Audit
from assistant.sessions import Session, Sessions
from assistant.throttle import Throttle
from assistant.users import UserError

_DOOR = "page"


class LoginError(ValueError):
    """Somebody does not get in; says why, in words for them."""

    def __init__(self, words: str, wait_s: int = 0) -> None:
        super().__init__(words)
        self.wait_s = wait_s
        """Seconds before another try makes sense."""


class Login:
    """The door of the page."""

    def __init__(self, sessions: Sessions, throttle: Throttle, audit: Audit) -> None:
        self._sessions, self._users = sessions, sessions.users
        self._throttle, self._audit = throttle, audit

    def sign_in(self, name: str, password: str, address: str) -> str:
        """The token of a new session.

        Raises:
            LoginError: If name or password is wrong, or it was tried too often; both read the
                same for a name that nobody has.
        """
        self._enter(name, address)
        user = self._users.checked(name.strip(), password)
        if user is None:
            known = self._users.named(name.strip())
            # Not the name as typed: it may be a password.
            who = known.name if known else "unknown"
            self._audit.record("sign-in refused", who, _DOOR, {"address": address})
            raise LoginError("Name or password is not right. Check both and try again.")
        self._throttle.forgive(name, address)
        self._audit.record("signed in", user.name, _DOOR, {"address": address, "role": user.role})
        return self._sessions.begin(user)

    def sign_out(self, token: str, session: Session) -> None:
        """End a session."""
        self._sessions.end(token)
        self._audit.record("signed out", session.user.name, _DOOR, {})

    def change(self, session: Session, old: str, new: str, address: str) -> str:
        """Give a user another password; the token of a new session, as all others end.

        Raises:
            LoginError: If the old password is wrong or was tried too often, or the new one will
                not do.
        """
        name = session.user.name
        self._enter(name, address)
        if self._users.checked(name, old) is None:
            self._audit.record("password change refused", name, _DOOR, {"address": address})
            raise LoginError("The password you have now is not right.")
        self._throttle.forgive(name, address)
        try:
            user = self._users.set_password(name, new)
        except UserError as error:
            raise LoginError(f"Choose another new password: {error}.") from error
        self._audit.record("password changed", name, _DOOR, {"of": name})
        return self._sessions.begin(user)

    def _enter(self, name: str, address: str) -> None:
        wait_s = math.ceil(self._throttle.enter(name, address))
        if wait_s:
            unit = "second" if wait_s == 1 else "seconds"
            raise LoginError(f"Too many tries. Wait {wait_s} {unit}, then try again.", wait_s)
