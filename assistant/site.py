"""Where the page is served, as a browser sees it."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit


class AddressError(ValueError):
    """The address cannot be served."""


@dataclass(frozen=True, slots=True)
class Site:
    """The names under which the page answers, and whether it asks who is there."""

    login: bool
    """Whether users must sign in."""
    https: bool = False
    """Whether browsers reach it by https; cookies are then for https only."""
    names: frozenset[str] = frozenset()
    """Host names it answers to; none for those of this machine and any plain IP address."""
    only_loopback: bool = True
    """Whether it answers to this machine's own names alone."""

    @classmethod
    def of(cls, host: str, url: str = "", *, login: bool = False) -> Site:
        """The site of an address to listen on and, where a proxy stands before it, a public URL.

        Login is off only where this machine alone can reach the page.

        Raises:
            AddressError: If the URL is not one of a whole site.
        """
        if url:
            parts = urlsplit(url)
            if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
                raise AddressError(f"{url} is not a site; ASSISTANT_URL=https://name.example")
            names = frozenset({parts.hostname})
            secure = parts.scheme == "https"
            return cls(login=True, https=secure, names=names, only_loopback=False)
        alone = is_loopback(host)
        return cls(login or not alone, only_loopback=alone)

    def answers(self, host: str) -> bool:
        """Whether the page answers to what a Host header holds.

        A name that is not known is refused: it may point here for an attack (DNS rebinding).
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if self.names:
            return name in self.names
        if self.only_loopback:
            return is_loopback(name)
        return is_loopback(name) or _is_address(name) or name == socket.gethostname().lower()

    def owns(self, origin: str, host: str) -> bool:
        """Whether an Origin header names this very site."""
        return origin == f"{'https' if self.https else 'http'}://{host}"


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
