"""A follow-up that leaves out what it asks of: `which ones don't`, `which are the four`."""

from __future__ import annotations

import re

from assistant.numeral import TO_TEN

_BARE = re.compile(
    r"(?P<open>(?:and |so |but |ok )*)(?P<wh>which|who|what|how many)(?: ones?| of (?:them|those|these))?"
    r" (?P<aux>do|does|did|have|has|had|are|is|were|was|can|could|will|would|should)(?P<not>n['’]?t| not)?\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:and |so |ok )*(?:how many|which|what|do|does|did|have|has|are|is|list|all)(?: of the| the| all(?: the)?)? "
    r"(?P<of>(?:[\w'’-]+ ){1,4}?)(?P<verb>(?:have|has|had)(?: got)?|are|is|were|was|do|does|did|can|could|will|would|should|got|need|needs)\b"
    r" ?(?P<rest>.*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<ask>(?:and |so |ok )*(?:which|what)(?: are| were)?|(?:list|name|show me|give me)) (?:the |those |these )?(?P<n>{'|'.join(TO_TEN)}|\d{{1,2}})(?: ones?)?\W*$",
    re.IGNORECASE,
)


def filled(text: str, asked: str, answer: str) -> str:
    """The follow-up with what it leaves out put in, from the question before and its answer.

    >>> filled("which ones don't?", "how many wards have a plan?", "10 of the 14.")
    "which wards don't have a plan"
    >>> filled("which are the four", "where are they up to", "2 Closed, 4 Open.")
    'which ones are Open'
    """
    return _denied(text, asked) or _counted(text, answer) or _next(text, asked)


def _next(text: str, asked: str) -> str:
    """When a thing comes next, of which the question before asked when it was.

    >>> _next("and next?", "when did the harbour board meet?")
    'when does the harbour board meet next'
    """
    when = _WHEN.match(asked.strip())
    if not when or not _NEXT.match(text.strip()):
        return ""
    return f"when does {when['who']} {when['act'] or 'meet'} next"


_NEXT = re.compile(r"(?:and |so |ok )*(?:the )?next(?: one| time| meeting)?\W*$", re.IGNORECASE)
_WHEN = re.compile(
    r"when (?:did|does|was|is|will) (?P<who>.+?)(?: last)?(?: (?P<act>meet|sit|report|publish|happen))?(?: held)?(?: last)?\W*$",
    re.IGNORECASE,
)


def _denied(text: str, asked: str) -> str:
    bare, before = _BARE.match(text.strip()), _BEFORE.match(asked.strip())
    if not bare or not before:
        return ""
    aux = f"{bare['aux']}{bare['not'] or ''}"
    verb = before["verb"].removesuffix(" got")
    verb = verb if verb[:2] != bare["aux"][:2] or bare["aux"] == "do" else ""
    said = (bare["wh"], before["of"].strip(), aux, verb, before["rest"].strip(" ?.(\n"))
    return " ".join(filter(None, said))


def _counted(text: str, answer: str) -> str:
    """With the value put in of which an answer counted as many."""
    asked = _COUNTED.match(text.strip())
    if not asked:
        return ""
    number = asked["n"].casefold()
    digits = str(TO_TEN.index(number) + 1) if number in TO_TEN else number
    word = TO_TEN[int(digits) - 1] if 0 < int(digits) <= len(TO_TEN) else digits
    counted = re.compile(
        rf"\b(?:{digits}|{word}) (?!of\b)(?:\w+ (?:are|is|were|was) )?(?P<value>[A-Za-z][\w-]*(?: [a-z][\w-]*)?)(?=[,.;)]| and |$)",
        re.IGNORECASE,
    )
    found = counted.search(answer)
    return f"which ones are {found['value']}" if found else ""
