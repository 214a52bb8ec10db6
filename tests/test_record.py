from pathlib import Path

from corpus.extract import register_of
from corpus.extract.part import parts
from corpus.extract.record import records
from corpus.read import read_here
from corpus.report import Report

MINUTES = """OAKMERE ASSURANCE BOARD

Minutes of the meeting of 4 June 2025

DECISION LOG

Ref: D1
Decision: Keep the counter at Birch Street open on all weekdays until the end of March 2027
Vote: Agreed without a vote

Ref: D2
Decision: Give more to the radio link
Vote: Agreed

WORK IN HAND

W1. Send the Board the outcome of the sample.
Owner: Ada Finch
Due: 12 July 2025
Status: Open

W2. Bring a plan to cut overtime.
Owner: Leon Ames
Due: 19 August 2025
Status: Complete (1 June 2025)
"""


def report(tmp_path: Path, text: str = MINUTES) -> Report:
    path = tmp_path / "minutes.txt"
    path.write_text(text, encoding="utf-8")
    return read_here(path)[0]


def test_like_blocks_of_lines_are_records_with_the_line_that_opens_them(tmp_path: Path) -> None:
    held = {p.section.heading: records(p) for p in parts(report(tmp_path)) if records(p)}
    decisions, work = held["DECISION LOG"], held["WORK IN HAND"]
    assert [r.fields[0][1].value for r in decisions] == ["D1", "D2"]
    assert decisions[0].fields[1][0] == "Decision"  # a long value makes its name no heading
    assert work[1].opens
    assert work[1].opens.value == "W2. Bring a plan to cut overtime."
    assert {name: value.value for name, value in work[1].fields} == {
        "Owner": "Leon Ames",
        "Due": "19 August 2025",
        "Status": "Complete (1 June 2025)",
    }
    assert work[1].span.quote.startswith("W2.")
    assert work[1].span.quote.endswith("2025)")


def test_blocks_that_name_an_owner_or_a_date_are_items(tmp_path: Path) -> None:
    items = register_of([report(tmp_path)]).items
    told = [(i.number, i.owners[0].value, i.deadlines[0].value, i.statuses[0].value) for i in items]
    assert told == [
        ("W1", "Ada Finch", "12 July 2025", "Open"),
        ("W2", "Leon Ames", "19 August 2025", "Complete (1 June 2025)"),
    ]


def test_one_block_alone_is_no_list(tmp_path: Path) -> None:
    one = report(tmp_path, MINUTES.partition("W2.")[0])
    assert not any(records(p) for p in parts(one) if p.section.heading == "WORK IN HAND")
