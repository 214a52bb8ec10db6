"""Which model and which reports an answer came from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from corpus.report import Report
from index.library import Generation


@dataclass(frozen=True, slots=True)
class Edition:
    """The state of the library that answers."""

    model: str
    model_sha256: str
    generation: int
    """Number of the built index."""
    index_sha256: str
    """Over every report as it was read, in order of id: equal where the reports are."""

    @classmethod
    def of(cls, generation: Generation, reports: Sequence[Report]) -> Edition:
        """The edition of an index and the reports in it."""
        whole = hashlib.sha256()
        for report in sorted(reports, key=lambda report: report.id):
            whole.update(_report().dump_json(report) + b"\n")
        return cls(generation.model, generation.model_sha256, generation.id, whole.hexdigest())


@cache
def _report() -> TypeAdapter[Report]:
    return TypeAdapter(Report)
