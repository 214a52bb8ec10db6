from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.read import UnreadableError, day, read, read_here
from corpus.report import Report

PROSE = (
    "The panel looked at how calls are answered, and found that most are picked up in good time."
)
FIRST = f"""

POLICE AND CRIME COMMISSIONER FOR NORTHSHIRE

Night Desk

Final Internal Audit Report 7.25/26

3 November 2025

Only those to whom it is addressed may use it.

OVERVIEW

{PROSE}
"""
SECOND = f"""
RESPONSE BY THE PCC TO INSPECTIONS OF NORTHSHIRE POLICE

INSPECTION DETAILS

Title of Inspection - Lost Property: a review

Date Inspection Published - 24 October 2025

EXECUTIVE SUMMARY

{PROSE}
"""


def read_as(folder: Path, content: str | bytes, name: str = "report.txt") -> tuple[Report, ...]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def read_here_as(
    folder: Path, content: str | bytes, name: str = "report.txt"
) -> tuple[Report, ...]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_here(path)


def words(reports: tuple[Report, ...]) -> str:
    return "\n".join(section.text for report in reports for section in report.sections)


def test_a_file_of_several_reports_is_split_into_them(tmp_path: Path) -> None:
    third = SECOND.replace("Lost Property", "Night Desk").replace("24 October", "10 April")
    found = read_as(tmp_path, f"{FIRST}\n\n{SECOND}\n\n{third}")
    assert [(report.kind, report.dated) for report in found] == [
        ("internal audit", date(2025, 11, 3)),
        ("PCC response", date(2025, 10, 24)),
        ("PCC response", date(2025, 4, 10)),
    ]
    assert len({report.id for report in found}) == 3
    assert all(s.id.startswith(f"{r.id}#") for r in found for s in r.sections)


def test_one_report_with_gaps_inside_stays_one(tmp_path: Path) -> None:
    assert len(read_as(tmp_path, f"{FIRST}\n\n\n{PROSE}\n\n\n\n\nFINDINGS\n\n{PROSE}\n")) == 1


def test_no_report_is_split_by_its_list_of_dates(tmp_path: Path) -> None:
    dates = "\n\nDebrief held 25 June 2025\nDraft report issued\n11 July 2025\n"
    assert len(read_as(tmp_path, f"{FIRST}{dates}\n{PROSE}\n")) == 1


def test_a_file_with_front_matter_is_one_report_and_says_what_it_is(tmp_path: Path) -> None:
    matter = '---\ntitle: "Night Desk"\nkind: minutes\npublished: 2025-11-03\n---\n'
    (report,) = read_as(tmp_path, f"{matter}\n# A heading\n\n{PROSE}\n\n\n{SECOND}", "desk.md")
    assert (report.title, report.kind, report.dated) == ("Night Desk", "minutes", date(2025, 11, 3))
    assert report.source == "desk.md"
    assert "published:" not in words((report,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_does_not_change_the_words(tmp_path: Path, encoding: str) -> None:
    text = f"OVERVIEW\n\nThe Force’s plan – “agreed” at £5. {PROSE}\n"
    assert "The Force’s plan – “agreed” at £5." in words(read_as(tmp_path, text.encode(encoding)))


def test_line_ends_of_any_machine_are_one(tmp_path: Path) -> None:
    unix = read_as(tmp_path, FIRST)
    assert read_as(tmp_path, FIRST.replace("\n", "\r\n")) == unix


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    assert read_as(tmp_path, FIRST) == read_as(tmp_path, FIRST)


@pytest.mark.parametrize("content", ["", " \n\t\n\n", "-----\n\n|---|\n", "\ufeff", "\f\f\n"])
def test_a_file_without_words_is_unreadable_and_named(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableError, match=r"report\.txt"):
        read_as(tmp_path, content)


def test_a_missing_file_is_unreadable_and_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.md: No such file"):
        read(tmp_path / "gone.md")


def test_bytes_that_are_no_text_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not a text file"):
        read_as(tmp_path, bytes(range(1, 32)) * 40 + b"\x00\x01")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=400), st.sampled_from(["a.md", "a.txt"]))
def test_any_text_is_read_or_refused_by_name(tmp_path: Path, text: str, name: str) -> None:
    content = text.encode("utf-8", "replace")
    try:
        reports = read_here_as(tmp_path, content, name)
    except UnreadableError as error:
        assert str(error).startswith(name)  # noqa: PT017 (either may be right)
    else:
        assert all(report.sections for report in reports)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(tmp_path: Path, content: bytes) -> None:
    try:
        reports = read_here_as(tmp_path, content)
    except UnreadableError as error:
        assert str(error).startswith("report.txt")  # noqa: PT017 (either may be right)
    else:
        assert reports


@pytest.mark.parametrize("text", ["2025-11-03", "3 November 2025", "3/11/2025", "3.11.25"])
def test_a_day_is_taken_as_people_type_it(text: str) -> None:
    assert day(text) == date(2025, 11, 3)


@pytest.mark.parametrize("text", ["", "soon", "31 June 2025", "November 2025"])
def test_what_is_no_day_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 2025-11-03 or 3 November 2025"):
        day(text)
