"""Tables of a section: which column holds what, and which rows are only names of columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extract.deadline import WHEN
from corpus.extract.field import SHOWN, column_kind
from corpus.extract.part import Part
from corpus.piece import fold
from corpus.register import Field
from corpus.report import Block

_TITLE = re.compile(
    r"^(?:short |action |item )?(?:title|subject|topic|summary|description|name|in (?:short|brief)|headline)$"
)
_RISK = re.compile(
    r"\blikelihood\b|\bprobability\b|\bimpact\b|\b(?:risk|residual|inherent) score\b"
)
"""Columns of a register of risks, which asks for nothing."""
_OVER = " › "
"""Between the name over several columns and the name of one of them."""
_ASKS = {"owner", "deadline", "revised", "priority", "status", "reply", "addressee", "closed"}
"""Columns of which a table of actions has at least one."""


_LOOSE = {"", "text", "area", "deadline", "finding"}
"""Kinds by a name that may be another's: an `Action holder` is no action, `By` may name people."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns."""

    names: tuple[str, ...]
    """One for each column; a name over several columns stands before each of theirs."""
    rows: tuple[Block, ...]
    heads: tuple[Block, ...] = ()
    sentences: tuple[int, ...] = ()
    """The places of the columns whose cells are sentences."""
    shown: tuple[str, ...] = ()
    """What the cells of each column show it to hold, whatever its name."""
    keys: tuple[str, ...] = ()
    """What stands in its first column, where that tells its rows apart: `A`, `B`, `C`."""
    halved: bool = False
    """Whether another table with the same keys tells the rest of its rows."""

    @property
    def columns(self) -> dict[str, tuple[int, ...]]:
        """The places of the columns of each kind, from the left."""
        found: dict[str, tuple[int, ...]] = {}
        for place, kind in enumerate(self.kinds):
            if kind:
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
    def kinds(self) -> Iterator[str]:
        """What each column holds, by its name, or by its cells where no name tells it."""
        said = [_named_kind(n.rsplit(_OVER, 1)[-1]) or column_kind(n) for n in self.names]
        for place, kind in enumerate(said):
            shown = self.shown[place] if place < len(self.shown) else ""
            named = {n for n, other in enumerate(said) if other == shown}
            taken = named and not (shown == "owner" and kind == "deadline")
            if shown == "status" and not named & set(self._shows(shown)):
                taken = False  # `Where we are` in words, then `Now` in colours
            yield shown if kind in _LOOSE and shown and not taken else kind

    def _shows(self, kind: str) -> Iterator[int]:
        """The places of the columns whose cells show themselves to be of a kind."""
        return (place for place, shown in enumerate(self.shown) if shown == kind)

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
        return "text" in kinds and bool(kinds & _ASKS or self.halved) and not risks

    @property
    def worded(self) -> bool:
        """Whether the name of a column says that it holds what is asked."""
        return "text" in self.kinds

    @property
    def told(self) -> set[str]:
        """The kinds of its columns that tell something of an item."""
        return {*self.kinds} & _ASKS

    def tells(self, other: Table) -> bool:
        """Whether it tells by the same keys of the rows of another, which says what is asked.

        A column of something else than fields makes it a list of its own.
        """
        bare = all([*self.kinds][1:])
        same = {*self.keys} & {*other.keys}
        named = bool(self.names and other.names) and fold(self.names[0]) == fold(other.names[0])
        shares = len(same) * 5 >= 4 * max(len(self.keys), len(other.keys), 1)
        return bool(named and shares and bare and self.told and other.worded and not self.worded)


def _named_kind(name: str) -> str:
    """What a column holds by its name; what is asked where it holds that with something else.

    `Action and priority` holds what is asked.
    """
    names = re.split(r"\s+(?:and|&)\s+|\s*[,;/&]\s*", re.sub(r"\s*\([^()]*\)", "", name))
    kinds = [column_kind(one) for one in names]
    return (
        "text"
        if len(kinds) > 1 and "text" in kinds[:1] and kinds[-1] != "text"
        else column_kind(name)
    )


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


def _table(part: Part, run: Sequence[Block]) -> Table:
    heads = [block for block in run if block.kind == "head"]
    rows = run[len(heads) :]
    while rows and len(heads) < 3 and _names_more(part, heads, rows[0]):
        heads, rows = [*heads, rows[0]], rows[1:]
    names = _names(part, heads)
    shown = tuple(_shown([part.cells(row).get(n) for row in rows]) for n in range(len(names)))
    keys = _keys([part.cells(row).get(0) for row in rows])
    return Table(names, tuple(rows), tuple(heads), _sentences(part, rows, names), shown, keys)


def _keys(cells: Sequence[Field | None]) -> tuple[str, ...]:
    """The short cells of a first column, where no two are the same; a row may have none."""
    told = tuple(cell.value for cell in cells if cell)
    apart = len({*told}) == len(told) >= _FEW and all(len(key) <= _KEY for key in told)
    return told if apart else ()


_KEY = 8
"""Characters of what tells a row apart, at most."""


def _shown(cells: Sequence[Field | None]) -> str:
    """What the cells of a column show it to hold: days, people and posts, ranks or states."""
    told = [c.value for c in cells if c and re.search(r"\w", c.value)]
    if len(told) < _FEW or any(len(words) > _LONG for words in told):
        return ""
    return next((kind for kind, is_kind in SHOWN.items() if all(map(is_kind, told))), "")


_FEW, _LONG = 2, 60
"""The fewest cells that show what a column holds, and the most characters of one."""


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
