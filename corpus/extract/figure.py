"""Figures that a report prints, with what they measure, the period and what they are set against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.extract.part import Part, parts, piece_of
from corpus.passages import sentences
from corpus.piece import DATE, MONTHS
from corpus.register import Field, Statistic
from corpus.report import PROSE, Report

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TIME = r"(?:day|week|month|year|hour|minute|second|percent|occasion|o'clock|am\b|pm\b)"
_NOUN = rf"(?:(?!{MONTHS}|of\b|and\b|or\b|the\b|in\b|to\b|by\b|at\b|on\b|for\b|from\b|is\b|was\b|were\b|are\b|has\b|had\b)[a-z][a-z'’-]*\s+){{0,3}}?(?!{_TIME})[a-z][a-z-]*[a-z]s\b"
_VALUE = re.compile(
    rf"£\s?(?P<money>{_DIGITS})\s?(?P<scale>million|billion|thousand|bn|m|k)?(?![\w])"
    rf"|(?<![\w.,/£-])(?P<share>{_DIGITS})\s?(?:%|per\s?cent\b)"
    rf"|(?<![\w.,/£:-])(?P<rate>{_DIGITS})\s+(?=per\s+[\d,]+\b)"
    rf"|(?<![\w.,/£:-])(?P<count>{_DIGITS})\s+(?P<noun>{_NOUN})",
)
_SKIP = re.compile(
    r"(?:\b(?:top|bottom|first|last|next|highest|lowest|section|page|appendix|annex|paragraph|chapter|within|every|under|aged|recommendations?|actions?|afi|room|grade|table|figure|the)|£)\s*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:average|target|benchmark|compared (?:with|to)|against|up from|down from|rather than|(?:higher|lower|more|less|better|worse|fewer) than|level for|expected|ought|should)\b[^.;,£%\d]{0,60}$",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    rf"(?:\b(?:the|an?|its)\s+)?(?:[\w’']+\s+){{0,6}}?\b(?:average|target|benchmark|compared (?:with|to)|against|up from|down from|level for|higher than|lower than|more than|less than)\b[^.;£%\d]{{0,60}}(?:£?{_DIGITS}\s?(?:%|per\s?cent|m\b|million)?)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?:(?:the )?(?:financial |calendar )?years? (?:ending|ended|to) (?:\d{{1,2}} )?(?:{MONTHS}) 20\d\d|(?:the )?(?:financial )?year 20\d\d[/–-]\d\d"
    rf"|between [^.,;]{{4,40}}20\d\d|{DATE.pattern}|(?:{MONTHS}) 20\d\d|20\d\d[/–-]\d\d\b|(?:in|since|during) 20\d\d\b(?![/–-]\d))",
)
_CLAUSE = re.compile(
    r"[,;:](?!\d)|\.(?=\s|$)|\s(?:but|while|whereas|although|which|where|because|and (?=£|\d|the\b|it\b|its\b|this\b|that\b))\s?|\(|\)"
)
_LINES = {"999", "101", "111", "112"}
_SCALES = {
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "thousand": 10**3,
    "k": 10**3,
}


def statistics(report: Report) -> Iterator[Statistic]:
    """The figures in a report's sentences, in reading order; those set against are no record."""
    for part in parts(report):
        last: list[Statistic] = []
        blocks = [b for b in part.blocks if b.kind in PROSE]
        for unit in sentences(part.section, blocks):
            found = list(_figures(part, part.field(unit.start, unit.end)))
            if found:
                yield from last
                last = found
            elif last and (told := _COMPARES.search(part.section.text[unit.start : unit.end])):
                last = [*last[:-1], _against(last[-1], told[0])]
        yield from last


def _against(statistic: Statistic, words: str) -> Statistic:
    """A figure with what the next sentence sets it against, where its own sets it against nothing."""
    return statistic if statistic.comparator else replace(statistic, comparator=words.strip())


def _figures(part: Part, sentence: Field) -> Iterator[Statistic]:
    words = sentence.value
    for found in _VALUE.finditer(words):
        before = words[: found.start()]
        if _SKIP.search(before) or _AGAINST.search(before) or _yearlike(found):
            continue
        end = found.end("count") if found["count"] else found.end()
        rest = words[found.end() :]
        compares = _COMPARES.search(rest)
        yield Statistic(
            part.report.id,
            piece_of(sentence, found.start(), end),
            _number(found),
            _unit(found, rest),
            _measure(words, found),
            _period(words, found),
            compares[0].strip() if compares else "",
            sentence.span,
        )


def _yearlike(found: re.Match[str]) -> bool:
    """Whether digits are a year, a single thing, or the number of a telephone line."""
    return bool(found["count"]) and (
        found["count"] in _LINES
        or len(found["count"]) < 2
        or re.fullmatch(r"(?:19|20)\d\d", found["count"]) is not None
    )


def _number(found: re.Match[str]) -> float:
    digits = next(found[g] for g in ("money", "share", "rate", "count") if found[g])
    return float(digits.replace(",", "")) * _SCALES.get((found["scale"] or "").casefold(), 1)


def _unit(found: re.Match[str], rest: str) -> str:
    if found["money"]:
        return "£"
    if found["share"]:
        return "%"
    rate = re.match(r"per\s+[\d,]+(?:\s+[a-z]+)?", rest)
    return rate[0] if found["rate"] and rate else (found["noun"] or "")


def _measure(words: str, found: re.Match[str]) -> str:
    """The words of the clause after a figure; before it, where nothing but a date comes after."""
    after = words[found.start("noun") if found["noun"] else found.end() :]
    stop = _CLAUSE.search(after)
    told = _PERIOD.sub("", after[: stop.start()] if stop else after).strip(" .,")
    told = re.sub(r"\s+(?:in|at|on|by|for|during|since|of|to|from)$", "", told)
    if len(re.findall(r"[A-Za-z]{3,}", told)) >= (1 if found["noun"] else 2):
        return told
    clauses = [part for part in _CLAUSE.split(words[: found.start()]) if part.strip()]
    before = _PERIOD.sub("", clauses[-1]).strip(" .,") if clauses else ""
    return re.sub(r"^(?:in|at|by|on)\s+(?=the\b)", "", f"{before} {told}".strip())


def _period(words: str, found: re.Match[str]) -> str:
    """The period nearest to a figure in its sentence."""
    told = list(_PERIOD.finditer(words))
    nearest = min(
        told,
        key=lambda m: min(abs(m.start() - found.end()), abs(found.start() - m.end())),
        default=None,
    )
    return nearest[0] if nearest else ""
