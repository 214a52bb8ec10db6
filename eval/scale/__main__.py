"""How cost and accuracy grow with the corpus, on a made-up nation: a table and a plot.

python -m eval.scale --passages 1000 --passages 10000 [--base FOLDER] [--write docs/performance.md]

What is found under the base folder is not made again, so that sizes can be run one by one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from eval.scale.nation import drawn, nation, write
from eval.scale.page import plot, put, table

_ROOT = Path(__file__).parents[2]
_ASKED = 120
_STEPS = ("ingest", "open", "ask")


class ScaleError(RuntimeError):
    """A step did not do what it was asked."""


def main() -> int:
    """Run what is not there yet, print the table, and write it where it is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--passages", type=int, action="append", metavar="N")
    parser.add_argument("--base", type=Path, default=Path(gettempdir()) / "nation")
    parser.add_argument("--write", type=Path, metavar="FILE.md")
    options = parser.parse_args()
    sizes = sorted(options.passages or [1_000, 10_000])
    found = [_measured(size, options.base / str(size)) for size in sizes]
    shown = "\n".join(table(found))
    print(shown)
    if options.write:
        put(options.write, shown)
        options.write.with_name("scale.svg").write_text(plot(found), encoding="utf-8")
    return 0


def _measured(size: int, folder: Path) -> dict[str, dict[str, Any]]:
    """What each step took; a step that has been done is not done again."""
    if not (folder / "questions.json").exists():
        _written(size, folder)
    kept = folder / "measured.json"
    found: dict[str, dict[str, Any]] = json.loads(kept.read_bytes()) if kept.exists() else {}
    for step in _STEPS:
        if step not in found:
            print(f"{size} passages: {step} …", file=sys.stderr, flush=True)
            found[step] = _step(step, folder)
            kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return found


def _written(size: int, folder: Path) -> None:
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    facts = write(nation(size), folder / "reports")
    asked: Sequence[dict[str, str]] = [asdict(fact) for fact in drawn(facts, _ASKED)]
    (folder / "questions.json").write_text(json.dumps(asked), encoding="utf-8")


def _step(step: str, folder: Path) -> dict[str, Any]:
    """What a step says of itself.

    Raises:
        ScaleError: If it fails.
    """
    command = [sys.executable, "-m", "eval.scale.child", step, str(folder), str(folder / "home")]
    done = subprocess.run(  # noqa: S603 (our own module)
        command, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    told = next((line for line in done.stdout.split("\n") if line.startswith("SCALE ")), None)
    if done.returncode or told is None:
        raise ScaleError(f"{step} in {folder}: {done.stderr[-800:]}")
    found: dict[str, Any] = json.loads(told.removeprefix("SCALE "))
    return found


if __name__ == "__main__":
    sys.exit(main())
