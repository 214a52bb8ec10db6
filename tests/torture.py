"""Kill ingestion with SIGKILL at many moments, and look at what is left: `make torture`.

Half of the moments lie while Chroma writes its files, a quarter around the switch, a quarter
anywhere. Every tenth time a file of the store that is served is also cut off, as a failing disk
would. After each, another process opens the library: every report that was acknowledged must be
there whole, in its latest words and once, the store must be sound or be healed, and a question
about each must be answered.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import chromadb  # noqa: F401 (loaded once, before the forks; no store is opened here)
from tiny import BY_WORDS, BagOfWords

from assistant.answer import Question
from assistant.ask import Assistant
from corpus.read import read
from index.heal import heal, is_sound
from index.ingest import ingest
from index.library import Library
from index.search import Search
from index.serve import Index
from index.vectors import VectorStore

Moment = Literal["Chroma writes", "the switch", "anywhere"]
_MOMENTS: tuple[Moment, ...] = ("Chroma writes", "the switch", "Chroma writes", "anywhere")
_REPORTS, _SECTIONS = 5, 40
_WORDS = """
ledger harbour lantern meadow signal orchard granite ferry compass copper marble timber
parade kettle saddle window gravel pepper ribbon thunder velvet walnut yonder zephyr anchor
bishop candle dragon ember fiddle goblet hamlet island jacket kernel locket mitten needle
"""
_NAMES = ("Harbour", "Meadow", "Granite", "Orchard", "Compass")


class TortureError(AssertionError):
    """Something was lost, doubled, torn or not answered."""


@dataclass(frozen=True)
class Left:
    """What another process found after a kill."""

    versions: tuple[int, ...]
    """The version served of each report."""
    sound: bool
    """Whether the store could be served from before it was looked after."""
    healed: bool


def main() -> int:
    """Run it; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("points", nargs="?", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--damage-every", type=int, default=10, metavar="POINTS")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="torture-") as folder:
        run = Run(Path(folder), random.Random(options.seed))  # noqa: S311 (moments, no secrets)
        for point in range(options.points):
            run.point(_MOMENTS[point % 4], damage=not (point + 1) % options.damage_every)
        run.report()
    return 0


class Run:
    """A library that is written to and killed over and over, and what should be in it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._home, self._files, self._chance = folder / "home", folder / "files", chance
        self._files.mkdir()
        self._acknowledged = [1] * _REPORTS
        self._counts: Counter[str] = Counter()
        self._began = time.monotonic()
        started = time.monotonic()
        for number in range(_REPORTS):
            self._write(number, 1)
        _forked(lambda: _ingest(self._home, self._files))
        self._took = max((time.monotonic() - started) / 2, 0.2)
        self._building = 0.3

    def point(self, moment: Moment, *, damage: bool) -> None:
        """Write a new version of a report, kill the writer at a moment, look at what is left."""
        number = self._chance.randrange(_REPORTS)
        version = self._acknowledged[number] + 1
        self._write(number, version)
        while True:
            hit, done = self._killed(self._files / f"{number}.md", moment)
            if done:
                self._counts["finished before the kill"] += 1
                self._acknowledged[number] = version
                version += 1
                self._write(number, version)
            if hit:
                break
            self._look(number, version)
        if damage:
            self._damage()
        left = self._look(number, version)
        self._counts["points"] += 1
        self._counts[f"killed: {moment}"] += 1
        self._counts["damaged on purpose"] += damage
        self._counts["stores found unsound"] += not left.sound
        self._counts["stores healed"] += left.healed

    def report(self) -> None:
        """Print the figures."""
        self._counts["reports held at the end"] = _REPORTS
        self._counts["versions acknowledged"] = sum(self._acknowledged)
        for what, count in self._counts.items():
            print(f"{what:<34}{count:>6}")
        print(f"{'lost, doubled, torn or unanswered':<34}{0:>6}")
        print(f"{'seconds':<34}{time.monotonic() - self._began:>6.0f}")

    def _write(self, number: int, version: int) -> None:
        (self._files / f"{number}.md").write_text(_text(number, version), encoding="utf-8")

    def _killed(self, file: Path, moment: Moment) -> tuple[bool, bool]:
        """Whether the kill came at its moment, and whether the ingest was acknowledged before."""
        served = {path.name for path in (self._home / "chroma").iterdir()}
        told, tell = os.pipe()
        child = _fork(lambda: _acknowledged(self._home, file, tell))
        os.close(tell)
        began = time.monotonic()
        if moment == "anywhere":
            time.sleep(self._chance.uniform(0, self._took))
            hit = True
        else:
            new = self._awaited(child, served, note=moment == "the switch")
            longest = self._building if moment == "Chroma writes" else 0.03
            time.sleep(self._chance.uniform(0, longest))
            hit = new is not None and (moment == "the switch" or not _note_of(new).exists())
            if not hit and moment == "Chroma writes":
                self._building = max(0.02, self._building * 0.9)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        done = os.read(told, 1) == b"d"
        os.close(told)
        if done:
            self._took = 0.5 * self._took + 0.5 * (time.monotonic() - began)
        return hit and not (moment == "Chroma writes" and done), done

    def _awaited(self, child: int, served: set[str], *, note: bool) -> Path | None:
        """The new folder of a store as soon as it is there, or its note; None if it never is."""
        while _runs(child):
            for path in (self._home / "chroma").iterdir():
                if path.name in served:
                    continue
                if (path.suffix == ".json") == note:
                    return path
            time.sleep(0.0005)
        return None

    def _damage(self) -> None:
        library = Library(self._home)
        served = library.generation
        library.close()
        folder = VectorStore(self._home).folder(served.id if served else 0)
        files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]
        victim = self._chance.choice(sorted(files))
        with victim.open("r+b") as file:
            file.truncate(victim.stat().st_size // 2)

    def _look(self, number: int, version: int) -> Left:
        expected = [{v} for v in self._acknowledged]
        expected[number].add(version)
        found = json.loads(_forked(lambda: json.dumps(asdict(_left(self._home)))))
        left = Left(tuple(found["versions"]), found["sound"], found["healed"])
        for n, (one, allowed) in enumerate(zip(left.versions, expected, strict=True)):
            if one not in allowed:
                raise TortureError(f"report {n} is served in version {one}, not {allowed}")
        self._acknowledged[number] = left.versions[number]
        return left


def _text(number: int, version: int) -> str:
    """A report of so many sections; another version has other words in all of them."""
    chance = random.Random(number * 1000 + version)  # noqa: S311 (words, no secrets)
    name = _NAMES[number]
    head = f"---\ntitle: {name} Review\nkind: internal audit\nreference: {number + 1}.25/26\n"
    parts = [f"{head}published: 2025-11-0{number + 1}\n---\n\n# {name} Review\n"]
    for section in range(_SECTIONS):
        said = " ".join(chance.choices(_WORDS.split(), k=40)).capitalize()
        parts.append(f"## {name} part {section + 1}\n\n{said}.\n")
    parts.append(f"## {name} seal\n\nThe seal of the {name} Review is number {version}.\n")
    return "\n".join(parts)


def _ingest(home: Path, path: Path) -> str:
    done = ingest([path], Library(home), VectorStore(home), BagOfWords())
    if done.failed:
        raise TortureError(f"not read: {done.failed}")
    return ""


def _acknowledged(home: Path, path: Path, tell: int) -> str:
    _ingest(home, path)
    os.write(tell, b"d")
    return ""


def _left(home: Path) -> Left:
    """What is held and answers, in a process that knows nothing of the one that was killed."""
    library, store, embedder = Library(home), VectorStore(home), BagOfWords()
    index = Index(library, store, embedder)
    _require(not library.check(), f"SQLite: {library.check()}")
    before = library.generation
    _require(before is not None, "nothing is served")
    assert before is not None
    sound = is_sound(index, before)
    healed = heal(index, lambda _: None)
    now = library.generation
    assert now is not None
    ids, _, vectors = library.passage_vectors()
    _require(store.finds(now.id, ids, vectors), "the store is not whole")
    reports = library.reports()
    _require(len(reports) == _REPORTS == len({r.title for r in reports}), "not each report once")
    numbered = {_NAMES.index(report.title.split()[0]): report for report in reports}
    search = Search(library, store, embedder)
    assistant = Assistant(search, reports, BY_WORDS)
    versions = []
    for number in range(_REPORTS):
        seal = next(s for s in numbered[number].sections if s.heading.endswith("seal"))
        version = int(seal.text.split()[-1].rstrip("."))
        with TemporaryDirectory() as folder:
            path = Path(folder, f"{number}.md")
            path.write_text(_text(number, version), encoding="utf-8")
            (whole,) = read(path)
        _require(whole.sections == numbered[number].sections, f"report {number} is torn")
        answer = assistant.ask(Question(f"What number is the seal of the {_NAMES[number]} Review?"))
        said = f"The seal of the {_NAMES[number]} Review is number {version}."
        _require(answer.text.count(said) == 1, f"{said!r} is not answered once: {answer.text!r}")
        versions.append(version)
    held = sum(library.passages_by_report().values())
    _require(held == now.passages == len(library.passage_vectors()[0]), "passages do not add up")
    return Left(tuple(versions), sound, healed)


def _require(held: bool, what: str) -> None:  # noqa: FBT001 (a condition)
    if not held:
        raise TortureError(what)


def _runs(child: int) -> bool:
    """Whether a child has not ended; it is not reaped."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def _note_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _forked(work: Callable[[], str]) -> str:
    """What some work comes to in a process of its own.

    Raises:
        TortureError: If it fails.
    """
    told, tell = os.pipe()
    child = _fork(lambda: str(os.write(tell, work().encode())))
    os.close(tell)
    with os.fdopen(told) as pipe:
        said = pipe.read()
    if os.waitpid(child, 0)[1]:
        raise TortureError("the process that looks failed; see above")
    return said


def _fork(work: Callable[[], str]) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001 (the child ends here, whatever it was)
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
