"""One step in a process of its own, so that its memory is its own: `child.py STEP FOLDER HOME`.

Prints one JSON line. The folder holds `reports/` and `questions.json`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

_PROBES, _DEEP = 40, 10
"""Questions for which Chroma's search is set beside an exact one, and how deep."""


def main() -> int:
    """Do one step and tell what it took."""
    step, folder, home = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    steps: Mapping[str, Callable[[Path, Path], dict[str, Any]]]
    steps = {"ingest": _ingest, "open": _open, "ask": _ask}
    started, worked = time.perf_counter(), time.process_time()
    told = steps[step](folder, home)
    spent = {"s": time.perf_counter() - started, "cpu_s": time.process_time() - worked}
    print("SCALE " + json.dumps(spent | told | {"peak_mb": _peak_mb()}), flush=True)
    return 0


def _ingest(folder: Path, home: Path) -> dict[str, Any]:
    from index.embed import Embedder  # noqa: PLC0415 (imports are part of what is timed)
    from index.ingest import ingest  # noqa: PLC0415
    from index.library import Library  # noqa: PLC0415
    from index.vectors import VectorStore  # noqa: PLC0415

    done = ingest([folder / "reports"], Library(home), VectorStore(home), Embedder(home=home))
    held = (home.rglob("*"), home.joinpath("models").rglob("*"))
    disk, model = (sum(path.stat().st_size for path in paths if path.is_file()) for paths in held)
    files = len(list((folder / "reports").iterdir()))
    return {"passages": done.passages, "reports": len(done.added), "files": files,
            "disk_mb": (disk - model) / 2**20}  # fmt: skip


def _open(folder: Path, home: Path) -> dict[str, Any]:
    """From nothing to the first answer, as a new process has it."""
    from assistant.answer import Question  # noqa: PLC0415 (likewise)
    from assistant.open import open_assistant  # noqa: PLC0415

    asked = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    open_assistant(home).ask(Question(asked[0]["question"]))
    return {}


def _ask(folder: Path, home: Path) -> dict[str, Any]:
    """All questions to one assistant; the first two are not timed."""
    from assistant.answer import Question  # noqa: PLC0415 (likewise)
    from assistant.open import open_assistant  # noqa: PLC0415

    asked = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    assistant = open_assistant(home)
    sources = {report.id: report.source for report in assistant.reports}
    for fact in asked[:2]:
        assistant.ask(Question(fact["question"]))
    rows = []
    for fact in asked:
        started, worked = time.perf_counter(), time.process_time()
        answer = assistant.ask(Question(fact["question"]))
        took_ms = (time.perf_counter() - started) * 1000
        cpu_ms = (time.process_time() - worked) * 1000
        cited = [sources[citation.span.report] for citation in answer.citations]
        right = fact["value"] in answer.text and cited[:1] == [fact["file"]]
        other = bool(cited) and cited[0] != fact["file"]
        rows.append({"kind": fact["kind"], "ms": took_ms, "cpu_ms": cpu_ms, "right": right,
                     "other": other, "refused": answer.abstained})  # fmt: skip
    return {"rows": rows} | _searched(assistant, [fact["question"] for fact in asked], home)


def _searched(assistant: Any, asked: list[str], home: Path) -> dict[str, Any]:  # noqa: ANN401 (imported late)
    """CPU times of search alone, and how many of the exactly nearest passages Chroma finds."""
    from index.exact import ExactStore  # noqa: PLC0415 (likewise)
    from index.library import Library  # noqa: PLC0415
    from index.search import Scope  # noqa: PLC0415
    from index.vectors import VectorStore  # noqa: PLC0415

    search, generation = assistant.search, assistant.generation.id
    everything = Scope(tuple(report.id for report in assistant.reports))
    store, exact = VectorStore(home), ExactStore(Library(home))
    shares, times_ms, whole_ms = [], [], []
    for text in asked[:_PROBES]:
        worked = time.process_time()
        query = search.query(text)
        search.search(query, everything)
        whole_ms.append((time.process_time() - worked) * 1000)
        worked = time.process_time()
        found = store.nearest(generation, query.vector, _DEEP)
        times_ms.append((time.process_time() - worked) * 1000)
        best = {key for key, _ in exact.nearest(generation, query.vector, _DEEP)}
        shares.append(len(best & {key for key, _ in found}) / _DEEP)
    recall = sum(shares) / len(shares)
    return {"recall": recall, "chroma_ms": median(times_ms), "search_ms": median(whole_ms)}


def _peak_mb() -> float:
    """The most memory that the process has held (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").split("\n")
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main())
