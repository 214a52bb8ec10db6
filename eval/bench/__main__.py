"""`make bench`: ours beside llama-index, txtai and haystack, interleaved, written as a table.

python -m eval.bench --peers .bench/bin/python [--rounds 3] [--write docs/performance.md]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from eval.bench.peers import SYSTEMS
from eval.case import Case, load
from eval.measures import Share, missing, percentile

_ROOT = Path(__file__).parents[2]
_REPORTS = _ROOT / "corpus" / "reports"
_CASES = tuple(_ROOT / "eval" / "cases" / f"{n}.jsonl" for n in ("cleveland", "cleveland-more-dev"))
_MARK = re.compile(r"\s*\[\d+\]")
_BEGIN, _END = "<!-- bench -->", "<!-- end of bench -->"


class BenchError(RuntimeError):
    """A system did not do what it was asked."""


@dataclass(frozen=True, slots=True)
class Run:
    """One system in one round."""

    ingest_s: float
    """From the start of the process to its end."""
    cold_s: float
    """From the start of a new process to the first answer."""
    times_ms: tuple[float, ...]
    """Of each question, once warm."""
    peak_mb: float
    """The most memory held while answering."""
    answers: tuple[str, ...]


def main() -> int:
    """Run, print, and write the table where it is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--peers", type=Path, required=True, help="python that has their packages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, metavar="FILE.md")
    options = parser.parse_args()
    cases = [c for path in _CASES for c in load(path) if _fits(c)]
    runs: dict[str, list[Run]] = {system: [] for system in SYSTEMS}
    for number in range(options.rounds):
        for system, done in runs.items():
            python = Path(sys.executable) if system == "ours" else options.peers.absolute()
            done.append(_run(system, python, [case.question for case in cases]))
            print(f"round {number + 1}: {system}", file=sys.stderr, flush=True)
    table = "\n".join(_table(runs, cases))
    print(table)
    if options.write:
        _write(options.write, table)
    return 0


def _fits(case: Case) -> bool:
    """Whether a case can be put to a system that neither follows up nor refuses."""
    return case.split == "development" and not (case.abstain or case.history or case.as_at)


def _run(system: str, python: Path, questions: Sequence[str]) -> Run:
    with TemporaryDirectory(prefix="bench-") as folder:
        home = Path(folder)
        asked = home / "questions.json"
        asked.write_text(json.dumps(questions), encoding="utf-8")
        given = [str(_REPORTS), str(home), str(asked)]
        ((ingest_s, _),) = _told(python, system, "ingest", given)
        (cold_s, _), (_, last) = _told(python, system, "ask", given)
    return Run(ingest_s, cold_s, tuple(last["times_ms"]), last["peak_mb"], tuple(last["answers"]))


def _told(
    python: Path, system: str, task: str, given: Sequence[str]
) -> Iterator[tuple[float, dict[str, Any]]]:
    """Seconds since the start, and what the child says, line by line.

    Raises:
        BenchError: If it fails.
    """
    quiet = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False",
             "HAYSTACK_TELEMETRY_ENABLED": "False", "TOKENIZERS_PARALLELISM": "false",
             "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(_ROOT)}  # fmt: skip
    command = [str(python), "-m", "eval.bench.child", system, task, *given]
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 (our own module)
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | quiet
    ) as child:
        for line in child.stdout or ():
            if line.startswith("BENCH "):
                yield time.perf_counter() - started, json.loads(line.removeprefix("BENCH "))
        said = child.stderr.read() if child.stderr else ""
    if child.returncode:
        raise BenchError(f"{system}, {task}: {said[-800:]}")


def _table(runs: dict[str, list[Run]], cases: Sequence[Case]) -> Iterator[str]:
    rounds = len(runs["ours"])
    yield (
        f"{len(cases)} development questions over the shipped reports; rounds: {rounds}, "
        "interleaved; medians; the same MiniLM weights and machine. In brackets: theirs over ours."
    )
    yield ""
    yield "| system | ingest s | cold answer s | warm p50 ms | warm p95 ms | peak MB | right |"
    yield "|---|---|---|---|---|---|---|"
    own = _figures(runs["ours"])
    for system, done in runs.items():
        cells = [
            f"{value:.{digits}f}" + ("" if system == "ours" else f" ({value / mine:.1f}x)")
            for value, mine, digits in zip(_figures(done), own, (1, 2, 1, 1, 0), strict=True)
        ]
        right = Share.of(
            [not missing(c, _plain(a)) for c, a in zip(cases, done[0].answers, strict=True)]
        )
        yield f"| {system} | {' | '.join(cells)} | {right} |"
    yield ""
    yield (
        "Ours is the whole answer, verified, with refusals; theirs the two best passages. "
        '"Right": all that the case requires is there.'
    )


def _figures(done: Sequence[Run]) -> tuple[float, ...]:
    times = [value for run in done for value in run.times_ms]
    return (
        median(run.ingest_s for run in done),
        median(run.cold_s for run in done),
        median(times),
        percentile(times, 0.95),
        median(run.peak_mb for run in done),
    )


def _plain(answer: str) -> str:
    return _MARK.sub("", answer)


def _write(path: Path, table: str) -> None:
    """Put the table between its marks, at the end of a page that has none."""
    text = path.read_text(encoding="utf-8") if path.exists() else "# Performance\n"
    block = f"{_BEGIN}\n{table}\n{_END}"
    if _BEGIN in text:
        before, rest = text.split(_BEGIN, 1)
        text = before + block + rest.split(_END, 1)[1]
    else:
        text = f"{text}\n## Beside other frameworks\n\n{block}\n"
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
