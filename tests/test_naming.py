from pathlib import Path

import pytest
from tiny import assistant_of, written

from assistant.naming import Naming
from corpus.report import Report


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, ...]:
    folder: Path = tmp_path_factory.mktemp("naming")
    return assistant_of(folder / "home", written(folder / "reports")).reports


def test_a_report_is_meant_by_its_reference_kind_or_initials(reports: tuple[Report, ...]) -> None:
    ids = [report.id for report in reports]
    audit = next(report.id for report in reports if report.reference)
    peel = next(report.id for report in reports if "PEEL" in report.title)
    naming = Naming.of(reports)
    assert naming.meant("audit 7.25/26", ids) == {audit}
    assert naming.meant("what the internal audit says", ids) == {audit}
    assert naming.meant("the PEEL report", ids) == {peel}


def test_a_question_that_names_no_report_may_mean_any(reports: tuple[Report, ...]) -> None:
    ids = [report.id for report in reports]
    assert Naming.of(reports).meant("umbrellas", ids) == set(ids)


def test_what_every_report_is_called_tells_none_apart(reports: tuple[Report, ...]) -> None:
    ids = [report.id for report in reports]
    assert Naming.of(reports).meant("police", ids) == set(ids)


def test_one_report_is_meant_by_any_words() -> None:
    report = Report("only", "Only Report", "report", ())
    assert Naming.of([report]).meant("the only one", ["only"]) == {"only"}
