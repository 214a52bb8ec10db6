"""Take a report out of library, index and uploads, for good."""

from __future__ import annotations

from dataclasses import dataclass

from index.ingest import Options
from index.library import File, LibraryError
from index.serve import Index
from index.shelf import Shelf
from index.uploads import Uploads


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed."""

    files: tuple[File, ...]
    """Every file that held the report."""
    others: tuple[str, ...]
    """Ids of reports that were read from those files too, and that are held still."""
    scrubbed: bool
    """Whether the words are out of the library's file; if not, a reader holds it open."""


def remove(report: str, index: Index, options: Options | None = None) -> Removed:
    """Delete a report: its versions, passages, vectors and words, and the files that held it.

    Raises:
        LibraryError: If no report has that id, or another process is writing.
    """
    options, library = options or Options(), index.library
    with library.writing(options.wait_s, options.progress.say):
        held = library.shelved()
        if report not in {version.report.id for version in held.versions}:
            raise LibraryError(f"no report has the id {report!r}; see: assistant reports")
        shelf = Shelf(held)
        files, others = shelf.remove(report)
        index.serve(shelf, options.progress, scrub=True)
        Uploads(library.home).keep_only(shelf.shelved.files)
        return Removed(files, others, library.scrub())
