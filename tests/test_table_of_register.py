import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tiny import TODAY, settings_of, written

from assistant.cli import run
from assistant.table import Chosen, Filter, as_csv, as_json, as_table
from corpus.extract import combine, extract
from corpus.read import read
from corpus.register import Register
from corpus.report import Report


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = written(tmp_path_factory.mktemp("table"))
    return [report for path in sorted(folder.glob("*.md")) for report in read(path)]


@pytest.fixture(scope="module")
def register(reports: list[Report]) -> Register:
    return combine([extract(report) for report in reports])


@pytest.fixture
def chosen(register: Register, reports: list[Report]) -> Callable[..., Chosen]:
    def select(as_at: date = TODAY, **wanted: object) -> Chosen:
        return Filter(as_at, **wanted).select(register, reports)  # type: ignore[arg-type]  # fields

    return select


@pytest.mark.parametrize(
    ("wanted", "labels"),
    [
        ({"family": "management action", "priority": "low"}, "action 2, action 4"),
        ({"owner": "desk manager"}, "action 1, action 4"),
        ({"owner": "home office"}, "2023 recommendation 2, 2025 recommendation 2"),
        ({"status": "In Progress"}, "2023 recommendation 3"),
        ({"report": "peel"}, "improvement 1, improvement 2"),
        ({"report": "7.25/26", "due_before": date(2025, 11, 3)}, "action 1"),
        ({"due_after": date(2026, 3, 31)}, "2025 recommendation 2"),
        ({"past_due": True}, "action 1, 2023 recommendation 1"),
        ({"conflicts": True}, "action 1"),
        ({"family": "giraffe"}, ""),
    ],
)
def test_a_filter_keeps_what_passes(
    chosen: Callable[..., Chosen], wanted: dict[str, object], labels: str
) -> None:
    found = [item.label for item in chosen(**wanted).items]
    expected = labels.split(", ") if labels else []
    assert len(found) == len(expected)
    assert all(label.endswith(end) for label, end in zip(found, expected, strict=True))


def test_no_filter_keeps_all(chosen: Callable[..., Chosen]) -> None:
    everything = chosen()
    assert len(everything.items) == everything.whole == 11
    assert as_table(everything).startswith("11 of 11 items, as at 3 November 2025\n")


def test_json_tells_each_field_with_its_source(
    chosen: Callable[..., Chosen], reports: list[Report]
) -> None:
    (item,) = json.loads(as_json(chosen(conflicts=True)))
    assert [owner["name"] for owner in item["owners"]] == [
        "Desk Manager",
        "Chief Inspector (Nights)",
    ]
    assert item["deadline"] == "2025-08-31"
    assert item["past_due"] is True
    assert item["conflicts"][0]["values"] == ["Desk Manager", "Chief Inspector (Nights)"]
    audit = next(report for report in reports if report.reference)
    for source in [*item["source"], *(owner["source"] for owner in item["owners"])]:
        section = next(s for s in audit.sections if s.title == source["section"])
        assert source["quote"] in section.text
        assert source["report"] == audit.name


def test_a_status_stated_later_than_the_day_is_not_told(chosen: Callable[..., Chosen]) -> None:
    early = json.loads(as_json(chosen(date(2025, 10, 23), family="recommendation")))
    assert all(item["statuses"] == [] for item in early)
    assert [item["past_due"] for item in early] == [True, True, False, False, False]


def test_a_status_stated_later_than_the_day_chooses_nothing(chosen: Callable[..., Chosen]) -> None:
    assert chosen(date(2025, 10, 23), status="Completed").items == ()


def test_csv_has_a_line_an_item_and_reads_back(chosen: Callable[..., Chosen]) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(chosen()))))
    assert len(rows) == 11
    assert rows[0]["owners"] == "Desk Manager | Chief Inspector (Nights)"
    assert rows[0]["conflicts"] == "owners: Desk Manager v Chief Inspector (Nights)"
    assert rows[0]["past_due"] == "past due, completion not recorded"
    assert {row["deadline"] for row in rows} >= {"2025-08-31", ""}


def test_the_table_names_both_owners_and_the_place(chosen: Callable[..., Chosen]) -> None:
    told = as_table(chosen(conflicts=True))
    assert "  owners: Desk Manager | Chief Inspector (Nights)\n" in told
    assert "  source: SUMMARY OF MANAGEMENT ACTIONS | DETAILED FINDINGS ›" in told


def test_the_command_line_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_of(tmp_path, monkeypatch)
    run(["ingest", str(written(tmp_path / "reports"))], settings)
    capsys.readouterr()
    wanted = ["register", "--family", "management action", "--past-due", "--as-at", "4/11/2025"]
    assert run(wanted, settings) == 0
    assert capsys.readouterr().out.startswith("2 of 11 items, as at 4 November 2025")
    run([*wanted, "--json"], settings)
    assert [item["number"] for item in json.loads(capsys.readouterr().out)] == ["1", "2"]
    run([*wanted, "--csv"], settings)
    assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == 2
