from pathlib import Path

import pytest
from tiny import AUDIT, library_of, written

from corpus.claim import registered
from corpus.conflict import conflicts
from index.library import Library
from index.registers import Registers
from index.told import told

OTHER = (
    AUDIT.replace("7.25/26", "8.25/26")
    .replace("Northshire", "Southshire")
    .replace("Night Desk", "Day Desk")
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("registers")
    reports = written(folder / "reports")
    (reports / "other.md").write_text(OTHER, encoding="utf-8")
    return library_of(folder / "home", reports)


def registers(library: Library) -> Registers:
    return Registers(library.home, library.reports(), library.served())


def kept(library: Library) -> list[Path]:
    return sorted((library.home / "records").iterdir())


def test_what_is_kept_is_what_is_made(library: Library) -> None:
    reports, found = library.reports(), registers(library)
    assert {report.force for report in reports} == {"Northshire Police", "Southshire Police"}
    assert found.whole.register == registered(reports)
    assert set(found.whole.torn) == set(conflicts(registered(reports), reports))
    assert all(found.told_in(report.id) == told(report) for report in reports)


def test_each_force_is_kept_by_itself(library: Library) -> None:
    assert len(kept(library)) == 2
    own = next(r for r in library.reports() if r.force == "Southshire Police")
    items = registers(library).over([own.id]).register.items
    assert {item.report for item in items} == {own.id}
    ids = [item.id for item in registers(library).whole.register.items]
    assert len(ids) == len(set(ids))


def test_what_is_damaged_or_missing_is_made_again(library: Library) -> None:
    before = registers(library).whole
    torn, gone = kept(library)
    torn.write_bytes(b"{}")
    gone.unlink()
    assert registers(library).whole == before
    assert registers(library).whole == before
    assert kept(library) == [torn, gone]


def test_nothing_is_kept_of_what_is_no_longer_held(library: Library) -> None:
    stale = library.home / "records" / "stale.json.gz"
    stale.write_bytes(b"words of a report that was removed")
    registers(library).keep()
    assert stale not in kept(library)
    assert len(kept(library)) == 2
