"""Somebody who uses the page, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["reader", "keeper"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: a keeper may do what a reader may, and ingest and remove reports."""


class RoleError(ValueError):
    """A user's role does not allow what was asked for."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who uses the page."""

    id: int
    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether what needs this role is open to the user."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def require(self, role: Role) -> None:
        """Stop here unless what needs this role is open to the user.

        Raises:
            RoleError: If it is not.
        """
        if not self.may(role):
            raise RoleError(f"only a {role} may do this; {self.name} is a {self.role}")


LOCAL = User(0, "local", "keeper")
"""Whoever sits at this machine, where the page asks for no login."""
