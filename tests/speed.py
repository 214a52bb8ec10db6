"""How fast PDFs are ingested, with the real model: `python tests/speed.py [PDF...] [--pages N]`."""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from synthetic import Set, pdf

from corpus.read import read
from index.embed import Embedder
from index.ingest import ingest
from index.library import Library
from index.vectors import VectorStore

_WORDS = (
    "the force panel records calls officers victims plans reviews reports action owner risk data "
    "quarter board training custody response domestic abuse children missing sergeant log desk"
)


def main() -> None:
    """Measure, and print a line for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=0, help="also a PDF made of so many pages")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="speed-") as folder:
        made = [_made(Path(folder), options.pages)] if options.pages else []
        Embedder(home=Path(folder, "warm")).embed(["the model is compiled and loaded"])
        for path in [*options.files, *made]:
            _measure(path, Path(folder))


def _measure(path: Path, folder: Path) -> None:
    home = folder / f"home-{path.stem}"
    embedder = Embedder(home=folder / "warm")
    embedder.embed(["loaded"])
    began = time.perf_counter()
    (report,) = read(path)
    parsed = time.perf_counter() - began
    began = time.perf_counter()
    done = ingest([path], Library(home), VectorStore(home), embedder)
    took = time.perf_counter() - began
    pages = report.pages or 1
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{path.name}: {pages} pages, {done.passages} passages in {took:.1f} s, of which "
        f"{parsed:.1f} s reading: {pages / took:.1f} pages/s, {done.passages / took:.1f} passages/s"
        f" (reading alone {pages / parsed:.0f} pages/s); peak memory {own} MB, "
        f"its reader's {_reader_megabytes(path)} MB",
        flush=True,
    )


_WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def _reader_megabytes(path: Path) -> int:
    """Peak memory of the process that reads a PDF, seen from a small one."""
    reader = [sys.executable, "-m", "corpus.sandbox", str(path), "2048"]
    done = subprocess.run(  # noqa: S603 (our own module)
        [sys.executable, "-c", _WATCH, *reader], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def _made(folder: Path, pages: int) -> Path:
    """A report of so many pages: headings, paragraphs and a table now and then."""
    chance = random.Random(0)  # noqa: S311 (words, no secrets)
    story: list[Set | list[list[str]] | str] = [Set("Long Review", size=22, bold=True)]
    for page in range(pages):
        story.append(Set(f"{page + 1}. Part {page + 1} of the review", size=15, bold=True))
        for _ in range(4):
            said = " ".join(chance.choices(_WORDS.split(), k=70)).capitalize()
            story.append(Set(f"{said}."))
        if page % 10 == 0:
            story.append([["Ref", "Action"], *[[str(n), f"Do {n} of {page}"] for n in range(4)]])
        story.append("page")
    return pdf(folder / f"made-{pages}.pdf", story, head="Long Review", foot="Page {page}")


if __name__ == "__main__":
    main()
