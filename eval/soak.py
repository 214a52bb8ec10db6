"""`make soak`: people who ask together, for minutes or hours; memory and handles must stay flat.

python -m eval.soak --users 5 --minutes 60 [--every 10]

The real HTTP server answers on a port of this machine; each user has a token, asks a question of
the development cases, reads for a while, and asks the next.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from assistant.tokens import Tokens
from eval.case import load
from eval.measures import percentile
from index.embed import Embedder
from index.ingest import ingest
from index.library import Library
from index.vectors import VectorStore

_ROOT = Path(__file__).parents[1]
_CASES = _ROOT / "eval" / "cases" / "cleveland.jsonl"
_LOOK_S = 5.0
"""Between two looks at memory and handles."""
_SETTLED = 0.3
"""Share of the time after which the server has met every kind of question."""
_MOST_S, _MOST_GROWTH = 2.0, 0.05
"""The goals: 95% of answers in so many seconds; no more growth than this of memory."""
_HELD = 2
"""Handles of a thread: the library and its log. SQLite keeps those of threads that ended for the
next that begin, so there are as many as there were threads at once, 40 at most."""
_MOST_HANDLES = 3
"""Handles that may be open at the end beyond those once it had settled."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One question answered."""

    status: int
    """Of HTTP; 0 where nothing came back."""
    took_s: float


@dataclass(frozen=True, slots=True)
class Look:
    """What the server holds at a moment."""

    at_s: float
    memory_mb: float
    handles: int
    threads: int


@dataclass(frozen=True, slots=True)
class Soaked:
    """A run."""

    users: int
    minutes: float
    every_s: float
    replies: tuple[Reply, ...]
    looks: tuple[Look, ...]

    @property
    def errors(self) -> int:
        """Replies other than an answer."""
        return sum(reply.status != 200 for reply in self.replies)

    @property
    def p95_s(self) -> float:
        """Seconds within which 95% were answered."""
        return percentile([reply.took_s for reply in self.replies], 0.95)

    @property
    def settled(self) -> tuple[Look, ...]:
        """The looks after the server has met every kind of question."""
        return tuple(look for look in self.looks if look.at_s >= self.minutes * 60 * _SETTLED)

    @property
    def growth(self) -> float:
        """How far memory grew from the first third of the settled looks to the last."""
        first, last = self._thirds([look.memory_mb for look in self.settled])
        return last / first - 1

    @property
    def more_handles(self) -> float:
        """Likewise, how many more handles were open beside those of the threads that wait."""
        most = accumulate((look.threads for look in self.looks), max)
        own = [float(look.handles - _HELD * n) for look, n in zip(self.looks, most, strict=True)]
        first, last = self._thirds(own[len(self.looks) - len(self.settled) :])
        return last - first

    @property
    def holds(self) -> bool:
        """Whether all goals are met."""
        flat = self.growth <= _MOST_GROWTH and self.more_handles <= _MOST_HANDLES
        return not self.errors and self.p95_s < _MOST_S and flat

    @staticmethod
    def _thirds(values: Sequence[float]) -> tuple[float, float]:
        third = max(len(values) // 3, 1)
        return mean(values[:third]), mean(values[-third:])

    def row(self) -> str:
        """As a row of the page on performance."""
        times = [reply.took_s for reply in self.replies]
        memory = [look.memory_mb for look in self.settled]
        handles = [f"{look.handles} of {look.threads} threads" for look in self.settled]
        return (
            f"| {self.users} | {self.minutes:g} | {self.every_s:g} | {len(times)} | {self.errors} "
            f"| {median(times):.2f} | {self.p95_s:.2f} | {max(times):.2f} "
            f"| {memory[0]:.0f} to {memory[-1]:.0f} ({self.growth:+.1%}) "
            f"| {handles[0]} to {handles[-1]} |"
        )


HEAD = (
    "| users | minutes | a question each … s | answers | errors | p50 s | p95 s | longest s "
    "| MB, settled to end | handles |\n|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> int:
    """Run, print a row, and say by the exit status whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--users", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=float, default=10, metavar="SECONDS", help="on average")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="soak-") as folder:
        home = Path(folder)
        ingest(
            [_ROOT / "corpus" / "reports"], Library(home), VectorStore(home), Embedder(home=home)
        )
        tokens = [Tokens(home).add(f"user-{n}") for n in range(options.users)]
        with _served(home) as (port, pid):
            soaked = soak(port, pid, tokens, options.minutes, options.every)
    print(HEAD, soaked.row(), sep="\n")
    print("all goals are met" if soaked.holds else "a goal is missed")
    return 0 if soaked.holds else 1


def soak(port: int, pid: int, tokens: Sequence[str], minutes: float, every_s: float) -> Soaked:
    """Ask with each token at a time of its own, and look at the server meanwhile."""
    asked = [c.question for c in load(_CASES) if c.split == "development" and not c.history]
    until = time.monotonic() + minutes * 60
    replies: list[Reply] = []
    users = [
        threading.Thread(target=lambda user=user: replies.extend(user))
        for user in (
            _User(port, token, asked, every_s, random.Random(token)).until(until)  # noqa: S311 (no secret)
            for token in tokens
        )
    ]
    for user in users:
        user.start()
    looks = list(_looks(pid, until))
    for user in users:
        user.join()
    return Soaked(len(tokens), minutes, every_s, tuple(replies), tuple(looks))


@dataclass(frozen=True, slots=True)
class _User:
    """One who asks, reads, and asks the next."""

    port: int
    token: str
    asked: Sequence[str]
    every_s: float
    dice: random.Random

    def until(self, end: float) -> Iterator[Reply]:
        """The replies to all that is asked before a moment."""
        time.sleep(self.dice.uniform(0, self.every_s))
        while time.monotonic() < end:
            yield self._reply(self.dice.choice(self.asked))
            time.sleep(self.dice.uniform(0.5, 1.5) * self.every_s)

    def _reply(self, question: str) -> Reply:
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            connection.request("POST", "/v1/ask", json.dumps({"question": question}), head)
            reply = connection.getresponse()
            reply.read()
            status = reply.status
        except (OSError, http.client.HTTPException):
            status = 0
        finally:
            connection.close()
        return Reply(status, time.perf_counter() - started)


def _looks(pid: int, until: float) -> Iterator[Look]:
    started = time.monotonic()
    while time.monotonic() < until:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").split("\n")
        held = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
        handles, threads = (
            sum(1 for _ in Path(f"/proc/{pid}/{kind}").iterdir()) for kind in ("fd", "task")
        )
        yield Look(time.monotonic() - started, held, handles, threads)
        time.sleep(_LOOK_S)


@contextmanager
def _served(home: Path) -> Iterator[tuple[int, int]]:
    """Port and process of the server, once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "assistant", "api", "--port", str(port)]
    environment = os.environ | {"ASSISTANT_HOME": str(home), "PYTHONPATH": str(_ROOT)}
    with subprocess.Popen(command, env=environment) as server:  # noqa: S603 (our own module)
        try:
            while server.poll() is None and not _listens(port):
                time.sleep(0.2)
            yield port, server.pid
        finally:
            server.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    sys.exit(main())
