"""Each rule finds its kind of disagreement, and not what only looks like one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from registers import Held, actions, audit, held, response

from corpus.conflict import RULES, conflicts
from corpus.register import Assessment, Field, Judgement, Register
from corpus.report import Span

ROW = "1 | The Force will log each handover. | High | {owner} | {date}"
CARD = """
## DETAILED FINDINGS

#### Management Action 1

The Force will log each handover.

Responsible Owner: {owner}

Date: {date}

Priority: {priority}
"""


def torn(
    folder: Path, owner: str = "Desk Manager", day: str = "31 March 2026", priority: str = "High"
) -> Held:
    summary = actions(ROW.format(owner="Desk Manager", date="31 March 2026"))
    card = CARD.format(owner=owner, date=day, priority=priority)
    return held(folder, [audit(summary + card)])


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"owner": "Chief Inspector (Nights)"}, "two owners"),
        ({"day": "30 April 2026"}, "two deadlines"),
        ({"priority": "Low"}, "two priorities"),
    ],
)
def test_one_item_with_two_values(tmp_path: Path, changed: dict[str, str], kind: str) -> None:
    (found,) = torn(tmp_path, **changed).conflicts()
    assert found.kind == kind
    assert [side.span.quote for side in found.sides] == [side.value for side in found.sides]
    assert next(iter(changed.values())) in found.note


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"owner": "The desk  manager"},
        {"day": "31/03/2026"},
        {"day": "March 2026"},
        {"priority": "high"},
        {"priority": "H"},
    ],
)
def test_one_value_written_in_two_ways_is_no_conflict(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    assert torn(tmp_path, **changed).conflicts() == []


def test_a_rank_told_short_and_in_full_is_one_owner(tmp_path: Path) -> None:
    summary = actions(ROW.format(owner="DCI (Nights)", date="31 March 2026"))
    card = CARD.format(
        owner="Detective Chief Inspector (Nights)", date="31 March 2026", priority="High"
    )
    assert held(tmp_path, [audit(summary + card)]).conflicts() == []


SET = """## EXECUTIVE SUMMARY OF REPORT

### Recommendations from the 2023 report

#### Recommendation 1

By 31 December 2024, all chief constables should keep a register of umbrellas.

Status: {status}

## FORCE RESPONSE TO RECOMMENDATIONS

{said}
"""


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        ("Incomplete", "Recommendation 1 has been completed.", "two bodies"),
        ("In progress", "Recommendation 1 has been closed.", "two bodies"),
        ("Closed", "Recommendation 1 has been signed off.", ""),
        ("Incomplete", "Recommendation 1 is still open.", ""),
        ("Incomplete", "Recommendation 1 will be completed in spring.", ""),
        ("Amber", "Recommendation 1 has been completed.", ""),
    ],
)
def test_a_status_by_two_bodies(tmp_path: Path, status: str, said: str, kind: str) -> None:
    found = held(tmp_path, [response(SET.format(status=status, said=said))]).conflicts()
    assert [c.kind for c in found] == ([kind] if kind else [])
    for conflict in found:
        assert status in conflict.note
        assert "one speaks of all forces, the other of this one" in conflict.note


def test_an_item_told_in_one_paragraph_is_torn_there(tmp_path: Path) -> None:
    said = (
        "Recommendation 7 (2019): keep a list of hats. The Force says that this is complete. "
        "The inspectorate's register shows it as in progress."
    )
    text = response(f"## EARLIER WORK\n\n{said}\n")
    (found,) = held(tmp_path / "a", [text]).conflicts()
    assert (found.kind, found.item[-8:]) == ("two bodies", "-2019-R7")
    assert [side.value for side in found.sides] == ["is complete", "shows it as in progress"]
    agreed = text.replace("in progress", "closed")
    assert held(tmp_path / "b", [agreed]).conflicts() == []


def test_one_body_that_says_two_things_in_one_report(tmp_path: Path) -> None:
    table = """## ACTIONS

| Ref | Action | Owner | Status |
|---|---|---|---|
| 1 | Log each handover. | Desk Manager | {status} |

## COMMENTS

Action 1: we have tested this and the action stays open.
"""
    for status, kinds in (("Complete", ["two bodies", "two statuses"]), ("In progress", [])):
        found = held(tmp_path / status, [audit(table.format(status=status))]).conflicts()
        assert {c.kind for c in found} <= set(kinds)
        assert bool(found) is bool(kinds)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("This audit has agreed three management actions.", "total"),
        ("This audit has agreed two management actions.", ""),
        ("The last audit had three management actions.", ""),
        ("At least three management actions were raised.", ""),
        ("One high and two low priority actions were agreed.", "total"),
        ("One high and one low priority actions were agreed.", ""),
        ("Under this heading one low and one medium priority action were agreed.", ""),
        ("The previous audit agreed one high and four low priority actions.", ""),
        ("We agreed four management actions, of which two are for the night desk.", ""),
        ("We found three areas for improvement in 2019.", ""),
        ("Three of the management actions have dates.", ""),
    ],
)
def test_a_printed_total_is_set_against_the_rows(tmp_path: Path, told: str, kind: str) -> None:
    table = actions(
        "1 | The Force will log each handover. | High | Desk Manager | 31 March 2026",
        "2 | The Force will review the rota. | Low | Desk Manager | 30 April 2026",
    )
    found = held(tmp_path, [audit(f"## OVERVIEW\n\n{told}\n\n{table}")]).conflicts()
    assert [c.kind for c in found] == ([kind] if kind else [])


@pytest.mark.parametrize(("total", "torn"), [("2", False), ("3", True)])
def test_a_count_table_is_set_against_the_rows(tmp_path: Path, total: str, *, torn: bool) -> None:
    table = actions(
        "1 | The Force will log each handover. | High | Desk Manager | 31 March 2026",
        "2 | The Force will review the rota. | Low | Desk Manager | 30 April 2026",
    )
    rows = (
        "| Priority | Number |",
        "|---|---|",
        "| High | 1 |",
        "| Low | 1 |",
        f"| Total | {total} |",
    )
    counts = "\n".join(["## NUMBERS", "", *rows, ""])
    found = held(tmp_path, [audit(counts + table)]).conflicts("total")
    assert bool(found) is torn
    if torn:
        assert found[0].sides[0].value == "3"
        assert len(found[0].sides) == 3


@pytest.mark.parametrize("counts", ["| Desk | 1 | 1 |\n| Roads | 0 | 0 |\n| Total | 1 | 1 |"])
def test_a_row_of_one_area_is_not_set_against_all_rows(tmp_path: Path, counts: str) -> None:
    table = actions(
        "1 | The Force will log each handover. | High | Desk Manager | 31 March 2026",
        "2 | The Force will review the rota. | Low | Desk Manager | 30 April 2026",
    )
    head = "## NUMBERS\n\n| Area | Actions: High | Actions: Low |\n|---|---|---|\n"
    assert held(tmp_path / "a", [audit(f"{head}{counts}\n\n{table}")]).conflicts() == []
    wrong = counts.replace("| Total | 1 |", "| Total | 2 |")
    found = held(tmp_path / "b", [audit(f"{head}{wrong}\n\n{table}")]).conflicts()
    assert [(c.field, c.sides[0].value) for c in found] == [("count", "2"), ("sum", "2")]


def test_a_count_under_one_heading_is_of_that_heading(tmp_path: Path) -> None:
    area = (
        "## {0}\n\nWe identified {1} areas for improvement.\n\n### Areas for improvement\n\n{2}\n\n"
    )
    point = "- Northshire Police should log each {0} in its books"
    text = area.format("Calls", "two", "\n".join([point.format("call"), point.format("caller")]))
    text += area.format("Roads", "three", "\n".join(map(point.format, ("car", "van", "bus"))))
    assert held(tmp_path / "a", [audit(text)]).conflicts() == []
    found = held(tmp_path / "b", [audit(text.replace("three areas", "four areas"))]).conflicts()
    assert [c.kind for c in found] == ["total"]


OVERDUE = """## EXECUTIVE SUMMARY OF REPORT

{told}

### Recommendations from the 2023 report

#### Recommendation 1

By 31 December 2024, all chief constables should keep a register of umbrellas.

Status: Incomplete

#### Recommendation 2

By 30 June 2024, the Home Office should publish a form for finders.

Status: In progress

#### Recommendation 3

By 24 October 2025, the Home Office should count the umbrellas.

Status: Incomplete
"""


@pytest.mark.parametrize(
    ("told", "torn"),
    [
        ("One recommendation has not been met and is overdue.", True),
        ("Two recommendations have not been met and are overdue.", False),
    ],
)
def test_a_sources_own_overdue_is_shown_beside_the_computed(
    tmp_path: Path, told: str, *, torn: bool
) -> None:
    # On 24 October 2025 recommendation 3 is due today: two are past their date, not three.
    found = held(tmp_path, [response(OVERDUE.format(told=told))]).conflicts("total")
    assert bool(found) is torn
    if torn:
        assert "; 2 are counted (" in found[0].note
        assert [s.value for s in found[0].sides[1:]] == ["By 31 December 2024", "By 30 June 2024"]


def test_a_whole_told_in_parts_is_set_against_the_rows(tmp_path: Path) -> None:
    told = "Of the three recommendations, two are in progress and one has been completed."
    found = held(tmp_path, [response(OVERDUE.format(told=told))]).conflicts("total")
    # Only recommendation 2 is in progress.
    assert [c.note[:60] for c in found if "in progress" in c.note] == [
        "the report tells of 2 recommendations (in progress); 1 is co"
    ]


def test_controls_counted_as_failing_are_set_against_the_cards(tmp_path: Path) -> None:
    table = (
        "## APPENDIX\n\n| Area | Control design not effective | Non-compliance with controls |\n"
        "|---|---|---|\n| Desk | 1 (6) | 2 (6) |\n"
    )
    one = held(tmp_path, [audit(table)])
    report = one.reports[0]
    span = Span.of(report, report.sections[-1], 0, 1)

    def card(design: str, compliance: str) -> Assessment:
        marks = Field(design, span), Field(compliance, span)
        return Assessment(report.id, "1", "Desk", None, None, *marks, (span,))

    cards = (card("✓", "x"), card("×", "-"))
    found = conflicts(Register(assessments=cards), one.reports)
    # One design fails as counted; one compliance fails where two are counted: `-` is no failure.
    assert [c.sides[0].value for c in found] == ["2 (6)"]
    assert conflicts(Register(assessments=(*cards, card("✓", "×"))), one.reports) == ()


@pytest.mark.parametrize(
    ("other", "torn"),
    [
        ("Of the 14 hats, we found, 10 have a Hat Plan made by the desk.", True),
        ("The desk has made a Hat Plan for 10 of the 14 hats.", True),
        ("The desk has made a Hat Plan for 14 of the 14 hats.", False),
        ("The desk has made a Hat Plan for 10 of the 12 hats.", False),
        ("Four Hat Plans made by the desk have no dates.", False),
        ("For 10 of the 14 hats an owner was named.", False),
    ],
)
def test_all_and_some_of_one_thing(tmp_path: Path, other: str, *, torn: bool) -> None:
    whole = "A Hat Plan has been made by the desk for each of the 14 hats."
    text = f"## A\n\n{whole}\n\n## B\n\n{other}\n"
    found = held(tmp_path, [audit(text)]).conflicts()
    assert [c.kind for c in found] == (["all and some"] if torn else [])


@pytest.mark.parametrize(
    ("day", "torn"), [("2 November 2025", True), ("3 November 2025", False), ("TBC", False)]
)
def test_an_action_due_before_its_own_report(tmp_path: Path, day: str, *, torn: bool) -> None:
    found = held(tmp_path, [audit(actions(ROW.format(owner="Desk Manager", date=day)))]).conflicts()
    assert [c.kind for c in found] == (["due before"] if torn else [])
    if torn:
        end = "2 November 2025, 1 day before the date of the report, 3 November 2025"
        assert found[0].note.endswith(end)


def test_an_action_followed_up_is_not_due_before_the_report(tmp_path: Path) -> None:
    table = actions(ROW.format(owner="Desk Manager", date="31 August 2025"))
    follow_up = audit(table, title="Follow Up of Previous Management Actions")
    assert held(tmp_path, [follow_up]).conflicts() == []


def test_a_recommendation_of_an_older_set_is_not_due_before_the_report(tmp_path: Path) -> None:
    text = OVERDUE.format(told="Progress is slow.")
    assert held(tmp_path, [response(text)]).conflicts("due before") == []


@pytest.mark.parametrize(
    ("said", "torn"),
    [
        ("The rota is scheduled to go before the board on 22 August 2025.", True),
        ("The rota is scheduled to go before the board on 22 August 2026.", False),
        ("The rota went before the board on 22 August 2025.", False),
        ("The rota will be signed. It was drawn up on 22 August 2025.", False),
    ],
)
def test_what_is_told_as_to_come_has_gone_by(tmp_path: Path, said: str, *, torn: bool) -> None:
    found = held(tmp_path, [audit(f"## A\n\n{said}\n")]).conflicts()
    assert [c.kind for c in found] == (["gone by"] if torn else [])


FIRST = (
    "In the year ending 30 June 2024, 79.3 percent of night calls were answered within ten seconds."
)


@pytest.mark.parametrize(
    ("other", "torn"),
    [
        ("We heard that 71.3 percent of night calls were answered within ten seconds.", True),
        ("We heard that 79.3% of night calls were answered within ten seconds.", False),
        ("In May 2025, 88.4 percent of night calls were answered within ten seconds.", False),
        ("In England, 86 percent of night calls were answered within ten seconds.", False),
        ("We heard that 71.3 percent of day calls were answered within ten minutes.", False),
        ("We heard that 71 night calls were answered within ten seconds.", False),
        ("The target is that 90 percent of night calls are answered within ten seconds.", False),
        ("This rose to 90 percent of night calls answered within ten seconds.", False),
    ],
)
def test_one_measure_with_two_figures(tmp_path: Path, other: str, *, torn: bool) -> None:
    texts = [audit(f"## A\n\n{FIRST}\n"), audit(f"## B\n\n{other}\n", title="Second Audit")]
    found = held(tmp_path / "same", texts).conflicts()
    assert [c.kind for c in found] == (["two figures"] if torn else [])
    elsewhere = audit(f"## B\n\n{other}\n", title="Second Audit", force="Southshire Police")
    assert held(tmp_path / "other", [texts[0], elsewhere]).conflicts() == []


@pytest.mark.parametrize(
    ("other", "torn"),
    [
        ("The inspectors found 134 callers waiting for a visit.", True),
        ("The inspectors found 143 callers waiting for a visit.", False),
        ("The inspectors found 144 callers waiting for a visit.", False),
        ("The inspectors found 134 vehicles.", False),
        ("In May 2025 we found 134 callers waiting for a visit.", False),
    ],
)
def test_a_figure_told_elsewhere_with_its_digits_changed_round(
    tmp_path: Path, other: str, *, torn: bool
) -> None:
    first = "On 1 June 2024, 143 callers waited for a visit."
    texts = [audit(f"## A\n\n{first}\n"), audit(f"## B\n\n{other}\n", title="Second Audit")]
    found = held(tmp_path, texts).conflicts()
    assert [c.kind for c in found] == (["two figures"] if torn else [])


@pytest.mark.parametrize(
    "told",
    [
        "We have agreed one action.",
        "Of the nine actions, one is with the board.",
        "For nine actions we could not find who has agreed.",
        "We have agreed nine new actions elsewhere.",
    ],
)
def test_a_number_that_is_no_total_is_set_against_nothing(tmp_path: Path, told: str) -> None:
    summary = actions(ROW.format(owner="Desk Manager", date="31 March 2026"))
    assert held(tmp_path, [audit(f"## A\n\n{told}\n{summary}")]).conflicts("total") == []


ASK = """## EXECUTIVE SUMMARY OF REPORT

### Recommendations from the 2023 report

#### Recommendation 1

By 31 December 2024, all chief constables should write a map of lost umbrellas. It should be updated
{ask}.

#### Recommendation 2

By 31 December 2024, all chief constables should count the hats.

#### Recommendation 3

By 31 December 2024, all chief constables should weigh the coats.

#### Recommendation 4

By 31 December 2024, the Home Office should publish a form for finders every week.

### Recommendations in this report

#### Recommendation 1

By 31 March 2026, all police forces should use the template for maps of lost umbrellas.

## FORCE RESPONSE TO RECOMMENDATIONS

Recommendation 1: {said}
"""


@pytest.mark.parametrize(
    ("ask", "said", "torn"),
    [
        ("at least annually", "The map of lost umbrellas is updated every two years.", True),
        ("every six months", "The map of lost umbrellas is updated annually.", True),
        ("at least annually", "The map of lost umbrellas is updated quarterly.", False),
        ("at least annually", "The map of lost umbrellas is updated every year.", False),
        ("at least annually", "The lodgers meet every two years.", False),
        ("often", "The map of lost umbrellas is updated every two years.", False),
    ],
)
def test_a_promise_to_do_less_often_than_asked(
    tmp_path: Path, ask: str, said: str, *, torn: bool
) -> None:
    found = held(tmp_path, [response(ASK.format(ask=ask, said=said))]).conflicts()
    assert [c.kind for c in found] == (["commitment"] if torn else [])
    if torn:
        assert found[0].item.endswith("2023-R1")
        assert said in found[0].sides[1].value


@pytest.mark.parametrize(
    ("said", "torn"),
    [
        ("We will finish this by 30 September 2026.", True),
        ("We will finish this by 31 March 2026.", False),
        ("The board meeting of 30 September 2026 will hear of it.", False),
        ("It was done on 30 September 2025.", False),
    ],
)
def test_a_promise_for_a_later_day_than_asked(tmp_path: Path, said: str, *, torn: bool) -> None:
    found = held(tmp_path, [response(ASK.format(ask="often", said=said))]).conflicts()
    assert [(c.kind, c.field) for c in found] == ([("commitment", "deadlines")] if torn else [])


@pytest.mark.parametrize(
    ("draft", "torn"),
    [
        ("An updated Lost Property Strategy was in draft.", True),
        ("There is a Lost Property Strategy, and a new version of it is in draft.", True),
        ("The Lost Property Strategy is in place.", False),
        ("An updated Night Desk Strategy was in draft.", False),
    ],
)
def test_a_document_renewed_here_and_in_draft_there(
    tmp_path: Path, draft: str, *, torn: bool
) -> None:
    renewed = response("## FORCE RESPONSE\n\nThe Force has refreshed its Lost Property Strategy.\n")
    found = held(tmp_path, [renewed, audit(f"## A\n\n{draft}\n")]).conflicts()
    assert [c.kind for c in found] == (["two states"] if torn else [])


@pytest.mark.parametrize(
    ("post", "torn"),
    [("Chief Inspector (Days)", True), ("Chief Inspector (Nights)", False)],
)
def test_one_duty_with_two_posts(tmp_path: Path, post: str, *, torn: bool) -> None:
    first = "The Chief Inspector (Nights) (who is responsible for the Desk Team) spoke to us."
    second = f"We met the {post} (responsible for the Desk Team) in May."
    found = held(tmp_path, [audit(f"## A\n\n{first}\n\n{second}\n")]).conflicts()
    assert [c.kind for c in found] == (["two posts"] if torn else [])


@pytest.mark.parametrize(
    ("said", "torn"),
    [
        ("On action 1, the Head of Nights will see to the log.", True),
        ("On action 1, the Desk Manager will see to the log.", False),
        ("On action 1, the Head of Nights heard of the log.", False),
    ],
)
def test_another_than_the_owner_is_to_see_to_it(tmp_path: Path, said: str, *, torn: bool) -> None:
    table = actions(ROW.format(owner="Desk Manager", date="31 March 2026"))
    found = held(tmp_path, [audit(f"{table}\n## COMMENTS\n\n{said}\n")]).conflicts()
    assert [c.kind for c in found] == (["two owners"] if torn else [])


def test_one_area_with_two_grades(tmp_path: Path) -> None:
    one = held(tmp_path, [audit("## A\n\nWords.\n")])
    report = one.reports[0]
    span = Span.of(report, report.sections[-1], 0, 5)
    told = tuple(
        Judgement(report.id, area, grade, span)
        for area, grade in (("Calls", "Good"), ("calls", "good"), ("Roads", "Adequate"))
    )
    assert conflicts(Register(judgements=told), one.reports) == ()
    torn = (*told, Judgement(report.id, "Roads", "Good", span))
    (found,) = conflicts(Register(judgements=torn), one.reports)
    assert (found.kind, found.note) == ("two grades", "Roads is graded “Adequate” and “Good”")


def test_every_side_is_the_text_at_its_place(tmp_path: Path) -> None:
    found = torn(tmp_path, owner="Chief Inspector (Nights)", priority="Low")
    sections = {s.id: s for report in found.reports for s in report.sections}
    for conflict in found.conflicts():
        assert len(conflict.sides) > 1
        for side in conflict.sides:
            assert (
                sections[side.span.section].text[side.span.start : side.span.end] == side.span.quote
            )


def test_nothing_held_is_nothing_torn() -> None:
    assert conflicts(Register(), []) == ()
    assert len(RULES) == len({rule.__name__ for rule in RULES})


def test_a_report_without_a_date_of_its_own_is_not_measured_by_one(tmp_path: Path) -> None:
    one = held(tmp_path, [audit(actions(ROW.format(owner="Desk", date="31 August 2025")))])
    bare = tuple(replace(report, dates=()) for report in one.reports)
    assert [c.kind for c in one.conflicts()] == ["due before"]
    assert conflicts(one.register, bare) == ()
    assert one.register.items[0].deadline == date(2025, 8, 31)
