"""What stands over several items and holds for each: the heading of a group, the band of a table.

`High priority`, `Overdue`, `Completed since last meeting`, `For the Chief Constable`.
"""

from __future__ import annotations

import re

from corpus.extract.doer import HOLDER, is_post
from corpus.extract.rank import RANKED
from corpus.label import NAMED

_NOUN = rf"(?:{'|'.join(NAMED.values())}|items?|points?|requests?)"
_OPENS = r"^(?:(?:appendix|annex|table|part|schedule)\s+\w{1,3}\s*[:.–-]?\s+|(?:[A-Z]?\d+(?:\.\d+)*|[A-Z])[.)]?\s+)?"
STANDS = re.compile(
    rf"{_OPENS}(?:{_NOUN}\s+)?"
    r"(?P<state>(?:still |now |recently |not yet |not |newly )?(?:closed|open|outstanding|completed?|discharged|implemented|superseded"
    r"|overdue|carried forward|on track|in progress|under ?way|started|begun|done|delayed|behind schedule|at risk|off track|withdrawn))"
    rf"(?:$|\s+(?:since|at|in|by|on|as|from|{_NOUN})\b|\s*[:(–-])",
    re.IGNORECASE,
)
_RANKS = re.compile(
    rf"{_OPENS}(?:priority(?: level)?\s*[:–-]\s*)?(?P<rank>{RANKED.pattern})(?: {_NOUN})?\W*$",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"{_OPENS}(?:{_NOUN} )?(?:for|owned by|led by|falling to|held by) (?:the )?(?P<who>{HOLDER})\W*$",
    re.IGNORECASE,
)


def told_over(heading: str) -> tuple[str, str]:
    """The kind of field and its value that a heading tells of all that stands under it.

    >>> told_over("HIGH PRIORITY"), told_over("Completed since last meeting")
    (('priority', 'HIGH PRIORITY'), ('status', 'Completed'))
    >>> told_over("For the Chief Constable"), told_over("For chief constables")
    (('owner', 'Chief Constable'), ('', ''))
    """
    if found := STANDS.match(heading):
        return "status", found["state"]
    if found := _RANKS.match(heading):
        return "priority", found["rank"]
    found = _FOR.match(heading)
    return ("owner", found["who"]) if found and is_post(found["who"]) else ("", "")
