from collections.abc import Mapping
from datetime import date

import pytest

from corpus.front import Front, known
from corpus.report import Report

COVER = (
    "POLICE AND CRIME COMMISSIONER FOR NORTHSHIRE",
    "Night Desk",
    "Final Internal Audit Report 7.25/26",
    "3 November 2025",
    "Example Audit Services LLP accepts no liability.",
)


def front(*lines: str, stated: Mapping[str, str] | None = None) -> Report:
    return known(Front(lines, stated or {}, "desk.txt"))


def test_a_cover_says_title_kind_reference_date_and_publisher() -> None:
    report = front(*COVER)
    assert report.title == "Night Desk"
    assert report.kind == "internal audit"
    assert report.reference == "7.25/26"
    assert report.dated == date(2025, 11, 3)
    assert report.publisher == "Example Audit Services LLP"
    assert report.id == "internal-audit-night-desk-7.25-26"


def test_what_is_stated_goes_before_what_is_found() -> None:
    stated = {"title": "Day Desk", "kind": "minutes", "reference": "12/25", "force": "A Police"}
    report = front(*COVER, stated=stated)
    assert (report.title, report.kind, report.reference) == ("Day Desk", "minutes", "12/25")
    assert report.force == "A Police"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Response by the PCC to HMICFRS inspections", "PCC response"),
        ("Follow Up of Previous Internal Audit Management Actions: Visit 1", "follow-up audit"),
        ("Internal Audit Report 1.25/26", "internal audit"),
        ("Minutes of the joint committee", "minutes"),
        ("Scrutiny Meeting: Lost Property", "scrutiny meeting"),
        ("PEEL 2023-2025: an inspection of a force", "inspection report"),
        ("A letter about umbrellas", "report"),
    ],
)
def test_the_kind_is_told_by_the_opening_lines(line: str, kind: str) -> None:
    assert front(line).kind == kind


def test_a_title_line_of_a_form_is_the_title() -> None:
    lines = (
        "RESPONSE BY THE PCC",
        "INSPECTION DETAILS",
        "Title of Inspection - Lost Property: a look",
    )
    assert front(*lines).title == "Lost Property: a look"


def test_without_a_title_the_file_names_the_report() -> None:
    assert front("3 November 2025").title == "desk"


def test_the_dates_that_a_report_gives_for_itself_are_events() -> None:
    found = front(*COVER, "Debrief held 25 June 2025", "Draft report issued 11 July 2025").dates
    assert [(event.label, event.on) for event in found] == [
        ("dated", date(2025, 11, 3)),
        ("Debrief held", date(2025, 6, 25)),
        ("Draft report issued", date(2025, 7, 11)),
    ]


def test_a_date_inside_a_sentence_is_no_date_of_the_report() -> None:
    line = "We looked at calls that had been held in the queue on the night of 5 May 2025."
    assert front(*COVER, line).dates == front(*COVER).dates


def test_the_next_meeting_is_no_date_of_the_report() -> None:
    assert front("Minutes of the committee", "Next meeting: 5 May 2026").dates == ()


def test_the_due_date_of_an_action_is_no_date_of_the_report() -> None:
    assert front(*COVER, "Management Action 1", "Date: 31 August 2025").dates == front(*COVER).dates


def test_the_force_is_the_one_named_most() -> None:
    report = front("Southshire Police wrote.", "Northshire Police said.", "The Northshire Police")
    assert report.force == "Northshire Police"


def test_a_commissioner_is_no_force() -> None:
    assert front("The Police and Crime Commissioner", "All Police forces").force == ""


def test_a_name_has_title_kind_reference_and_date() -> None:
    assert front(*COVER).name == "Night Desk, internal audit 7.25/26, 3 November 2025"


def test_ids_of_two_reports_of_one_title_differ_by_date() -> None:
    stated = {"title": "Night Desk", "kind": "minutes"}
    ids = {front(stated=stated | {"published": day}).id for day in ("2025-01-01", "2025-02-01")}
    assert len(ids) == 2


def test_nothing_at_all_is_still_a_report() -> None:
    report = front()
    assert (report.title, report.kind, report.dates) == ("desk", "report", ())


def test_a_cover_in_capitals_has_its_title_over_the_reference_and_its_body_under() -> None:
    lines = ("OFFICIAL", "STORES AND KEYS", "Internal audit report 4-2023/24")
    report = known(
        Front((*lines, "Final report issued 9 May 2024", "Example Vale Assurance"), {}, "a.txt")
    )
    assert (report.title, report.publisher) == ("STORES AND KEYS", "Example Vale Assurance")


def test_minutes_are_known_by_the_day_of_the_meeting() -> None:
    lines = ("Public Meeting", "Minutes of the public meeting held on 18 June 2025")
    assert front(*lines).dated == date(2025, 6, 18)


def test_a_title_in_a_table_of_details_is_the_title() -> None:
    lines = ("Commissioner's response", "Title of report\tLost umbrellas")
    assert front(*lines).title == "Lost umbrellas"


def test_a_letter_is_titled_by_its_subject_and_is_a_response_whoever_it_is_copied_to() -> None:
    report = front(
        "OFFICE OF THE POLICE AND CRIME COMMISSIONER FOR NORTHSHIRE",
        "Quay House, Dock Road, Northport",
        "6 November 2025",
        "Copy: Chair of the Northshire Police and Crime Panel",
        "Dear Home Secretary,",
        "Response under section 55 of the Police Act 1996 to the report on lost property",
    )
    assert report.kind == "PCC response"
    assert report.title.startswith("Response under section 55")


def test_a_line_in_brackets_under_a_title_is_not_the_title() -> None:
    report = front("(published under section 55 of the Police Act 1996)", "Comments on lost keys")
    assert report.title == "Comments on lost keys"


def test_an_audit_is_known_by_its_final_day_not_by_those_before() -> None:
    lines = ("Night Desk", "Internal Audit Report", "Debrief meeting: 14 August 2025")
    report = front(*lines, "Draft issued: 5 September 2025", "Final issued: 24 October 2025")
    assert report.dated == date(2025, 10, 24)


def test_minutes_are_dated_by_the_sentence_that_opens_them() -> None:
    of = "Minutes of the meeting of the Commissioner and the Chief Constable"
    held = f"{of}, held on Tuesday 24 March 2026 at 2pm"
    assert front("Public meeting: lost keys", held).dated == date(2026, 3, 24)


def test_minutes_that_name_an_auditor_are_not_by_it() -> None:
    report = front("Audit Committee", "Minutes of 12 March 2026", "Ms A of Example Audit LLP came.")
    assert report.publisher == ""


def test_a_plan_s_force_is_read_from_its_name() -> None:
    assert front("Northshire Police and Crime Plan: quarter 3").force == "Northshire Police"


def test_a_line_of_kind_reference_and_title_gives_the_title() -> None:
    report = front(
        "Northshire Police", "Internal audit report 6.25/26: Night Desk", "Why we did this audit"
    )

    assert (report.title, report.reference) == ("Night Desk", "6.25/26")


def test_a_day_behind_another_sentence_of_its_line_dates_the_report() -> None:
    report = front(
        "Northshire Police: Performance Report",
        "Presented by: the Deputy Chief Constable. Date of report: 22 April 2026.",
    )

    assert report.dated == date(2026, 4, 22)


def test_minutes_of_the_clock_make_no_minutes() -> None:
    report = front("Northshire Police: Performance Report", "The average wait was 4 minutes.")

    assert report.kind == "performance report"


def test_a_reference_with_a_stroke_is_no_day() -> None:
    report = front("Night Desk", "Internal audit report 14.25/26, Final, 8 May 2026")

    assert report.dated == date(2026, 5, 8)


def test_a_stage_behind_the_reference_is_no_title() -> None:
    report = front("Night Desk", "Internal Audit Report 7.25/26 – FINAL", "24 October 2025")

    assert report.title == "Night Desk"


def test_minutes_that_open_with_their_day_are_named_by_the_head_of_the_page() -> None:
    lines = ("Draft minutes: Thursday 26 March 2026, 2.00pm", "Room 3", "26/1 Declarations")
    report = known(Front(lines, {}, "m.html", ("NORTHSHIRE JOINT AUDIT COMMITTEE",)))
    assert report.title == "NORTHSHIRE JOINT AUDIT COMMITTEE"
    assert (report.kind, report.dated) == ("minutes", date(2026, 3, 26))


def test_a_title_in_capitals_stands_apart_from_its_reference_and_from_who_wrote_it() -> None:
    lines = (
        "HILL & DALE SHARED AUDIT SERVICE",
        "for Northshire Police and Southshire Constabulary",
        "FOLLOW-UP OF EARLIER ACTIONS             Report FU/2 of 2025-26",
        "Issued 27 February 2026",
    )
    assert front(*lines).title == "FOLLOW-UP OF EARLIER ACTIONS"


def test_a_paper_of_the_chief_constable_is_told_in_his_own_voice() -> None:
    report = front(
        "Written update from the Chief Constable",
        "The inspectorate (HMICFRS) published its PEEL report on us. HMICFRS found two causes.",
    )

    assert (report.kind, report.publisher) == ("chief constable's report", "the Chief Constable")


def test_minutes_are_called_so_where_their_first_line_says_no_more_than_the_day() -> None:
    report = front("Draft minutes: Thursday 26 March 2026, 2.00pm", "Room 3, Harbour House")

    assert report.title == "Draft minutes"
