from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from registers import Held, actions, audit, held

from assistant.cite import Draft, Places
from assistant.torn import beside, conflict_drafts
from corpus.claim import registered
from corpus.conflict import conflicts
from corpus.read import read_here
from index.search import Query
from index.terms import stem

SHIPPED = Path(__file__).parents[1] / "corpus" / "reports"
CARD = """
## DETAILED FINDINGS

#### Management Action 1

The Force will log each handover.

Responsible Owner: Chief Inspector (Nights)

The rota is scheduled to go before the board on 22 August 2025.
"""


@pytest.fixture
def torn(tmp_path: Path) -> Held:
    row = "1 | The Force will log each handover. | High | Desk Manager | 31 March 2026"
    return held(tmp_path, [audit(actions(row) + CARD)])


def test_the_conflicts_of_an_item_are_told_with_both_sides_cited(torn: Held) -> None:
    (draft,) = conflict_drafts(torn.conflicts(), [torn.item("MA1").id])
    assert draft.text == (
        "Management action 1 has more than one owner: “Desk Manager” and “Chief Inspector (Nights)”"
    )
    assert [span.quote for span in draft.spans] == ["Desk Manager", "Chief Inspector (Nights)"]


def test_a_conflict_of_no_item_is_told_for_its_report(torn: Held) -> None:
    assert conflict_drafts(torn.conflicts(), []) == ()
    (draft,) = conflict_drafts(torn.conflicts(), [], [torn.reports[0].id])
    assert draft.text.startswith("Told as still to come on 22 August 2025 in a report of 3 Nov")
    assert draft.text.endswith("22 August 2025.”")


def test_every_conflict_of_the_shipped_reports_can_be_cited() -> None:
    reports = [report for path in sorted(SHIPPED.glob("*.md")) for report in read_here(path)]
    found = conflicts(registered(reports), reports)
    drafts = conflict_drafts(found, {c.item for c in found if c.item}, {r.id for r in reports})
    statements, citations = Places(reports).cited(drafts)
    assert len(statements) == len(found) >= 12
    assert len(citations) >= len(found)


def test_an_answer_that_shows_one_side_of_a_conflict_gets_the_other(torn: Held) -> None:
    found = torn.conflicts()
    side = next(c for c in found if not c.item).sides[0]
    (draft,) = beside(found, [Draft("quotation", side.value, (side.span,))])
    assert draft.text.startswith("Told as still to come on 22 August 2025")
    assert beside(found, [Draft("quotation", "elsewhere", ())]) == ()


@pytest.mark.parametrize(("word", "shown"), [("rota", 1), ("canteen", 0)])
def test_two_figures_stand_beside_an_answer_to_what_they_measure(
    torn: Held, word: str, shown: int
) -> None:
    one = next(c for c in torn.conflicts() if not c.item)
    found = [replace(one, kind="two figures")]
    weights = {stem(word): 1.0}
    query = Query(word, (word,), weights, (), {}, {}, frozenset(), np.zeros(1, np.float32))
    side = one.sides[0]
    drafts = [Draft("quotation", side.value, (side.span,))]
    assert len(beside(found, drafts, query)) == shown
