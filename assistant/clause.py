"""Sentences cut into clauses, and evidence into the groups of clauses that belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.lexeme import Lexeme, lexemes
from corpus.extract import GRADES
from index.terms import content, stem

_MARKER = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_SENTENCE = re.compile(r"(?<=[.!?])[”\"']?\s+(?=[“\"']?[A-Z0-9£])")
_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|owns?|belongs?|may|might|should|must|can|could|do|does|did|hopes?|plans?"
    r"|intends?|asked|accepts?|said|told|be|decided)"
)
_PAST = (
    "bought|sent|wrote|made|took|gave|led|met|held|began|rose|fell|found|saw|kept|grew|went|came|got"
    "|paid|spent|built|became|brought|sought|showed|knew|chose|spoke|heard|lost|won|ran"
)
_SAYS = re.compile(rf"\b{_FINITE}\b|\w{{3,}}ed\b|\b(?:{_PAST})\b|\b(?:I|[Ww]e|[Tt]hey)\s\w+")
"""What makes a run of words a clause: a verb, or what may be one."""
_CUT = re.compile(
    r"[;:]\s+|\s[–—]\s|,\s+(?=(?:but|while|whereas|although|though|which|who|when|where|yet|with)\b)"
    r"|(?<!\b[Aa]ll)(?<!\bnone)\s+(?=(?:but|while|whereas|although|though)\b)"
    rf"|,?\s+(?=and\s+(?:\S+\s+){{0,6}}?{_FINITE}\b)"
    r"|,\s+(?=in\s+(?:one|two|three|four|five|six)\s+(?:cases?|instances?|areas?)\b)"
    r"|,?\s+(?=and\s+(?:management\s+)?(?:action|recommendation|area)\s+\d)"
    r"|,\s+(?=and\s)|,?\s+(?=because\s(?!of\b))|,\s+(?=as\s)",
)
_OPENED = re.compile(r"((?:Although|While|Whereas|Though|When|Because)\b[^,]+),\s+(.+)", re.DOTALL)
"""A clause that opens a sentence and leans on what follows."""
_ROW = re.compile(
    r"^(?P<label>[^:]{2,90}?) – (?P<fields>(?:[a-z][a-z -]+: .+?))(?:\.?\s+“(?P<words>.+)”)?$",
    re.DOTALL,
)


_LEANS = re.compile(
    r"\W*(?:(?:and|but)\s)?(?:\w+\s){0,2}?(?:this|it|its|he|she|they|their|these|them|those|both|such|the same|who|which|whose)\b"
)
_OF_THEM = re.compile(r"\bof (?:them|these|those|which|whom)\b")
_CONTINUES = re.compile(rf"\W*(?:and|but)\s(?:\w+ly\s)?(?:{_FINITE}|\w+ed|\w+s)\b(?!\s{_FINITE}\b)")
_GRADED = re.compile(r"[^.–:]{3,120}(?: –|:) [A-Z][^.–:]{2,40}")
"""An area and its grade, as a row tells them."""
_AREA = re.compile(
    rf"[A-Z][^.:]{{2,100}}:\s*(?P<grade>not graded|{'|'.join(GRADES)})", re.IGNORECASE
)
"""One of several areas, each with its grade."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a model is shown under a number, and may cite by it."""

    number: int
    place: str
    """Report, section and page."""
    text: str
    """A quotation, or a row as printed."""


class Clause:
    """A run of words that says one thing."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lexemes(self) -> tuple[Lexeme, ...]:
        """Its words, values and marks, in order."""
        return lexemes(self.text)

    @cached_property
    def values(self) -> tuple[Lexeme, ...]:
        """Its numbers, dates and rates."""
        return tuple(one for one in self.lexemes if one.is_value)

    @cached_property
    def bare(self) -> str:
        """Its words, folded, without dates: so that the month of May is no `may`."""
        told = " ".join(one.low for one in self.lexemes if one.kind not in {"date", "often"})
        told = re.sub(r"\b(?:not many|hardly any)\b", "few", told)
        return re.sub(r"\bas (?:many|much) as\b", "up to", told)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        words = (one.low for one in self.lexemes if one.kind == "word")
        return frozenset(stem(part) for word in words for part in content(word))


@dataclass(frozen=True)
class Group:
    """Clauses whose values belong together: one clause of prose, or a whole row."""

    clauses: tuple[Clause, ...]
    evidence: Evidence
    sentence: int
    """Which sentence of the evidence it is part of."""
    fields: tuple[tuple[str, str], ...] = ()
    """Of a row: names and values."""

    @cached_property
    def leans(self) -> bool:
        """Whether it speaks of what was said before it: `this was done in ...`."""
        return leaning(self.clauses[0].bare)

    @cached_property
    def continues(self) -> bool:
        """Whether its subject stands in the clause before: `and approves the summary`."""
        return bool(_CONTINUES.match(self.clauses[0].bare))

    @cached_property
    def whole(self) -> Clause:
        """All its clauses as one."""
        return Clause(" ; ".join(clause.text for clause in self.clauses))


def leaning(text: str) -> bool:
    """Whether a folded text speaks of what was said before it."""
    return bool(_LEANS.match(text) or _OF_THEM.search(text))


def unmarked(sentence: str) -> str:
    """A sentence without its citation markers.

    >>> unmarked("Waits were long [3] [4].")
    'Waits were long.'
    """
    return _MARKER.sub("", sentence).strip()


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order.

    >>> [clause.text for clause in clauses("Seven were early and three were late, but one was not.")]
    ['Seven were early', 'and three were late', 'but one was not.']
    """
    parts: list[str] = []
    opened = _OPENED.match(sentence)
    cut = [opened[1], *_CUT.split(opened[2])] if opened else _CUT.split(sentence)
    for part in (part.strip() for part in cut):
        unsaid = bool(parts) and not _SAYS.search(parts[-1])
        if parts and (
            (unsaid and part.startswith(("and ", "who ", "which ")))
            or (part.startswith("with ") and not _SAYS.search(part))
        ):
            parts[-1] += f" {part}"
        elif parts and part.startswith("and that ") and " that " in parts[-1]:
            parts.append(f"{parts[-1].split(' that ')[0]} {part.removeprefix('and ')}")
        elif part:
            parts.append(part)
    return tuple(Clause(part) for part in parts)


def groups(evidence: Evidence) -> tuple[Group, ...]:
    """What a piece of evidence says: its clauses, or its row as one."""
    text = " ".join(evidence.text.split())
    if _GRADED.fullmatch(text):
        return (Group((Clause(text),), evidence, 0),)
    rows = [part.strip(" .") for part in split(text.replace(";", "."))]
    graded = [_AREA.fullmatch(part) for part in rows]
    if all(graded):
        return tuple(
            Group((Clause(part),), evidence, n, (("grade", found["grade"]),))
            for n, (part, found) in enumerate(zip(rows, graded, strict=True))
            if found
        )
    row = _ROW.match(text)
    if not row:
        return tuple(
            Group((clause,), evidence, n)
            for n, sentence in enumerate(split(evidence.text))
            for clause in clauses(sentence)
        )
    fields = tuple(
        (name.strip(), value.strip())
        for name, _, value in (part.partition(": ") for part in row["fields"].split("; "))
    )
    told = [clause for sentence in split(row["words"] or "") for clause in clauses(sentence)]
    heads = [Clause(f"{row['label']}: {name}: {value}") for name, value in fields]
    return (Group((*heads, *told), evidence, 0, fields),)
