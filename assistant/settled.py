"""Whether what an item asks for has come about, where a question says it in words of its own."""

from __future__ import annotations

import re

from assistant.asked import Asked
from assistant.topic import called, telling
from corpus.register import Item
from index.terms import stem_set

_DONE = (
    r"(?:fix(?:ed)?|sort(?:ed)?(?: (?:it )?out)?|done|finish(?:ed)?|complet(?:e|ed)"
    r"|happen(?:ed)?|resolv(?:e|ed)|put right"
    r"|deal(?:t)? with|address(?:ed)?|in place|up and running|gone live|live|working"
    r"|deliver(?:ed)?|carr(?:y|ied) out"
    r"|implement(?:ed)?|check(?:ed)?|mend(?:ed)?|built|brought in|introduc(?:e|ed)|set up"
    r"|taken place|taken forward|actioned)"
)
_WHETHER = re.compile(
    r"^(?:and |so |but |ok |do we know (?:if|whether) )*"
    rf"(?:(?:ha(?:s|ve|d)|is|are|was|were|did|does|do)\b.*\b{_DONE}\b|any (?:sign|word|news"
    rf"|update) (?:of|on|about)\b)"
)
"""Asks whether something was done that a report asks for."""
_SAID = re.compile(rf"\b{_DONE}\b|\b(?:sign|word|news|update|anyone|anybody|yet|really|actually)\b")


def settled(asked: Asked) -> Item | None:
    """The one item of the reports meant that says all that is asked about; None if none does."""
    said = asked.understood
    if said.families or said.numbers or said.context or not _WHETHER.search(said.own):
        return None
    topic = telling(asked, _SAID.sub(" ", said.own), called(asked))
    held = (i for i in asked.register.items if i.report in asked.meant)
    found = [item for item in held if topic and topic <= stem_set(item.text.value)]
    return found[0] if len(found) == 1 else None
