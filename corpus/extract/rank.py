"""Priorities as reports print them."""

from __future__ import annotations

import re

RANK = re.compile(
    r"^(?:(?:very|medium|priority|category|grade|level|tier|band|risk|rated|merits|low|high)[\s/-]*)*"
    r"(?:critical|fundamental|urgent|essential|immediate|high(?:est)?|significant|major|material|medium|moderate"
    r"|important|desirable|low(?:est)?|minor|advisory|attention|housekeeping|routine|limited|substantial"
    r"|p?\d|[a-ehml]|red|amber|green)\b(?:\s+(?:risk|priority|rated))?(?:\W.*)?$",
    re.IGNORECASE,
)
"""A priority, not the name of one of a plan's priorities nor an account of the risk."""
RANKED = re.compile(
    r"(?:very )?(?:critical|fundamental|urgent|essential|high|significant|major|medium|moderate|important|desirable|low|minor|routine"
    r"|merits attention|advisory|(?:priority|grade|category|level|tier) (?:\d|[A-E]\b)|p\d\b)(?:[ -](?:priority|risk|importance))?",
    re.IGNORECASE,
)
"""A priority as a sentence or a bracket prints it: `very high`, `Priority A`, `low risk`."""
RANKED_ALONE = re.compile(
    r"(?:very )?(?:critical|high|medium|moderate|low|top|urgent)[ -]priority|(?:priority|grade|category|level|tier) (?:\d|[A-E])|p\d",
    re.IGNORECASE,
)
"""A priority that stands by itself and needs no name before it."""


def is_rank(words: str) -> bool:
    """Whether some words are a priority and nothing else: `Merits attention`."""
    return bool(RANKED.fullmatch(words))
