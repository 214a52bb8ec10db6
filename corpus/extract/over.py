"""What stands over several items and holds for each: a heading, the band of a table, a lead.

`High priority`, `Overdue`, `Completed since last meeting`, `For the Chief Constable`, `We have
closed three:`.
"""

from __future__ import annotations

import re

from corpus.extract.doer import HOLDER, is_post
from corpus.extract.part import piece_of
from corpus.extract.rank import RANKED
from corpus.label import NAMED
from corpus.register import Field

_NOUN = rf"(?:{'|'.join(NAMED.values())}|items?|points?|requests?)"
_OPENS = r"^(?:(?:appendix|annex|table|part|schedule)\s+\w{1,3}\s*[:.–-]?\s+|(?:[A-Z]?\d+(?:\.\d+)*|[A-Z])[.)]?\s+)?"
_STANDS = re.compile(
    rf"{_OPENS}(?:{_NOUN}\s+)?"
    r"(?P<state>(?:still |now |recently |not yet |not |newly )?(?:closed|open|outstanding|completed?|discharged|implemented|superseded"
    r"|overdue|carried forward|on track|in progress|under ?way|started|begun|done|delayed|behind schedule|at risk|off track|withdrawn|(?:put forward|proposed|recommended|ready) for closure))"
    rf"(?:$|\s+(?:since|at|in|by|on|as|from|{_NOUN})\b|\s*[:(–-])",
    re.IGNORECASE,
)
_RANKS = re.compile(
    rf"{_OPENS}(?:priority(?: level)?\s*[:–-]\s*)?(?P<rank>{RANKED.pattern})(?: {_NOUN})?(?: (?:of|for|in) the (?:year|quarter|period))?\W*$",
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
    if found := _STANDS.match(heading):
        return "status", found["state"]
    if found := _RANKS.match(heading):
        return "priority", found["rank"]
    found = _FOR.match(heading)
    return ("owner", found["who"]) if found and is_post(found["who"]) else ("", "")


def settled_family(lead: str) -> str:
    """The family of the points that a lead says are closed, or open: the last that it names.

    >>> settled_family("Of the four recommendations we have closed three:")
    'recommendation'
    >>> settled_family("We make these recommendations:")
    ''
    """
    named = [
        (match.end(), family)
        for family, terms in NAMED.items()
        for match in re.finditer(rf"\b(?:{terms})\b", lead, re.IGNORECASE)
    ]
    return max(named, default=(0, ""))[1] if _SETTLED.search(lead) else ""


def settled_state(lead: Field) -> Field | None:
    """The state of the points under a lead, where it says one: `We have closed three:`."""
    found = _SETTLED.search(lead.value)
    return piece_of(lead, *found.span("state")) if found else None


_SETTLED = re.compile(
    r"\b(?:(?:we|inspectors|auditors|hmicfrs|inspectorate)(?: have| has)?|(?:is|are|(?:has|have) been|remains?))"
    r"(?: (?:now|also|still|therefore))* (?P<state>closed|discharged|signed off|completed?|open|outstanding)"
    r"(?: \w+){0,4}:$",
    re.IGNORECASE,
)
