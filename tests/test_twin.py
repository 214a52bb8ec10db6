from pathlib import Path

import pytest
from registers import Held, actions, audit, held

ROW = "1 | The manager of the night desk logs each handover by hand. | High | {0} | 31 March 2026"
FOLLOW_UP = """---
title: Follow Up of Previous Management Actions
publisher: Example Audit LLP
kind: follow-up audit
force: {force}
published: 2026-05-01
---

# Follow Up of Previous Management Actions

## ACTIONS FOLLOWED UP

| Ref | Management action | Responsible Owner | Date | Status |
|---|---|---|---|---|
| {number} | {words} | {owner} | 31 March 2026 | {status} |
"""
WORDS = "The manager of the night desk logs each handover by hand."


def both(folder: Path, **changed: str) -> Held:
    told = {
        "force": "Northshire Police",
        "number": "1",
        "words": WORDS,
        "owner": "Desk Manager",
        "status": "Not implemented",
    } | changed
    return held(folder, [audit(actions(ROW.format("Desk Manager"))), FOLLOW_UP.format(**told)])


def first(one: Held) -> list[str]:
    return [status.value for status in one.register.items[0].statuses]


@pytest.mark.parametrize(
    ("changed", "known"),
    [
        ({}, True),
        ({"number": "7.1"}, True),  # nearly all its words are enough
        ({"words": "The night desk logs each handover by hand every day and night."}, True),
        ({"words": "The cook of the canteen counts each spoon by hand."}, False),
        ({"force": "Southshire Police"}, False),
    ],
)
def test_a_follow_up_speaks_of_the_action_it_follows(
    tmp_path: Path, *, changed: dict[str, str], known: bool
) -> None:
    assert first(both(tmp_path, **changed)) == (["Not implemented"] if known else [])


def test_two_reports_that_agree_are_at_odds_in_nothing(tmp_path: Path) -> None:
    assert both(tmp_path).conflicts() == []


def test_two_reports_may_name_two_owners(tmp_path: Path) -> None:
    (found,) = both(tmp_path, owner="Head of Nights").conflicts()
    assert (found.kind, [side.value for side in found.sides]) == (
        *("two owners", ["Desk Manager", "Head of Nights"]),
    )
    assert len({side.span.report for side in found.sides}) == 2


def test_a_status_by_two_bodies_in_two_reports_is_told_once(tmp_path: Path) -> None:
    minutes = """---
title: Accountability Meeting
kind: minutes
force: Northshire Police
published: 2026-06-01
---

# Accountability Meeting

## ACTIONS FOLLOWED UP

| Ref | Management action | Responsible Owner | Status |
|---|---|---|---|
| 1 | The manager of the night desk logs each handover by hand. | Desk Manager | Open |

## Management comments

Management action 1: the Force said that the logging of each handover by the night desk manager is \
complete.
"""
    texts = [audit(actions(ROW.format("Desk Manager"))), minutes]
    found = held(tmp_path, texts).conflicts("two bodies")
    assert len(found) == 1
    assert {side.value for side in found[0].sides} == {"Open", "is complete"}
