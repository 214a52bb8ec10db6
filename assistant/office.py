"""What is kept of the people who use the page, and of what they do."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.audit import Audit
from assistant.feedback import FeedbackBox
from assistant.history import History
from assistant.login import Login
from assistant.sessions import Sessions
from assistant.settings import Settings
from assistant.site import Site
from assistant.throttle import Throttle
from assistant.tray import Tray


@dataclass(frozen=True, slots=True)
class Office:
    """The stores beside the library, and where the page is served."""

    site: Site
    sessions: Sessions
    login: Login
    audit: Audit
    tray: Tray
    history: History
    feedback: FeedbackBox
    upload_bytes: int
    """Size of the largest file that may be handed in."""

    @classmethod
    def open(cls, settings: Settings, site: Site, clock: Callable[[], float] = time.time) -> Office:
        """The stores under a home folder; what is older than is to be kept goes."""
        home = settings.home
        sessions = Sessions(
            home,
            idle_s=settings.idle_minutes * 60.0,
            whole_s=settings.session_hours * 3600.0,
            clock=clock,
        )
        audit, history = Audit(home, settings.keep_days), History(home)
        if settings.keep_days:
            audit.prune(settings.keep_days)
            history.prune(settings.keep_days)
        return cls(
            site,
            sessions,
            Login(sessions, Throttle(home, clock), audit),
            audit,
            Tray(home, clock),
            history,
            FeedbackBox(home),
            settings.upload_mb * 1024 * 1024,
        )
