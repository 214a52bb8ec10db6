from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.body import body_of
from corpus.position import due_soon, position, told_status
from corpus.register import Field, Item, Register, Status
from corpus.report import Span
from corpus.standing import Standing, is_done, settles, standing

SPAN = Span("r", "r#1", 0, 4, "Desk")
DUE = date(2025, 8, 31)


def item_of(number: str = "1", deadline: date | None = DUE) -> Item:
    return Item(
        *(f"r-MA{number}", "management action", "r", number, "", ""),
        text=Field("Log each handover.", SPAN),
        sources=(SPAN,),
        deadlines=(Field(f"{deadline}", SPAN),) if deadline else (),
        deadline=deadline,
    )


def stated(*said: tuple[str, str, date | None], deadline: date | None = DUE) -> Item:
    log = tuple(Status(value, by, on, SPAN) for value, by, on in said)
    return replace(item_of(deadline=deadline), statuses=log)


@pytest.mark.parametrize(
    ("value", "by", "means"),
    [
        ("Closed", "the inspectorate", "closed by the inspectorate"),
        ("Completed", "HMICFRS", "verified complete"),
        ("The action can be treated as complete", "Example Audit LLP", "verified complete"),
        ("Completed and signed off", "the Force", "signed off by the force"),
        ("Completed", "the Force", "claimed complete"),
        ("Closed", "the Force", "claimed complete"),
        ("Superseded", "the Force", "superseded"),
        ("Not yet started", "management", "not started"),
        ("Work is underway", "the Force", "in progress"),
        ("Incomplete", "the inspectorate", "not complete"),
        ("Not accepted", "the Force", "not accepted"),
        ("Green", "the Force", "other"),
    ],
)
def test_what_is_said_is_kept_apart_by_who_says_it(value: str, by: str, means: Standing) -> None:
    assert standing(value, by) == means


@pytest.mark.parametrize(
    ("speaker", "body"),
    [
        ("HM Inspectorate", "inspectorate"),
        ("Example Audit LLP", "auditor"),
        ("the Force", "force"),
        ("the Police and Crime Commissioner", "PCC"),
        ("management", "force"),
        ("the college", "other"),
    ],
)
def test_a_body_is_told_by_its_name(speaker: str, body: str) -> None:
    assert body_of(speaker) == body


@pytest.mark.parametrize(
    "said",
    [
        "It was completed in time in 64% of cases in May.",
        "The tool went live in March. It was completed in time in most cases.",
        "Closed in April, reopened in May",
        "Will be closed once the review is done",
        "Completed in part",
        "Targets met in 3 of 5 sites",
    ],
)
def test_words_of_completion_that_do_not_say_it_of_the_item_do_not_count(said: str) -> None:
    done = "It was completed in time in 64% of cases in May."
    assert is_done(said) == (said == done)  # alone, its subject cannot be told from the item


@pytest.mark.parametrize(("value", "said"), [("Closed", True), ("Open", False), ("Amber", None)])
def test_a_status_settles_or_does_not_or_says_nothing(value: str, said: bool | None) -> None:  # noqa: FBT001
    assert settles(value) is said


@given(st.integers(-200, 200))
def test_how_a_date_lies_to_the_day(days: int) -> None:
    due = position(item_of(), DUE - timedelta(days)).due
    assert (due == "past due, completion not recorded") == (days < 0)
    assert (due == "due today") == (days == 0)
    assert due.startswith("due in ") == (days > 0)


@given(st.dates(), st.sampled_from(["With immediate effect", "TBC", ""]))
def test_without_a_date_nothing_falls_due(day: date, words: str) -> None:
    item = replace(item_of(deadline=None), deadlines=(Field(words, SPAN),) if words else ())
    assert position(item, day).due == "no fixed date"
    assert not position(item, day).past_due
    assert not position(item, day).due_within(90)


def test_one_body_that_says_done_does_not_speak_for_another() -> None:
    torn = stated(
        ("Incomplete", "the inspectorate", date(2025, 9, 1)),
        ("Completed", "the Force", date(2025, 10, 1)),
    )
    where = position(torn, date(2025, 10, 2))
    assert where.past_due
    assert where.notes[0] == "the Force states “Completed”; not all who speak of it do"
    assert [status.value for status in where.latest] == ["Incomplete", "Completed"]


def test_a_national_status_is_not_the_forces() -> None:
    log = (
        Status("Completed", "HMICFRS", date(2025, 9, 1), SPAN, scope="force"),
        Status("Incomplete", "HMICFRS", date(2025, 9, 1), SPAN, scope="national"),
    )
    where = position(replace(item_of(), statuses=log), date(2025, 10, 1))
    assert len(where.latest) == 2
    assert where.past_due


def test_a_later_statement_is_mentioned_apart_and_not_used() -> None:
    late = stated(("Completed", "the Force", date(2025, 10, 24)))
    where = position(late, date(2025, 10, 23))
    assert where.past_due
    assert where.latest == ()
    assert where.notes == ("stated later: Completed (the Force, 24 October 2025)",)


def test_an_undated_statement_is_not_known_before_it_can_have_been_made() -> None:
    status = Status("Completed", "the Force", None, SPAN, since=date(2025, 10, 24))
    item = replace(item_of(), statuses=(status,))
    assert position(item, date(2025, 10, 23)).past_due
    assert not position(item, date(2025, 10, 24)).past_due
    said = "Completed (the Force, date not stated, not before 24 October 2025)"
    assert told_status(status) == said


@pytest.mark.parametrize(
    ("value", "by", "on", "note"),
    [
        ("Completed", "the Force", date(2025, 9, 1), "completed late (claim)"),
        ("Completed 5 September 2025", "the Force", None, "completed late (claim)"),
        ("Completed 5 August 2025", "the Force", date(2025, 9, 1), ""),
        ("Completed", "the Force", DUE, ""),
        ("Completed", "the Force", None, ""),
        (
            "Completed",
            "HMICFRS",
            date(2025, 9, 1),
            (
                "recorded by HMICFRS on 1 September 2025, after the date; when it was completed "
                "is not stated"
            ),
        ),
        ("In progress", "the Force", date(2025, 9, 1), ""),
    ],
)
def test_a_completion_after_the_date_is_told_as_what_it_is(
    value: str, by: str, on: date | None, note: str
) -> None:
    assert position(stated((value, by, on)), date(2025, 9, 30)).late == note


def test_a_source_that_says_overdue_is_shown_beside_the_computed() -> None:
    where = position(stated(("Overdue", "the PCC", DUE)), DUE)
    assert where.due == "due today"
    assert where.notes == ("overdue, says the PCC: “Overdue”",)


@pytest.mark.parametrize(("days", "stale"), [(90, False), (91, True)])
def test_an_old_status_carries_its_date(days: int, stale: bool) -> None:  # noqa: FBT001
    stated_on = date(2025, 7, 1)
    where = position(stated(("In progress", "the Force", stated_on)), stated_on + timedelta(days))
    assert (where.last_known == stated_on) is stale
    assert ("status last known on 1 July 2025" in where.notes) is stale


def test_a_dependent_item_shows_its_blocker_with_its_date() -> None:
    first = item_of("3", date(2026, 3, 31))
    second = replace(item_of("4", date(2026, 7, 31)), depends_on=(first.id,))
    notes = position(second, DUE, [first, second]).notes
    assert notes == ("depends on Management action 3, due 31 March 2026",)


@pytest.mark.parametrize(
    ("days", "numbers"), [(29, ""), (30, "1"), (60, "1 2"), (90, "1 2 3"), (365, "1 2 3")]
)
def test_what_falls_due_soon_comes_nearest_first(days: int, numbers: str) -> None:
    ahead = [item_of(n, DUE + timedelta(30 * int(n))) for n in "321"]
    done = replace(ahead[0], statuses=(Status("Completed", "the Force", DUE, SPAN),))
    register = Register((*ahead, replace(done, id="x"), item_of("9", None)))
    assert [item.number for item in due_soon(register, DUE, days)] == numbers.split()
