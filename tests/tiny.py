"""A tiny library of three reports, in words of our own: none is a real report."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from types import ModuleType
from zlib import crc32

import numpy as np
import pytest

from assistant.ask import Assistant
from assistant.follow import Following
from assistant.judge import FEATURES, Weights
from assistant.settings import Settings
from assistant.write import Writer
from corpus.piece import words
from index.acronyms import acronyms
from index.embed import Embedder, Vectors
from index.heal import heal
from index.ingest import ingest
from index.library import Library
from index.search import Search
from index.serve import Index, begin
from index.vectors import VectorStore

AUDIT = """---
title: Night Desk Audit
publisher: Example Audit LLP
kind: internal audit
reference: 7.25/26
force: Northshire Police
published: 2025-11-03
---

# Night Desk Audit

## SUMMARY OF MANAGEMENT ACTIONS

| Ref | Action | Priority | Responsible Owner | Date |
|---|---|---|---|---|
| 1 | The Force will log each handover. | High | Desk Manager | 31 August 2025 |
| 2 | The Force will review the rota. | Low | Superintendent (Prevention) | 3 November 2025 |
| 3 | The Force will train its call handlers. | Medium | Head of Training | 31 March 2026 |
| 4 | The Force will consider a second desk. | Low | Desk Manager | |

## DETAILED FINDINGS

### Area: Night desk

**Findings**

Nobody signs the rota. After 4pm the desk passes its calls to the Harbour Watch Team (HWT).

The plans that lack target dates are:

- Roads;
- Lost Property; and
- Control Room.

#### Management Action 1

The Force will log each handover.

Responsible Owner: Chief Inspector (Nights)

Date: 31 August 2025

Priority: High
"""
RESPONSE = """---
title: PCC response to Inspection of lost property
kind: PCC response
force: Northshire Police
inspection_published: 2025-10-24
---

# RESPONSE BY THE PCC TO AN INSPECTION OF NORTHSHIRE POLICE

## EXECUTIVE SUMMARY OF REPORT

### Recommendations from the 2023 report

#### Recommendation 1

By 31 December 2024, all chief constables should keep a register of umbrellas.

Status: Incomplete

#### Recommendation 2

By 30 June 2024, the Home Office should publish a form for finders.

Status: Completed

#### Recommendation 3

With immediate effect, all chief constables should label what is found.

Status: In progress

### Recommendations in this report

#### Recommendation 1

By 31 March 2026, all police forces should weigh what is found.

#### Recommendation 2

By 31 July 2026, the Home Office should count the umbrellas.

## FORCE RESPONSE TO RECOMMENDATIONS

Recommendation 1: We weigh what is found on the desk and write down the weight.

Recommendation 1 (from original report): Our register of umbrellas opens in spring.

## PCC RESPONSE TO INSPECTION

### Comment by the PCC

At the Scrutiny Meeting of 1 April 2025 the PCC's level of assurance was partly assured.
"""
GRADED = """---
title: PCC response to PEEL 2023-2025: An inspection of Northshire Police
kind: PCC response
force: Northshire Police
inspection_published: 2025-04-10
---

# RESPONSE BY THE PCC TO A PEEL INSPECTION OF NORTHSHIRE POLICE

## EXECUTIVE SUMMARY OF REPORT

| Outstanding | Good | Adequate | Requires improvement | Inadequate |
|---|---|---|---|---|
| | Managing offenders | Answering calls | Investigating crime | |
| | Preventing crime | | | |

### Answering calls

Grade: Adequate

#### Areas for improvement

- Northshire Police should answer calls sooner at night
- Northshire Police should call back everybody who hangs up

## FORCE RESPONSE TO RECOMMENDATIONS

- Northshire Police should answer calls sooner at night

The night desk has four more call handlers since May.

- Northshire Police should call back everybody who hangs up

A text goes out to every caller who hangs up.
"""
REPORTS = {"audit.md": AUDIT, "response.md": RESPONSE, "graded.md": GRADED}
TODAY = date(2025, 11, 3)

_COUNTS = {"words": 10.0, "context": 2.0, "type": 1.0, "list": 1.0}
_BAR = [10.0 * (name == "words") for name in FEATURES]
BY_WORDS = Weights(
    sentence=tuple(_COUNTS.get(name, 0.0) for name in FEATURES),
    gate=(*_BAR, *[0.0] * (len(Weights.shipped().gate) - len(_BAR) - 1), -5.0),
)
"""Sentences judged by their words alone: half of the question's weight is enough."""


class BagOfWords(Embedder):
    """Texts as unit vectors of their words: no two words are alike, and no model is loaded."""

    sha256 = "1" * 64

    def __init__(self, sha256: str = sha256) -> None:
        super().__init__("bag-of-words")
        self.sha256 = sha256

    def embed(self, texts: Sequence[str]) -> Vectors:
        counts: Vectors = np.full((len(texts), 1021), 1e-3, np.float32)
        for row, text in zip(counts, texts, strict=True):
            for word in words(text):
                row[crc32(word.encode()) % 1021] += 1
        lengths: Vectors = np.linalg.norm(counts, axis=1, keepdims=True)
        return counts / lengths


def written(folder: Path, **texts: str) -> Path:
    """A folder with the three reports, or with those given by name."""
    named = {f"{name}.md": text for name, text in texts.items()} or REPORTS
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in named.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def library_of(home: Path, reports: Path) -> Library:
    """A library with what is in a folder, by its words.

    What other tests had read into an empty library is copied, not read again.
    """
    if reports.is_dir() and not (home / "library.sqlite").exists():
        files = sorted(path for path in reports.rglob("*") if path.is_file())
        kept = _kept(tuple((str(p.relative_to(reports)), p.read_bytes()) for p in files))
        shutil.copytree(kept, home, dirs_exist_ok=True)
        return Library(home)
    library = Library(home)
    ingest([reports], library, VectorStore(home), BagOfWords())
    return library


@cache
def _shelf() -> TemporaryDirectory[str]:
    """Where those libraries lie until the tests end."""
    return TemporaryDirectory(prefix="tiny-")


@cache
def _kept(files: tuple[tuple[str, bytes], ...]) -> Path:
    """The folder of a library that nobody opens, with what is in these files."""
    folder = Path(mkdtemp(dir=_shelf().name))
    for name, content in files:
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    home = folder / "home"
    library, store = Library(home), VectorStore(home)
    ingest([folder / "reports"], library, store, BagOfWords())
    store.close()
    library.close()
    return home


def assistant_of(
    home: Path, reports: Path, today: date = TODAY, writer: Writer | None = None
) -> Assistant:
    """An assistant over a folder of reports, by its words."""
    library = library_of(home, reports)
    held = library.reports()
    names = acronyms(section.text for report in held for section in report.sections)
    search = Search(library, VectorStore(home), BagOfWords(), names)
    return Assistant(search, held, BY_WORDS, lambda: today, writer)


class _Encoder:
    """Stands for sentence-transformers' model: the same words, without torch."""

    def __init__(self, folder: str, **_options: object) -> None:
        self.folder = folder

    def encode(self, texts: Sequence[str], **_options: object) -> Vectors:
        return np.asarray(BagOfWords().embed(texts))


def settings_of(home: Path, monkeypatch: pytest.MonkeyPatch, weights: bytes = b"a") -> Settings:
    """Settings with a model folder that costs nothing to load."""
    standing = ModuleType("sentence_transformers")
    standing.__dict__["SentenceTransformer"] = _Encoder
    monkeypatch.setitem(sys.modules, "sentence_transformers", standing)
    model = home / f"model-{hashlib.sha256(weights).hexdigest()[:8]}"
    model.mkdir(parents=True, exist_ok=True)
    (model / "model.safetensors").write_bytes(weights)
    return Settings(home / "data", str(model))


def following(home: Path) -> Following:
    """An assistant that follows what a library holds, by its words."""
    library = Library(home)

    def opened() -> Assistant:
        index = Index(library, VectorStore(home), BagOfWords())
        if library.generation is None:
            begin(index)
        heal(index, lambda _: None)
        with library.snapshot():
            search = Search(library, index.store, index.embedder)
            return Assistant(search, library.reports(), BY_WORDS)

    return Following(library, opened)
