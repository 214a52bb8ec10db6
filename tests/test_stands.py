"""How items stand, as prose tells it: inside their own words, in lists, and in minutes."""

from collections.abc import Iterable
from pathlib import Path

from registers import actions, audit, held

from corpus.register import Item

LETTER = """---
title: Custody revisit
kind: inspection report
force: Northshire Police
published: 2026-04-24
---

# Custody revisit

## Findings

Recommendation 1.1: weigh each umbrella on the day. We saw forms for 71 of 75. This \
recommendation is closed.

Recommendation 1.2: show that learning changes practice. You told us that the force regards this \
recommendation as complete. We do not agree. This recommendation remains open.

Cause of concern 1: LOST KEYS

Because recommendation 1.2 is open, cause of concern 1 remains open.

## Other areas

We looked at four of the 11 areas for improvement. We have closed two:

- cleaning of cells and toilets;
- information on rights.

You asked us whether keys should be carried. That is a matter for you.
"""
MINUTES = """---
title: Scrutiny meeting
kind: minutes
force: Northshire Police
published: 2026-05-19
---

# Scrutiny meeting

## Night desk audit

The Head of Stores said that actions 1, 2 and 4 are complete. The date of action 3 has been \
moved to 31 August 2026 because of sickness.
"""
CARD = """### Management action {n}: Umbrellas

**Findings and implications**

Of 40 files that we read, 9 held none.

**Management action**

{words}

Owner: {owner}

Date: 31 March 2026
"""
AGREED = ("Weigh each umbrella on the day.", "Label the keys in the night desk.")


def _rows(*asks: str) -> str:
    """A summary table that gives each of these actions to one owner by one date."""
    told = (
        f"{n} | {words} | High | Desk Manager | 31 March 2026" for n, words in enumerate(asks, 1)
    )
    return actions(*told)


def _told(items: Iterable[Item]) -> dict[str, list[tuple[str, str]]]:
    """What is stated of each item, and by whom; a cause of concern is known by a C."""
    return {
        f"{'C' if i.family == 'cause of concern' else ''}{i.number}": [
            (s.value, s.stated_by) for s in i.statuses
        ]
        for i in items
        if i.family != "area for improvement"
    }


def test_a_card_and_the_row_of_its_number_are_one_item(tmp_path: Path) -> None:
    rows = _rows(*AGREED)
    told = zip(AGREED, ("Desk Manager", "Chief Inspector"), strict=True)
    cards = "\n".join(
        CARD.format(n=n, words=words, owner=owner) for n, (words, owner) in enumerate(told, 1)
    )
    found = held(tmp_path, [audit(f"{rows}\n## DETAILED FINDINGS\n\n{cards}")])
    assert [item.number for item in found.register.items] == ["1", "2"]
    assert [o.value for o in found.item("MA2").owners] == ["Desk Manager", "Chief Inspector"]
    assert found.item("MA2").text.value == AGREED[1]


def test_items_of_an_earlier_year_are_not_those_of_this_one(tmp_path: Path) -> None:
    text = """---
title: PCC response to Lost property
kind: PCC response
force: Northshire Police
inspection_published: 2025-10-24
---

# PCC response

### Progress on the 2022 recommendations

| 2022 recommendation | Deadline | Subject | Status |
|---|---|---|---|
| Recommendation 1 | 31 March 2023 | Answer the telephone by day | Completed |

### New recommendations in the 2025 report

**Recommendation 1** – By 30 April 2026, chief constables should weigh each umbrella.
"""
    items = held(tmp_path, [text]).register.items
    told = {item.label: [s.value for s in item.statuses] for item in items}
    assert told == {"2022 recommendation 1": ["Completed"], "2025 recommendation 1": []}


def test_a_letter_says_among_its_words_how_an_item_stands(tmp_path: Path) -> None:
    found = held(tmp_path, [LETTER])
    told = _told(found.register.items)
    assert told["1.1"] == [("is closed", "the inspectorate")]
    assert told["1.2"][:2] == [
        ("regards this recommendation as complete", "the Force"),
        ("remains open", "the inspectorate"),
    ]
    assert told["C1"] == [("remains open", "the inspectorate")]


def test_a_lead_that_closes_says_so_of_its_points_only(tmp_path: Path) -> None:
    found = held(tmp_path, [LETTER])
    areas = [i for i in found.register.items if i.family == "area for improvement"]
    assert [i.text.value.split()[0] for i in areas] == ["cleaning", "information"]
    assert all(s.value == "closed" for i in areas for s in i.statuses)
    assert found.conflicts("total") == []


def test_minutes_say_how_several_actions_of_an_audit_stand(tmp_path: Path) -> None:
    words = ("Weigh each umbrella", "Label the keys", "Buy a scale", "Train the desk")
    rows = _rows(*(f"{w} at night" for w in words))
    items = held(tmp_path, [audit(rows), MINUTES]).register.items
    told = _told(items)
    complete = [("are complete", "the Force")]
    assert {n: told[n] for n in "124"} == dict.fromkeys("124", complete)
    assert [value for value, _ in told["3"]] == ["has been moved to 31 August 2026"]
