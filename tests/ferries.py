"""An audit of ferries that several tests ask about, and how they ask: all invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tiny import assistant_of, written

from assistant.answer import Answer, Question, Turn

TODAY = date(2025, 12, 1)
Asks = Callable[..., Answer]


def audit(third: str, fourth: str, rest: str = "") -> str:
    """An audit with four actions, two for June 2025 and one for March 2026.

    Args:
        third: Who owns the third.
        fourth: When the fourth is due.
        rest: What the audit says under further headings.
    """
    return f"""# Internal audit report 4.25/26: Ferries

Bartle Audit LLP

12 May 2025

## Agreed actions

| Ref | Action | Priority | Owner | Date |
|---|---|---|---|---|
| 1 | Paint the red jetty before the season. | Medium | Harbour Master | 30 June 2025 |
| 2 | Consider a second ticket booth. | Low | Ticket Manager | 31 March 2026 |
| 3 | Mend the ramp that the buses use. | High | {third} | 30 June 2025 |
| 4 | Teach the crews to read the tide table. | Medium | Training Lead | {fourth} |
{rest}"""


def asks(folder: Path, **reports: str) -> Asks:
    """Asks of these reports: a question, then what was said before it, by user and assistant."""
    assistant = assistant_of(folder / "home", written(folder / "reports", **reports))

    def asked(text: str, *told: str, day: date = TODAY) -> Answer:
        history = tuple(
            Turn("assistant" if n % 2 else "user", content) for n, content in enumerate(told)
        )
        return assistant.ask(Question(text, history, day))

    return asked
