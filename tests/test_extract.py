from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import AUDIT, GRADED, REPORTS, RESPONSE

from corpus.extract import combine, extract
from corpus.read import UnreadableError, read_here
from corpus.register import Item, Register
from corpus.report import Report, Span


def report_of(folder: Path, text: str, name: str = "report.md") -> Report:
    (folder / name).write_text(text, encoding="utf-8")
    (report,) = read_here(folder / name)
    return report


def register_of(folder: Path, text: str) -> Register:
    return extract(report_of(folder, text))


def spans(register: Register) -> Iterator[Span]:
    for item in register.items:
        fields = (item.text, *item.owners, *item.deadlines, *item.priorities, *item.mentions)
        yield from (f.span for f in (*fields, *item.statuses, *(r.text for r in item.responses)))
        yield from item.sources
    yield from (judgement.span for judgement in register.judgements)
    yield from (definition.span for definition in register.definitions)


def by_number(register: Register) -> dict[str, Item]:
    return {f"{item.set}{item.number}": item for item in register.items}


@pytest.mark.parametrize("text", REPORTS.values(), ids=REPORTS)
def test_every_quotation_of_a_record_is_the_text_at_its_place(tmp_path: Path, text: str) -> None:
    report = report_of(tmp_path, text)
    found = list(spans(extract(report)))
    assert found
    for span in found:
        assert report.by_id[span.section].text[span.start : span.end] == span.quote


LINES = (
    *("| Ref | Action | Priority | Owner |", "|---|---|---|---|", "| 1 | Log it | High | Desk |"),
    *("Recommendation 1", "Owner: Desk", "Date: 3 May 2025", "Status: Closed", "- AFI 2", ""),
    *("Grade: Good", "## Actions", "By 3 May 2025, the force should log calls.", "A Bus (AB)"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=20))
def test_any_run_of_fields_gives_records_that_quote_the_text(
    tmp_path: Path, lines: list[str]
) -> None:
    try:
        report = report_of(tmp_path, "\n".join(lines))
    except UnreadableError:
        return
    for span in spans(extract(report)):
        assert report.by_id[span.section].text[span.start : span.end] == span.quote


def test_an_action_told_twice_is_one_item_with_both_owners(tmp_path: Path) -> None:
    first = by_number(register_of(tmp_path, AUDIT))["1"]
    assert [o.value for o in first.owners] == ["Desk Manager", "Chief Inspector (Nights)"]
    assert len(first.sources) == 2
    assert [c.field for c in Register((first,)).conflicts()] == ["owners"]


def test_the_rows_of_an_action_table_are_items(tmp_path: Path) -> None:
    items = register_of(tmp_path, AUDIT).items
    assert [item.label for item in items] == [f"Management action {n}" for n in (1, 2, 3, 4)]
    assert [item.deadline for item in items] == [
        date(2025, 8, 31), date(2025, 11, 3), date(2026, 3, 31), None,
    ]  # fmt: skip
    assert [item.priorities[0].value for item in items] == ["High", "Low", "Medium", "Low"]


def test_sets_of_two_years_are_told_apart(tmp_path: Path) -> None:
    labels = [item.label for item in register_of(tmp_path, RESPONSE).items]
    assert labels == [f"2023 recommendation {n}" for n in (1, 2, 3)] + [
        f"2025 recommendation {n}" for n in (1, 2)
    ]


def test_a_recommendation_says_when_who_and_how_it_stands(tmp_path: Path) -> None:
    first = by_number(register_of(tmp_path, RESPONSE))["20231"]
    assert first.deadline == date(2024, 12, 31)
    assert first.addressees == ("all chief constables",)
    (status,) = first.statuses
    assert (status.value, status.stated_by) == ("Incomplete", "the inspectorate")
    assert status.stated_on == date(2025, 10, 24)


def test_with_immediate_effect_is_no_date(tmp_path: Path) -> None:
    third = by_number(register_of(tmp_path, RESPONSE))["20233"]
    assert third.deadline is None
    assert third.deadline_kind == "immediate"


def test_a_response_to_the_original_report_goes_to_the_older_set(tmp_path: Path) -> None:
    (response,) = by_number(register_of(tmp_path, RESPONSE))["20231"].responses
    assert (response.by, response.stated_on) == ("the Force", None)
    assert response.text.value.endswith("Our register of umbrellas opens in spring.")


@pytest.mark.parametrize(
    "mark",
    [
        ";",
        pytest.param(
            ":",
        ),
    ],
)
def test_a_response_goes_to_the_newer_set(tmp_path: Path, mark: str) -> None:
    said = "Recommendation 1: We weigh what is found on the desk and write down the weight."
    assert said in RESPONSE
    register = register_of(tmp_path, RESPONSE.replace(said, said.replace(":", mark)))
    assert "We weigh what is found" in by_number(register)["20251"].responses[0].text.value


def test_each_area_for_improvement_has_the_response_under_its_words(tmp_path: Path) -> None:
    first, second = register_of(tmp_path, GRADED).items
    assert (first.family, first.number, first.area) == (
        "area for improvement", "1", "Answering calls",
    )  # fmt: skip
    assert first.deadline_kind == "none stated"
    assert first.responses[0].text.value.endswith(
        "The night desk has four more call handlers since May."
    )
    assert second.responses[0].text.value.endswith("A text goes out to every caller who hangs up.")


def test_grades_are_told_by_their_column_and_by_their_line(tmp_path: Path) -> None:
    judgements = register_of(tmp_path, GRADED).judgements
    assert {(j.area, j.grade) for j in judgements} == {
        ("Managing offenders", "Good"),
        ("Preventing crime", "Good"),
        ("Answering calls", "Adequate"),
        ("Investigating crime", "Requires improvement"),
    }


def test_grades_are_told_by_a_column_named_so(tmp_path: Path) -> None:
    text = "# Grades\n\n| Area | Grade |\n|---|---|\n| Calls | Good |\n| Rota | Not graded |\n"
    assert [(j.area, j.grade) for j in register_of(tmp_path, text).judgements] == [
        ("Calls", "Good"),
        ("Rota", "Not graded"),
    ]


@pytest.mark.parametrize(
    ("text", "short", "expansion"),
    [
        ("The Harbour Watch Team (HWT) met.", "HWT", "Harbour Watch Team"),
        ("A Harm Log in the Home (HLITH) is kept.", "HLITH", "Harm Log in the Home"),
        ("The 4P (Plan, Pack, Post and Pay) plans.", "4P", "Plan, Pack, Post and Pay"),
        ("It has HWT (Harbour Watch Team) calls.", "HWT", "Harbour Watch Team"),
    ],
)
def test_a_short_form_has_the_expansion_that_is_printed(
    tmp_path: Path, text: str, short: str, expansion: str
) -> None:
    found = register_of(tmp_path, f"# Desk\n\n## Overview\n\n{text}\n").definitions
    assert [(d.short, d.expansion) for d in found] == [(short, expansion)]


@pytest.mark.parametrize("text", ["The HWT met.", "Ten calls (HWT) came.", "In May (2025) it met."])
def test_no_expansion_is_made_up(tmp_path: Path, text: str) -> None:
    assert register_of(tmp_path, f"# Desk\n\n## Overview\n\n{text}\n").definitions == ()


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("What we ask", "- "),
        pytest.param("What we ask", ""),
        pytest.param("Actions", "- "),
    ],
)
def test_an_item_with_its_label_and_fields_in_one_text(
    tmp_path: Path, heading: str, mark: str
) -> None:
    text = (
        f"# Letter\n\n## {heading}\n\n{mark}Action 3: The board should mend the gate of the yard. "
        "Lead officer: Head of Estates. Target date: 5 May 2026.\n"
    )
    (item,) = register_of(tmp_path, text).items
    assert (item.number, item.deadline) == ("3", date(2026, 5, 5))
    assert [owner.value for owner in item.owners] == ["Head of Estates"]


def test_a_table_of_another_kind_gives_no_items(tmp_path: Path) -> None:
    text = "# Calls\n\n| Month | Calls | Change |\n|---|---|---|\n| May | 40 | up |\n"
    assert register_of(tmp_path, text).items == ()


def test_a_status_column_is_a_status_of_the_report(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Log\npublisher: Example LLP\npublished: 2026-01-05\n---\n"
        "# Log\n\n| Ref | Action | Owner | Status |\n|---|---|---|---|\n"
        "| 1 | Log each handover. | Desk | Implemented |\n"
    )
    (item,) = register_of(tmp_path, text).items
    (status,) = item.statuses
    assert (status.value, status.stated_by) == ("Implemented", "Example LLP")
    assert status.stated_on == date(2026, 1, 5)


def test_combined_registers_hold_all_records(tmp_path: Path) -> None:
    registers = [register_of(tmp_path, text) for text in REPORTS.values()]
    whole = combine(registers)
    assert len(whole.items) == 4 + 5 + 2
    assert len({item.id for item in whole.items}) == len(whole.items)
    assert combine([]) == Register()
