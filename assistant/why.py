"""How people ask why a thing is so and what may come of it, and how reports tell it."""

from __future__ import annotations

import re

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
