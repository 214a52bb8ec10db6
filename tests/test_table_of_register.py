import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tiny import TODAY, settings_of, written

from assistant.cli import run
from assistant.printed import as_table
from assistant.sheet import COLUMNS, as_csv, safe, write_xlsx
from assistant.table import Chosen, Filter, FilterError, as_json
from corpus.claim import registered
from corpus.read import read_here
from corpus.register import Field, Register
from corpus.report import Report


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    folder = written(tmp_path_factory.mktemp("table"))
    return [report for path in sorted(folder.glob("*.md")) for report in read_here(path)]


@pytest.fixture(scope="module")
def register(reports: list[Report]) -> Register:
    return registered(reports)


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
        ({"addressee": "home office"}, "2023 recommendation 2, 2025 recommendation 2"),
        ({"family": "areas for improvement"}, "improvement 1, improvement 2"),
        ({"status": "verified complete"}, "2023 recommendation 2"),
        ({"status": "no status recorded", "priority": "high"}, "action 1"),
        ({"status": "In Progress"}, "2023 recommendation 3"),
        ({"report": "peel"}, "improvement 1, improvement 2"),
        ({"report": "7.25/26", "due_before": date(2025, 11, 3)}, "action 1"),
        ({"due_after": date(2026, 3, 31)}, "2025 recommendation 2"),
        ({"past_due": True}, "action 1, 2023 recommendation 1"),
        ({"due_within": 0}, "action 2"),
        ({"due_within": 148}, "action 2, action 3, 2025 recommendation 1"),
        ({"conflicts": True}, "action 1"),
    ],
)
def test_a_filter_keeps_what_passes(
    chosen: Callable[..., Chosen], wanted: dict[str, object], labels: str
) -> None:
    found = [item.label for item in chosen(**wanted).items]
    expected = labels.split(", ")
    assert len(found) == len(expected)
    assert all(label.endswith(end) for label, end in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"family": "giraffe"}, "no family is 'giraffe'; held: management action; area for impro"),
        ({"report": "custody"}, "no report is 'custody'; held: Night Desk Audit, internal audit"),
        ({"addressee": "Desk"}, "no addressee is 'Desk'; held: "),
        ({"owner": "Home Office"}, "no owner is 'Home Office'; held: Desk Manager; Chief Insp"),
        ({"priority": "urgent"}, "no priority is 'urgent'; held: high; low; medium"),
        ({"status": "mislaid"}, "no status is 'mislaid'; held: incomplete; completed; in progr"),
    ],
)
def test_a_value_that_is_not_held_is_an_error_that_names_those_held(
    chosen: Callable[..., Chosen], wanted: dict[str, object], told: str
) -> None:
    with pytest.raises(FilterError, match=re.escape(told)):
        chosen(**wanted)


def test_a_conflict_with_a_later_statement_is_not_told(
    reports: list[Report], register: Register
) -> None:
    item = next(i for i in register.items if i.label == "2023 recommendation 2")
    claim = replace(item.statuses[0], value="In progress", stated_by="the Force", scope="force")
    later = replace(claim, stated_on=date(2025, 12, 1))
    torn = replace(item, statuses=(*item.statuses, later))
    held = Register(tuple(torn if i is item else i for i in register.items))
    wanted = {"family": "recommendation", "conflicts": True}
    days = (date(2025, 11, 30), date(2025, 12, 1))
    found = [Filter(day, **wanted).select(held, reports).items for day in days]  # type: ignore[arg-type]  # fields
    assert found == [(), (torn,)]


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


def test_json_has_exactly_the_fields_promised(chosen: Callable[..., Chosen]) -> None:
    rows = json.loads(as_json(chosen()))
    for row in rows:
        assert " ".join(row) == (
            "id family report number text owners addressees deadline deadline_text priority "
            "statuses past_due conflicts source"
        )
        assert row["source"]
        assert all(set(owner) == {"name", "source"} for owner in row["owners"])
        statuses = {"value", "stated_by", "stated_on", "source"}
        assert all(set(status) == statuses for status in row["statuses"])


def test_csv_has_a_line_an_item_and_reads_back(chosen: Callable[..., Chosen]) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(chosen()))))
    assert len(rows) == 11
    assert list(rows[0]) == list(COLUMNS)
    assert rows[0]["owners"] == "Desk Manager | Chief Inspector (Nights)"
    assert "“Desk Manager” and “Chief Inspector (Nights)”" in rows[0]["conflicts"]
    assert rows[0]["position"] == "past due, completion not recorded"
    assert [row["past_due"] for row in rows].count("yes") == 2
    assert {row["deadline"] for row in rows} >= {"2025-08-31", ""}
    assert all(row["source"] for row in rows)


def test_a_workbook_has_one_header_row_and_dates_as_dates(
    chosen: Callable[..., Chosen], tmp_path: Path
) -> None:
    write_xlsx(chosen(), tmp_path / "register.xlsx")
    book = load_workbook(tmp_path / "register.xlsx")
    (sheet,) = book.worksheets
    head, *rows = list(sheet.iter_rows(values_only=True))
    assert head == tuple(COLUMNS)
    assert len(rows) == 11
    deadlines = [row[head.index("deadline")] for row in rows]
    assert deadlines[0] == datetime(2025, 8, 31)  # noqa: DTZ001 (a day has no time zone)
    assert {type(day) for day in deadlines} == {datetime, type(None)}
    assert (sheet.title, sheet.freeze_panes) == ("As at 2025-11-03", "A2")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(chosen: Callable[..., Chosen], tmp_path: Path, start: str) -> None:
    one = chosen(priority="high")
    (row,) = one.rows
    evil = Field(f"{start}HYPERLINK(1)\x07", row.item.text.span)
    item = replace(row.item, text=evil, owners=(evil,))
    rows = (replace(row, position=replace(row.position, item=item)),)
    (told,) = csv.DictReader(io.StringIO(as_csv(replace(one, rows=rows))))
    assert told["text"] == told["owners"] == f"'{evil.value}".replace("\r", " ")
    write_xlsx(replace(one, rows=rows), tmp_path / "register.xlsx")
    cells = [c for line in load_workbook(tmp_path / "register.xlsx").active.rows for c in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert sum(str(cell.value).startswith(f"'{start}HYPERLINK(1)") for cell in cells) == 2


@given(st.text(max_size=5))
def test_safe_text_never_opens_a_formula(text: str) -> None:
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe(text).removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("width", [88, 120, 140])
def test_the_table_names_both_owners_the_conflict_and_the_place(
    chosen: Callable[..., Chosen], width: int
) -> None:
    told = as_table(chosen(conflicts=True), width)
    assert all(len(line) <= width for line in told.split("\n"))
    flat = " ".join(told.split())
    assert "Conflict: Management action 1 has more than one owner: “Desk Manager” and" in flat
    assert "Source: SUMMARY OF MANAGEMENT ACTIONS; DETAILED FINDINGS ›" in flat
    assert flat.startswith("1 of 11 items, as at 3 November 2025 Night Desk Audit, internal audit")


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
    run([*wanted, "--xlsx", str(tmp_path / "out.xlsx")], settings)
    assert capsys.readouterr().out == f"2 of 11 items written to {tmp_path / 'out.xlsx'}\n"
    run(["register", "--status", "none", "--priority", "high"], settings)
    assert capsys.readouterr().out.startswith("1 of 11 items")


def test_conflicts_and_the_clock_have_commands_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_of(tmp_path, monkeypatch)
    run(["ingest", str(written(tmp_path / "reports"))], settings)
    capsys.readouterr()
    run(["conflicts"], settings)
    told = capsys.readouterr().out
    assert told.startswith("2 conflicts; both sides are shown, none is picked\n")
    assert "- “Chief Inspector (Nights)” (DETAILED FINDINGS ›" in told
    run(["conflicts", "--json", "--report", "night desk"], settings)
    found = json.loads(capsys.readouterr().out)
    assert [conflict["kind"] for conflict in found] == ["two owners", "due before"]
    assert all(len(conflict["sources"]) == 2 for conflict in found)
    run(["clock", "--as-at", "2025-12-18"], settings)
    assert "last day 18 December 2025: today is the last day" in capsys.readouterr().out
    run(["clock", "--json"], settings)
    assert [clock["last_day"] for clock in json.loads(capsys.readouterr().out)] == [
        "2025-12-18",
        "2025-06-04",
    ]
