"""Tables of a section: which column holds what, and which rows are only names of columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extract.deadline import WHEN
from corpus.extract.part import Part
from corpus.piece import fold
from corpus.report import Block

_COLUMNS = {
    "number": r"^(?:(?:action|rec(?:ommendation)?|afi|item|audit)?\s?(?:ref(?:erence)?|no|nos|number|num|id)|#|id|rec|afi|item|point|coc|ma|minute(?: ref| no)?|s/?n|para(?:graph)?)\b\.?(?!.*\b(?:of|date|owner)\b)",
    "raised": r"\bdate (?:raised|opened|agreed|reported|logged|issued|of)|(?:raised|opened|logged)\b.*\bdate|^raised|^meeting(?: date)?$|^date of",
    "closed": r"date (?:completed|closed|implemented|done)|(?:completion|closure|actual) date|^(?:completed|closed)(?: on)?$",
    "revised": r"\b(?:revised|extended|new|current|latest|re-?scheduled|re-?forecast)\b.*(?:date|deadline|timescale|due|target)|date revised|^revised$|^(?:target|date|due|deadline)(?: date)? now$",
    "owner": r"owner|\blead\b|\bsro\b|\bresp\b|responsib|officer|assigned|^who|action for|^action by$|by whom|accountab|manager|^action on",
    "deadline": r"\bdates?\b|\bdue\b|deadline|time ?(?:scale|frame|table)|by when|target|when\b|^by$|(?:complete|finish(?:ed)?|done) by",
    "priority": r"priority|^pri\b|\bgrading|^grade|rating|\brisk\b(?! (?:area|description|title|theme)\b)|category|importance|severity|significance",
    "reply": r"response|reply|comment|narrative|accepted|agreed\s?\?|agreed \(?y(?:es)?/n|(?:progress|latest|management|force) update|^update|evidence|position of|what (?:has been|we have|was) done",
    "status": r"\bstatus|\bstands?(?: at)?\b|state of play|^where (?:we are|it stands)|\bclaim|progress|position|\bstate\b|outcome|\bb?rag\b|implemented\?|complete\?|\bview\b",
    "addressee": r"^for$|^to$|addressed to|addressee|^bod(?:y|ies)|^organisation|directed at",
    "finding": r"finding|issue|weakness|observation|background|rationale|context",
    "text": r"\brecommendations?\b|improvement|\bactions?\b|agreed|\bask\b|requirement|^what\b|cause of concern|\b(?:should|must)$",
    "area": r"^(?:(?:risk )?area|theme|topic|subject|audit(?: title| name| area)?|report(?: title)?|source|review|inspection|strand|heading)s?$",
}
"""Words by which tables name their columns; the first that fits counts."""
_TITLE = re.compile(
    r"^(?:short |action |item )?(?:title|subject|topic|summary|description|name|in (?:short|brief)|headline)$"
)
_RISK = re.compile(
    r"\blikelihood\b|\bprobability\b|\bimpact\b|\b(?:risk|residual|inherent) score\b"
)
"""Columns of a register of risks, which asks for nothing."""
_OVER = " / "
"""Between the name over several columns and the name of one of them."""
_ASKS = {"owner", "deadline", "revised", "priority", "status", "reply", "addressee", "closed"}
"""Columns of which a table of actions has at least one."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns."""

    names: tuple[str, ...]
    """One for each column; a name over several columns stands before each of theirs."""
    rows: tuple[Block, ...]
    heads: tuple[Block, ...] = ()
    sentences: tuple[int, ...] = ()
    """The places of the columns whose cells are sentences."""

    @property
    def columns(self) -> dict[str, tuple[int, ...]]:
        """The places of the columns of each kind, from the left."""
        found: dict[str, tuple[int, ...]] = {}
        for place, name in enumerate(self.names):
            own = name.rsplit(_OVER, 1)[-1]
            if kind := column_kind(own) or column_kind(name):
                found[kind] = (*found.get(kind, ()), place)
        owned = "owner" in found and found.keys() & {"deadline", "status", "number"}
        if "text" not in found and owned:
            kinds = {n: column_kind(self.names[n].rsplit(_OVER, 1)[-1]) for n in self.sentences}
            worded = [n for n, kind in kinds.items() if kind in {"", "area"}]
            found |= {"text": (worded[0],)} if worded else {}
        ends = any("completion date" in fold(self.names[n]) for n in found.get("closed", ()))
        if ends and not found.keys() & {"deadline", "revised", "status"}:
            found["deadline"] = found.pop("closed")  # the day on which it is to be complete
        if self._titles:
            found["text"] = self._titles
            found["area"] = tuple(n for n in found.get("area", ()) if n not in self._titles)
        return found

    @property
    def brief(self) -> bool:
        """Whether it tells items by a short title only: `Ref, Subject, Lead, Date`."""
        return bool(self._titles)

    @property
    def _titles(self) -> tuple[int, ...]:
        """The place of the titles, where the table numbers things with owners and has no asks."""
        kinds = {column_kind(name.rsplit(_OVER, 1)[-1]) for name in self.names}
        titled = tuple(n for n, name in enumerate(self.names) if _TITLE.match(fold(name)))
        owned = {"number", "owner"} <= kinds and bool(kinds & {"deadline", "status"})
        return titled[:1] if owned and "text" not in kinds else ()

    @property
    def asks(self) -> bool:
        """Whether its columns are those of a list of actions."""
        kinds = self.columns.keys()
        risks = any(_RISK.search(fold(name)) for name in self.names)
        return "text" in kinds and bool(kinds & _ASKS) and not risks


def tables(part: Part) -> Iterator[Table]:
    """The tables of a section in reading order, those without names of columns too."""
    above: tuple[Block, ...] = ()
    for run in _runs(part.blocks):
        goes_on = above and run[0].kind == "row" and _is_as_wide(part, above[-1], run[0])
        made = _table(part, [*above, *run] if goes_on else run)
        above = made.heads or above
        yield made


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The rows that stand together, with the names of columns over them."""
    run: list[Block] = []
    for block in blocks:
        follows = block.kind == "row" or (
            block.kind == "head" and all(b.kind == "head" for b in run)
        )
        if run and not follows:
            yield run
            run = []
        if block.kind in {"row", "head"}:
            run.append(block)
    if run:
        yield run


def _is_as_wide(part: Part, head: Block, row: Block) -> bool:
    """Whether a row after some prose has a cell for each of the names above it."""
    names, cells = part.words(head).split("\t"), part.words(row).split("\t")
    return len(names) == len(cells) > 2 and all(cell.strip() for cell in cells)


def column_kind(name: str) -> str:
    """What a column of this name holds, or an empty string.

    >>> [column_kind(n) for n in ("Ref", "Agreed action", "Lead officer", "Revised date", "Month")]
    ['number', 'text', 'owner', 'revised', '']
    """
    bare = re.sub(r"\s*\([^()]*\)", "", fold(name))  # `Audit (date, opinion)` is no date
    said = (bare or fold(name)).strip(" :*")
    if re.search(r"\b(?:status|claim)\b", said):  # `Owner's status` is no owner
        return "status"
    return next((kind for kind, words in _COLUMNS.items() if re.search(words, said)), "")


def _table(part: Part, run: Sequence[Block]) -> Table:
    heads = [block for block in run if block.kind == "head"]
    rows = run[len(heads) :]
    while rows and len(heads) < 3 and _names_more(part, heads, rows[0]):
        heads, rows = [*heads, rows[0]], rows[1:]
    names = _names(part, heads)
    return Table(names, tuple(rows), tuple(heads), _sentences(part, rows, names))


def _sentences(part: Part, rows: Sequence[Block], names: Sequence[str]) -> tuple[int, ...]:
    """The places of the named columns whose cells are sentences."""
    words: Counter[int] = Counter()
    for row in rows:
        words.update({n: len(c.value.split()) for n, c in part.cells(row).items()})
    return tuple(n for n in range(len(names)) if words[n] >= _SENTENCE * len(rows))


_SENTENCE = 6
"""Words of a cell that tells what is asked, on average."""


def _names_more(part: Part, heads: Sequence[Block], row: Block) -> bool:
    """Whether a row goes on naming columns, as under a title or a name over several columns."""
    if _fills(part, heads, row):
        return True
    cells = [cell.value for cell in part.cells(row).values()]
    plain = all(len(c) < 45 and not WHEN.search(c) and not re.match(r"\W*\d", c) for c in cells)
    kinds = {kind for kind in map(column_kind, cells) if kind}
    above = [cell for head in heads[-1:] for cell in part.words(head).split("\t")]
    open_head = not heads or "" in (c.strip() for c in above) or len(above) == 1
    return plain and open_head and len(kinds) >= (2 if heads else 3)


def _fills(part: Part, heads: Sequence[Block], row: Block) -> bool:
    """Whether a row names just the columns into which the names over them are divided."""
    if len(heads) != 1:
        return False
    above = [cell.strip() for cell in part.words(heads[0]).split("\t")]
    below = {n for n, cell in enumerate(part.words(row).split("\t")) if cell.strip()}
    divided = {n for n, name in enumerate(above) if not name and n}
    over = {max((m for m in range(n) if above[m]), default=0) for n in divided}
    return bool(divided) and 0 not in below and below == divided | over


def _names(part: Part, heads: Sequence[Block]) -> tuple[str, ...]:
    rows = [[cell.strip() for cell in part.words(head).split("\t")] for head in heads]
    wide = max(map(len, rows), default=0)
    spread = [_spread(row, wide, below=rows[n + 1 :]) for n, row in enumerate(rows)]
    told = (dict.fromkeys(filter(None, column)) for column in zip(*spread, strict=True))
    return tuple(_OVER.join(column) for column in told)


def _spread(row: Sequence[str], wide: int, *, below: Sequence[Sequence[str]]) -> list[str]:
    """A row of names with each over the unnamed columns that the next row divides it into."""
    row = [*row, *[""] * (wide - len(row))]
    divided = {n for under in below for n, cell in enumerate(under) if cell}
    for n in range(1, wide):
        if not row[n] and n in divided and n - 1 in divided and sum(map(bool, row)) > 1:
            row[n] = row[n - 1]
    return row
