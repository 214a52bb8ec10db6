"""Rows of a report's own tables, found by the names of row and column that a question holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.asked import Asked, Rows
from assistant.asking import Want
from assistant.barred import is_barred
from assistant.cite import Draft
from assistant.grid import RAG, Grid
from corpus.piece import fold
from corpus.report import Block
from index.english import is_common
from index.terms import ASKING, content, content_stems, generality, stem, stem_set, stems

_ROW = 0.6
"""Share of a row's name, by weight, that a question must hold."""
_COVERED = 0.7
"""Share of a question's weight that row, columns, heading and report must hold."""
_KINDS = 5
"""Values of a column that sorts rows into kinds, at most."""
_MOST = 8
"""Rows that are told for a question that names them; more are not meant one by one."""
_LONG = 12
"""Words of a first cell that is a name; a longer one is prose."""


def cells(asked: Asked, held: Sequence[Grid]) -> Rows | None:
    """The rows that a question names, or all with the value it names; None if it names none."""
    wants = asked.understood.wants - ({"time"} if _LASTS.search(asked.query.text) else set())
    if (
        (asked.understood.families and "comparison" not in wants)
        or wants & _OTHER
        or _PROSE.search(fold(asked.query.text))
    ):
        return None
    within = asked.meant if asked.plainly else asked.reports
    near = [grid for grid in held if grid.part.report.id in within]
    valued = list(_valued(asked, near))
    found = valued or list(_named(asked, near))
    meant = [pair for pair in found if pair[0].part.report.id in asked.meant] or found
    rows = [pair for pair in meant if not _barred(asked, *pair)]
    if _LASTS.search(asked.query.text):
        rows = [(grid, row) for grid, row in rows if _LENGTH.search(grid.told(row))]
    if not rows or len(rows) > _MOST:
        return None
    drafts = [Draft("row", grid.told(row), (grid.span(row),)) for grid, row in rows]
    if valued and "count" in wants and rows == found:
        drafts.insert(0, Draft("note", f"{len(rows)} of {_rows_of(rows)} rows:"))
    return Rows(tuple(drafts), tuple(grid.span(row) for grid, row in rows))


def outcomes(asked: Asked, held: Sequence[Grid]) -> Rows | None:
    """The rows of measures whose target was met, or missed, where a question asks for those."""
    said = fold(asked.understood.text)
    if asked.understood.families or not _OUTCOME.search(said):
        return None
    return cells(asked, [grid for grid in held if _answered_in(grid, said)])


def _rows_of(found: Sequence[tuple[Grid, Block]]) -> int:
    """How many rows the tables have in which some rows stand."""
    held = {
        id(grid): [r for r in grid.table.rows if len(grid.values[r.start]) > 1] for grid, _ in found
    }
    return sum(map(len, held.values()))


def _barred(asked: Asked, grid: Grid, row: Block) -> bool:
    return is_barred(asked.query.text, grid.told(row), " ".join(grid.part.section.path))


def _named(asked: Asked, held: Sequence[Grid]) -> Iterator[tuple[Grid, Block]]:
    """The rows whose names a question holds, and whose table holds the rest of it."""
    rows = ((_share(asked, g.named(row)), g, row) for g in held for row in g.table.rows)
    scored = [found for found in rows if found[0] >= _ROW and _covers(asked, *found[1:])]
    for share, grid, row in scored:
        own = [other for other, same, _ in scored if same is grid]
        if share >= max(own) * 0.8:
            yield grid, row


def _share(asked: Asked, name: str) -> float:
    """Share of a name's words that a question holds; 0 for prose, or where a number differs."""
    if _said_otherwise(asked, name):
        return 1.0
    spoken = set(stems(asked.understood.text))
    bound = _BOUND.search(fold(name))
    if bound and bound["n"] not in spoken:  # a measure may be asked for without its bound
        name = _BOUND.sub(" ", fold(name))
    words = [stem(w) for w in _naming_words(name)]
    own = [s for s in words if generality(s) == 1 and s not in ASKING] or words
    if len(name.split()) > _LONG or not spoken.intersection(own):
        return 0.0
    numbers = {s for s in words if s[0].isdigit()}
    told = {s for s in spoken if s[0].isdigit()}
    if not numbers <= told and (told or len(numbers) == len(words)) and not numbers & told:
        return 0.0
    weights = {s: 0.3 if generality(s) < 1 else 1.0 for s in words}
    return sum(w for s, w in weights.items() if _holds(asked, s, spoken)) / sum(weights.values())


_BOUND = re.compile(
    r"\b(?:with)?in (?P<n>\d{1,3}) (?:seconds?|minutes?|hours?|days?|weeks?|months?)\b"
)
"""What bounds a measure: `999 calls answered within 10 seconds`."""


def _naming_words(name: str) -> Sequence[str]:
    """The words of a row's name that tell it from other rows."""
    return [w for w in content(name) if w not in _FORCE] or content(name) or fold(name).split()


def _holds(asked: Asked, term: str, spoken: set[str]) -> bool:
    """Whether a question says a stem, itself or by a word of nearly the same meaning."""
    near = (kin for said, kin in asked.query.kin.items() if said in spoken)
    return term in spoken or any(kin.get(term, 0.0) > _KIN for kin in near)


def _said_otherwise(asked: Asked, name: str) -> bool:
    """Whether a question says a name of several words by one of the same meaning."""
    spelt = " ".join(stems(name))
    return " " in spelt and any(spelt in kin for kin in asked.query.kin.values())


_LASTS = re.compile(r"\bhow (?:long|quickly|fast|often)\b", re.IGNORECASE)
"""A question after a length of time, not a date."""
_LENGTH = re.compile(
    r"\b(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|times?|daily|weekly|monthly"
    r"|quarterly|yearly|annual(?:ly)?)\b|\d:\d\d",
    re.IGNORECASE,
)
"""What a row must hold to tell a length of time, or how often."""
_PROSE = re.compile(
    r"\bwhat(?:['’]?s| is| are| does| do| did)?\b.*"
    r"\b(?:measures?|covers?|includes?|counts as|based on)\W*$"
    r"|\bhow (?:is|are|was|were|do|does|did)\b.*"
    r"\b(?:measured?|calculated?|worked out|counted|defined?)\W*$"
    r"|\bwhy\b|\bhow come\b|\breasons?\b|\bexplain\w*|\bexplanation\b|\bexcuse\b|\bto blame\b"
    r"|^(?:and |so |but )?(?:can|could|may|must|should|would|ought)\b(?! (?:you|u|i|we)\b)"
    r"|\bwhat (?:did|do|does|has|have|had|is|are)\b.*"
    r"\b(?:say|said|think|do|doing|be(?:ing|en) done|promised?)\b"
)
"""A question after a sense, a reason, a rule or what somebody says or does: not after a figure."""
_KIN = 0.75
_OTHER: frozenset[Want] = frozenset(
    {"definition", "past due", "time", "deadline", "person", "owner", "asked"}
)
"""What is asked for that a table of measures does not tell."""
_VALUE = re.compile(r"[a-z]+(?: [a-z]+){0,2}$")
"""A value that a question may name: a word or a few."""
_FORCE = {"police", "constabulary"}
"""Words that all forces are called by."""


def _covers(asked: Asked, grid: Grid, row: Block) -> bool:
    """Whether row, columns, heading and report hold nearly all that a question is about."""
    naming = asked.naming if grid.part.report.id in asked.meant else frozenset()
    held = grid.place | stem_set(grid.told(row)) | naming
    weights = {
        s: w for s, w in asked.query.weights.items() if s not in ASKING and generality(s) == 1
    }
    total = sum(weights.values())
    credit = {s: asked.query.credit(s, held) for s in weights}
    covered = sum(w * credit[s] for s, w in weights.items())
    if covered < _COVERED * total or not total:
        return False
    left = [w for w in content(asked.understood.layers[0]) if credit.get(stem(w), 1.0) < _KIN]
    rare = [word for word in left if not is_common(word)]
    return not rare and not (left and _says_more(asked, grid.named(row)))


def _says_more(asked: Asked, name: str) -> bool:
    """Whether a row's name says what the question does not: `per officer`, where it is staff."""
    spoken = set(stems(asked.understood.text))
    stemmed = [stem(word) for word in _naming_words(name)]
    return any(generality(s) == 1 and not _holds(asked, s, spoken) for s in stemmed)


def _valued(asked: Asked, held: Sequence[Grid]) -> Iterator[tuple[Grid, Block]]:
    """All rows with the value that a question names of a column that it names."""
    text = fold(asked.understood.text)
    if not re.search(
        r"\b(?:which|what|whats|list|who|all|how many|pls|show|give)\b|^\w+s with\b", text
    ):
        return
    for grid in held:
        for n, said in _told_by(grid, text):
            yield from ((grid, r) for r in grid.table.rows if grid.values[r.start].get(n) in said)


def _told_by(grid: Grid, text: str) -> list[tuple[int, set[str]]]:
    """The columns of which a folded question names values, with those: by the column's name too.

    Where it names no column, the one that sorts the rows into few kinds, if there is just one.
    """
    spoken = set(stems(text))
    said = {n: _values_in(grid, n, text) for n in range(1, len(grid.table.names))}
    held = {n: values for n, values in said.items() if values}
    if answered := _answered_in(grid, text):
        return answered
    named = [n for n in held if spoken & content_stems(grid.table.names[n])]
    sorts = [n for n in held if _sorts(grid, n)]
    return [(n, held[n]) for n in (named or (sorts if len(sorts) == 1 else []))]


_OUTCOME = re.compile(
    r"(?P<not>(?:\bnot|n't|\bnever|\bfail\w*|\bwithout)(?: \w+){0,2} )?"
    r"\b(?P<deed>hit(?:ting)?|me(?:e)?t(?:ing|s)?|achiev\w+|reach\w*|miss(?:ed|es|ing)?|fail(?:ed|s|ing)?"
    r"|(?:fell|fall\w*|are|is|was|were|came) (?:short|below|under|outside|behind)(?: of)?)"
    r"(?: \w+){0,2} (?:targets?|standards?|goals?)\b"
)
"""Asks of what a target was met or missed: `which measures didn't hit target`."""
_ANSWERS = re.compile(r"\b(?:met|achieved|hit|reached|on target)\b")
"""The name of a column that answers that with yes and no."""
_YES, _NO = {"yes", "y", "met", "✓", "✔"}, {"no", "n", "not met", "missed", "✗", "x", "×"}


def _answered_in(grid: Grid, text: str) -> list[tuple[int, set[str]]]:
    """The column that says whether targets were met, with the answer that is asked for."""
    asked = _OUTCOME.search(text)
    columns = [n for n, name in enumerate(grid.table.names) if _ANSWERS.search(fold(name))]
    if not asked or len(columns) != 1:
        return []
    met = asked["deed"].startswith(("hit", "me", "achiev", "reach")) and not asked["not"]
    return [(columns[0], _YES if met else _NO)]


def _values_in(grid: Grid, place: int, text: str) -> set[str]:
    """The values of a column that a folded question names."""
    values = {held.get(place, "") for held in grid.values.values()}
    return {v for v in values if _VALUE.match(v) and re.search(rf"\b{re.escape(v)}\b", text)}


def _sorts(grid: Grid, place: int) -> bool:
    """Whether a column sorts the rows into few kinds: a rating, a colour, a state."""
    held = [held[place] for held in grid.values.values() if place in held]
    kinds = set(held)
    plain = all(_VALUE.match(value) for value in kinds)
    several = len(held) >= 2 * len(kinds) - 1 or RAG.search(grid.table.names[place])
    return plain and 1 < len(kinds) <= _KINDS and bool(several)
