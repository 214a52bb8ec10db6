"""How people ask why, at what risk and what was replied, and how reports tell it."""

from __future__ import annotations

import re

from corpus.piece import fold

_IF_NOT = (
    r"\bif (?:\w+ ){1,4}?(?:not|n['’]t|never|nothing)\b"
    r"|\bif (?:\w+ ){1,3}(?:isn|aren|don|doesn|didn|won)['’]?t\b"
    r"|\bif (?:they|we|it|the force) (?:ignore|fail|do nothing)\b"
)
_PRONOUN = r"(?:it|that|this|they|those|these)"
_THE_ONE = r"(?:that|this|the) (?:one|action|item|rec\w*)"
RISK = re.compile(
    r"\b(?:risks?|dangers?|harm|consequences?|implications?|impact)\b"
    r"|\bwhat (?:could|might|would|will|can)? ?(?:go(?:es)? wrong|happens?)\b"
    rf"(?=.*(?:{_IF_NOT})|$)"
    rf"|\bwhat {_IF_NOT}"
    r"|\bso what\b"
    r"|\bdo(?:es)? (?:it|that|this|they|any of it) matter\b"
    r"|\bwhy (?:do|does|is|are) (?:it|that|this|they) (?:matter|important|a problem)\b"
)
"""Asks what may come of leaving a thing as it is."""
REASON = re.compile(
    r"^(?:and |so |but |ok )*(?:why|how come)\b"
    r"|\breasons?\b|\bevidence\b"
    r"|\bwhat (?:did|do|had|was) (?:\w+ ){1,2}?(?:find|found|see|seen)\b"
    r"|\bwhat (?:is|was|lies|'s)? ?behind\b"
    r"|\bwhat(?:'s| is| was) the (?:finding|problem|issue|background|story)\b"
)
"""Asks why a thing is asked for, or so."""
WHY_NOT = re.compile(r"^(?:and |so |but |ok )*why not$")
"""Asks why a thing is not so, of whatever was told: no item was agreed for that."""
MORE = re.compile(
    r"^(?:and |so |ok |please )*(?:"
    r"(?:tell|show|give) (?:me|us) more"
    r"|(?:any )?(?:more|further|full) (?:details?|info(?:rmation)?|on|about)"
    r"|say more|explain|go on|expand|elaborate"
    r"|(?:the |in )?details?\b"
    rf"|what(?:'s| is| was| are|s) (?:{_PRONOUN}|{_THE_ONE}) (?:all )?about"
    rf"|what do(?:es)? {_PRONOUN} (?:say|mean|involve|cover|entail|ask for)"
    r")\b"
)
"""Asks for more of the same."""
COMES = re.compile(
    r"\brisk(?:s|ing)?\b|\bdanger\b"
    r"|\b(?:may|could|might) (?:\w+ ){0,2}"
    r"(?:not|be|lead|result|lack|fail|go|miss|mean|harm|leave|expose|prevent|cause)\b"
    r"|\bwould (?:go|be|remain|not)\b|\bunable to\b|\bcannot\b"
    r"|\b(?:leads?|leading|results?|resulting) (?:to|in)\b"
    r"|\bmeans? that\b|\bwithout\b|\bexpos(?:e[sd]?|ing)\b",
    re.IGNORECASE,
)
"""Says what may come of a thing as it is."""
CAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|as a result|so that|reason|caused|led to|put down to"
    r"|explained|therefore|closed|withdr[ae]w|shortage|not been|could not|unable)\b",
    re.IGNORECASE,
)
"""Gives a reason."""
_WHY = re.compile(
    r"^(?:and |so |but |ok |right )*(?:why|how come)\b"
    r"|\bwhat(?:'s| is| are|s) the (?:\w+ )?(?:risks?|dangers?|reasons?|point|harm|consequences?|worry|concern)\b"
    r"|\bwhat (?:could|might|would|can) (?:go wrong|happen)\b|\bso what\b"
)
_REPLIED = re.compile(
    r"\brespon(?:se|d|ds|ded|ses)\b|\brepl(?:y|ies|ied)\b|\banswer(?:s|ed)?\b"
    r"|\b(?:say|says|said|come|comes|came|written|wrote|written) back\b"
    r"|\bwhat(?:'s|s| is| has)? (?:being|been) done\b|\bwhat(?:'s|s)? (?:ha(?:s|ve)|did|do|does|will|is|are) (?:\w+ ){1,3}?(?:say|said|saying|do|doing|done)\b"
)


def asks_why(text: str) -> bool:
    """Whether a text asks for a reason, or what follows if a thing is left as it is.

    >>> asks_why("and why does that matter"), asks_why("what's the risk?"), asks_why("who owns it")
    (True, True, False)
    """
    return bool(_WHY.search(fold(text)))


def asks_reply(folded: str) -> bool:
    """Whether a folded text asks what was said, or is done, in answer to what is asked for.

    >>> asks_reply("what has the force said it'll do on them"), asks_reply("who said that?")
    (True, False)
    """
    return bool(_REPLIED.search(folded))
