"""One system in a process of its own: `child.py SYSTEM ingest|ask REPORTS HOME QUESTIONS`.

Prints a JSON line when the work begins to be of use: the ingestion done, or the first answer.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from eval.bench.peers import SYSTEMS


def main() -> int:
    """Do what is asked, timed from inside; the whole is timed by the parent."""
    system, task, reports, home, questions = sys.argv[1:]
    index, opened = SYSTEMS[system]
    if task == "ingest":
        index(Path(reports), Path(home))
        _tell({"peak_mb": _peak_mb()})
        return 0
    asked = json.loads(Path(questions).read_text(encoding="utf-8"))
    find = opened(Path(home))
    find(asked[0])
    _tell({})
    answers, times_ms = [], []
    for text in asked:
        started = time.perf_counter()
        answers.append(find(text))
        times_ms.append((time.perf_counter() - started) * 1000)
    _tell({"answers": answers, "times_ms": times_ms, "peak_mb": _peak_mb()})
    return 0


def _tell(found: dict[str, object]) -> None:
    print("BENCH " + json.dumps(found), flush=True)


def _peak_mb() -> float:
    """The most memory that the process has held (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").split("\n")
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main())
