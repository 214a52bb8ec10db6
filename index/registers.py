"""The records of each force's reports, and where those disagree: made once, kept on disk.

No rule sets the reports of two forces beside each other, so each force's records are made, kept and
loaded by themselves. What is kept is a cache: known by what it was made from, and made again if it
is missing, damaged, or of other code.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property, lru_cache
from itertools import chain
from operator import attrgetter, itemgetter
from pathlib import Path

from pydantic import TypeAdapter

import corpus
from corpus.claim import with_claims
from corpus.conflict import by_rule
from corpus.extract import register_of
from corpus.extract.identity import told_apart
from corpus.piece import place_of
from corpus.register import Conflict, Item, Register, combine
from corpus.report import Report
from index.told import Told, told

_SCOPES = 16
"""Scopes of which the records are remembered put together."""
_OWNER = {"definitions": "span.report", "events": "span.report"}
"""Where a record names its report, if not by `report`."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The records of some reports."""

    register: Register
    told: tuple[Told, ...]
    """The same as sentences, before other reports had their say."""
    torn: tuple[Conflict, ...]
    """Where they disagree, rule by rule."""
    rules: tuple[int, ...]
    """The number of the rule that found each."""


class Registers:
    """The records of the reports that a library serves."""

    def __init__(self, home: Path, reports: Sequence[Report], digests: Mapping[str, str]) -> None:
        """`digests` tell one wording of a report from another, by report id."""
        self._folder = home / "records"
        self._digests = digests
        self._lock = threading.Lock()
        self._place = {report.id: n for n, report in enumerate(reports)}
        self._force = {report.id: place_of(report.force) for report in reports}
        self._groups: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            self._groups[self._force[report.id]].append(report)
        self._made: dict[str, Recorded] = {}
        self._over = lru_cache(maxsize=_SCOPES)(self._combined)

    @cached_property
    def whole(self) -> Recorded:
        """The records of all reports."""
        return self.over(self._place)

    def over(self, reports: Iterable[str]) -> Recorded:
        """The records of the forces of these reports; those of further reports of theirs too."""
        return self._over(tuple(dict.fromkeys(self._force[key] for key in reports)))

    def told_in(self, report: str) -> tuple[Told, ...]:
        """The records of a report as sentences."""
        return tuple(one for one in self._of(self._force[report]).told if one.span.report == report)

    def keep(self) -> None:
        """Make what is missing on disk, and delete what is of other reports."""
        self.tidy()
        for force in self._groups:
            if not self._path(force).is_file():
                self._keep(force, self._new(force))

    def tidy(self) -> None:
        """Delete what is kept of other reports."""
        wanted = {self._path(force).name for force in self._groups}
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def _of(self, force: str) -> Recorded:
        with self._lock:
            if force not in self._made:
                kept = self._kept(force)
                self._made[force] = kept or self._new(force)
                if kept is None:
                    self._keep(force, self._made[force])
            return self._made[force]

    def _new(self, force: str) -> Recorded:
        own = self._groups[force]
        near = {report.id: report for report in (*own, *self._groups.get("", ()))}
        wider = sorted(near.values(), key=lambda report: self._place[report.id])
        first = register_of(own)
        register = with_claims(first, own)
        spoken = tuple(one for report in own for one in told(report, first.within([report.id])))
        return Recorded(register, spoken, *_once(enumerate(by_rule(register, own, wider))))

    def _kept(self, force: str) -> Recorded | None:
        try:
            return _adapter().validate_json(gzip.decompress(self._path(force).read_bytes()))
        except (OSError, EOFError, ValueError):
            return None

    def _keep(self, force: str, made: Recorded) -> None:
        path = self._path(force)
        part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            self._folder.mkdir(exist_ok=True)
            part.write_bytes(gzip.compress(_adapter().dump_json(made), compresslevel=1))
            part.replace(path)
        except OSError:  # a full disk: what is not kept is made again
            part.unlink(missing_ok=True)

    def _path(self, force: str) -> Path:
        """Where the records of a force are kept: the name tells what they were made from."""
        own = [*self._groups[force], *self._groups.get("", ())]
        made_from = [_code(), *(f"{report.id} {self._digests[report.id]}" for report in own)]
        name = hashlib.sha256("\n".join(made_from).encode()).hexdigest()
        return self._folder / f"{name}.json.gz"

    def _combined(self, forces: tuple[str, ...]) -> Recorded:
        parts = [self._of(force) for force in forces]
        if len(parts) == 1:
            return parts[0]
        parts = [*_told_apart(parts, [r for force in forces for r in self._groups[force]])]
        found = sorted(
            (pair for part in parts for pair in zip(part.rules, part.torn, strict=True)),
            key=itemgetter(0),
        )
        return Recorded(
            self._ordered(combine([part.register for part in parts])),
            tuple(one for part in parts for one in part.told),
            *_once((rule, (conflict,)) for rule, conflict in found),
        )

    def _ordered(self, register: Register) -> Register:
        """The records in the order of their reports."""
        found = {}
        for field in fields(register):
            owner = attrgetter(_OWNER.get(field.name, "report"))
            held = getattr(register, field.name)
            found[field.name] = tuple(sorted(held, key=lambda one: self._place[owner(one)]))
        return Register(**found)


def _told_apart(parts: Sequence[Recorded], reports: Sequence[Report]) -> Iterator[Recorded]:
    """The same with identifiers that no two reports share."""
    items: dict[str, list[Item]] = defaultdict(list)
    for item in chain.from_iterable(part.register.items for part in parts):
        items[item.report].append(item)
    before = [Register(items=tuple(items[report.id])) for report in reports]
    after = told_apart(before, reports)
    named = {
        (old.report, old.id): new
        for one, other in zip(before, after, strict=True)
        for old, new in zip(one.items, other.items, strict=True)
    }
    for part in parts:
        now = {item.id: named[item.report, item.id] for item in part.register.items}
        torn = (replace(c, item=now[c.item].id) if c.item else c for c in part.torn)
        register = replace(part.register, items=tuple(now.values()))
        yield replace(part, register=register, torn=tuple(torn))


def _once(
    found: Iterable[tuple[int, Iterable[Conflict]]],
) -> tuple[tuple[Conflict, ...], tuple[int, ...]]:
    """Conflicts, each once, and the number of the rule that found it first."""
    rules: dict[Conflict, int] = {}
    for rule, conflicts in found:
        for conflict in conflicts:
            rules.setdefault(conflict, rule)
    return tuple(rules), tuple(rules.values())


@cache
def _adapter() -> TypeAdapter[Recorded]:
    return TypeAdapter(Recorded)


@cache
def _code() -> str:
    """Hash of the code by which records are made."""
    folder = Path(corpus.__file__).parent
    files = [*sorted(folder.rglob("*.py")), Path(__file__), Path(__file__).with_name("told.py")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
