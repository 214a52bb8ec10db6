from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.register import (
    Assessment,
    Definition,
    Event,
    Field,
    Finding,
    Item,
    Judgement,
    Meeting,
    Register,
    Statistic,
    Status,
    Total,
    combine,
    is_done,
)
from corpus.report import Span

SPAN = Span("r", "r#1", 0, 4, "Desk")
DUE = date(2025, 8, 31)


def item_of(number: str = "1", deadline: date | None = DUE, *, owners: str = "Desk") -> Item:
    return Item(
        *(f"r-MA{number}", "management action", "r", number, "", ""),
        text=Field("Log each handover.", SPAN),
        sources=(SPAN,),
        owners=tuple(Field(owner, SPAN) for owner in owners.split("|")),
        deadlines=(Field(f"{deadline}", SPAN),) if deadline else (),
        deadline=deadline,
    )


def stated(item: Item, *said: tuple[str, date | None]) -> Item:
    return replace(item, statuses=tuple(Status(value, "us", on, SPAN) for value, on in said))


@given(st.integers(-400, 400))
def test_an_item_is_past_due_strictly_after_its_date(days: int) -> None:
    assert item_of().is_past_due(DUE + timedelta(days)) == (days > 0)


@given(st.dates())
def test_without_a_date_nothing_is_ever_past_due(day: date) -> None:
    assert not item_of(deadline=None).is_past_due(day)


@given(st.sampled_from(["Completed", "Closed", "Implemented", "Signed off", "Superseded"]))
def test_a_completed_item_is_not_past_due(value: str) -> None:
    assert not stated(item_of(), (value, DUE)).is_past_due(date(2026, 1, 1))


@pytest.mark.parametrize(
    "value", ["Incomplete", "In progress", "Not started", "Partly implemented"]
)
def test_an_item_with_more_to_do_is_past_due(value: str) -> None:
    assert stated(item_of(), (value, DUE)).is_past_due(date(2026, 1, 1))


def test_a_status_stated_later_than_the_day_is_not_used() -> None:
    late = stated(item_of(), ("Completed", date(2025, 10, 24)))
    assert late.status_at(date(2025, 10, 23)) is None
    assert late.is_past_due(date(2025, 10, 23))
    assert not late.is_past_due(date(2025, 10, 24))


def test_the_last_status_stated_counts() -> None:
    item = stated(item_of(), ("Closed", date(2025, 9, 1)), ("Reopened", date(2025, 10, 1)))
    on_the_day = [item.status_at(date(2025, month, 1)) for month in (8, 9, 10)]
    assert [status and status.value for status in on_the_day] == [None, "Closed", "Reopened"]
    assert item.is_past_due(date(2025, 10, 1))


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)))
def test_as_at_a_day_nothing_stated_later_is_held(day: date) -> None:
    log = (("Closed", date(2025, 9, 1)), ("Reopened", date(2025, 3, 1)), ("Open", None))
    register = Register((stated(item_of(), *log),)).as_at(day)
    (item,) = register.items
    assert {s.value for s in item.statuses} == {v for v, on in log if on is None or on <= day}
    assert register.as_at(day) == register


def test_an_undated_status_counts_as_known() -> None:
    assert stated(item_of(), ("Closed", None)).status_at(date(2000, 1, 1)) is not None


@pytest.mark.parametrize(
    ("said", "kind"),
    [("With immediate effect", "immediate"), ("TBC", "other"), ("", "none stated")],
)
def test_a_deadline_that_is_no_date_is_told_by_kind(said: str, kind: str) -> None:
    item = replace(item_of(deadline=None), deadlines=(Field(said, SPAN),) if said else ())
    assert item.deadline_kind == kind
    assert item_of().deadline_kind == "fixed date"


@pytest.mark.parametrize(
    ("status", "done"),
    [
        ("Complete", True),
        ("Closed", True),
        ("Discharged", True),
        ("Met", True),
        ("Not met", False),
        ("Not completed", False),
        ("Incomplete", False),
        ("Partially complete", False),
        ("Ongoing, to be completed", False),
        ("In progress", False),
        ("Open", False),
        ("", False),
    ],
)
def test_a_status_says_that_it_is_done_or_not(status: str, done: bool) -> None:  # noqa: FBT001
    assert is_done(status) is done


@pytest.mark.parametrize("status", ["Method being agreed", "To be completed"])
def test_a_status_that_only_looks_ahead_is_not_done(status: str) -> None:
    assert not is_done(status)


def test_sets_of_two_years_are_told_apart_by_their_labels() -> None:
    old, new = (replace(item_of(), family="recommendation", set=year) for year in ("2023", "2025"))
    assert [old.label, new.label] == ["2023 recommendation 1", "2025 recommendation 1"]
    assert item_of().label == "Management action 1"


def test_both_sides_of_a_conflict_are_kept() -> None:
    torn = item_of("1", owners="Desk Manager|Chief Inspector")
    (conflict,) = Register((torn, item_of("2"))).conflicts()
    assert (conflict.item, conflict.field) == ("r-MA1", "owners")
    assert [side.value for side in conflict.sides] == ["Desk Manager", "Chief Inspector"]


def test_the_same_told_twice_is_no_conflict() -> None:
    assert Register((item_of(owners="Desk  Manager|desk manager"),)).conflicts() == ()


def test_within_keeps_the_records_of_the_reports_named() -> None:
    other = replace(SPAN, report="s")
    both = Register(
        (item_of(), replace(item_of(), report="s")),
        (Judgement("r", "Calls", "Good", SPAN), Judgement("s", "Calls", "Good", other)),
        (Definition("HWT", "Harbour Watch Team", SPAN), Definition("A", "B", other)),
    )
    kept = both.within(["s"])
    assert [i.report for i in kept.items] == [j.report for j in kept.judgements] == ["s"]
    assert [d.span.report for d in kept.definitions] == ["s"]
    assert both.within([]) == Register()


@given(st.lists(st.one_of(st.none(), st.dates()), max_size=6), st.dates())
def test_the_past_due_of_a_register_are_its_items_past_due(
    deadlines: list[date | None], day: date
) -> None:
    items = tuple(item_of(str(n), deadline) for n, deadline in enumerate(deadlines))
    past = Register(items).past_due(day)
    assert [item.deadline for item in past] == [d for d in deadlines if d and d < day]


def test_combined_and_parted_again_a_register_is_the_same() -> None:
    one, other = (
        Register(
            (replace(item_of(), report=name),),
            (Judgement(name, "Calls", "Good", span),),
            (Definition("HWT", "Harbour Watch Team", span),),
            (Finding("main finding", name, "Calls", Field("Desk", span)),),
            (Assessment(name, "1", "Calls", None, None, None, Field("-", span), (span,)),),
            (Meeting(name, None, DUE, None, (), (), None, span),),
            (Statistic(name, Field("9%", span), 9.0, "%", "calls missed", "", "", span),),
            (Total(name, "overdue", 4, None, "actions", span),),
            (Event("Draft issued", DUE, span),),
        )
        for name, span in (("r", SPAN), ("s", replace(SPAN, report="s")))
    )
    whole = combine([one, other])
    assert (whole.within(["r"]), whole.within(["s"])) == (one, other)
    assert whole.within(["r", "s"]) == whole
