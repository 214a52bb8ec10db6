"""Minutes that call people by letters, a response that answers an inspection: all invented."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question, Turn
from assistant.people import People
from assistant.understand import understand
from corpus.extract.judgement import judgements
from corpus.read import read

Asks = Callable[..., Answer]

MINUTES = """OAKMERE SCRUTINY MEETING
MINUTES

Date: Wednesday 11 March 2025

Present:
  Ymelda Finch (YF)       Deputy Chief Constable, Oakmere Police
  Bryn Ottlow (BO)        Head of Transport

1.  MINUTES OF THE MEETING OF 14 JANUARY 2025

1.1 Action log:

    OSM 26/02  YF to share the review of the kennels. Shared in February. CLOSED

2.  FLEET

2.1 BO told the meeting that nine vans had been sold and that two of them had
    kept their radios.

    ACTION OSM 26/08: BO to fetch the two radios back by 30 April 2025.
    ACTION OSM 26/09: YF to write to the buyers of the vans about the radios.
    DECISION 26/D1: The draft plan for the fleet will come to this meeting first.

SUMMARY OF ACTIONS

Ref         Action                              Owner     Due
OSM 26/08   Fetch the two radios back           BO        31 May 2025
OSM 26/09   Write to the buyers of the vans     YF        15 May 2025
"""
PEEL = """---
title: Inspection of Oakmere Police
kind: inspection report
force: Oakmere Police
published: 2024-11-14
---

# Findings

## Recommendations

Within three months, Oakmere Police should:

- clear its backlog of secondary risk assessments for victims of stalking
- open the safeguarding hub at weekends
"""
RESPONSE = """---
title: Commissioner's response to the inspection of Oakmere Police
kind: PCC response
force: Oakmere Police
inspection_published: 2024-11-14
published: 2025-01-06
---

# Response

## Force response

### Recommendation 1: Clear the backlog of secondary risk assessments

| | |
|---|---|
| Force response | Accepted. Twelve officers were moved. |
| Lead | Det Supt Ada Mercer |

### Areas for improvement

| AFI | Area for improvement | Force response | Lead | Target date | RAG |
|---|---|---|---|---|---|
| 1 | Reduce delays in the examination of digital devices | Accepted. | Det Supt Ada Mercer | 31 December 2025 | Red |
| 2 | Answer calls sooner than now | Accepted. | Dr Bo Lark | 30 June 2025 | Amber |
"""  # noqa: E501 (a table is read whole)
NATIONAL = """---
title: Kennel standards
kind: inspection report
published: 2025-07-08
---

# Kennel standards

## What we found

In Oakmere 22 of 40 kennels were warm. In Tarnhaven 33 of 40 kennels were warm.
"""
AUDIT = """<html><body><h1>Assurance review of fleet management</h1><p>Oakmere Police</p>
<h2>Executive summary</h2><table><tr><td><p>OVERALL ASSESSMENT</p><p>REASONABLE ASSURANCE</p></td>
<td><p>SCOPE</p><p>We looked at how vans are bought, and not at how they are driven.</p></td></tr>
</table></body></html>"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    folder = tmp_path_factory.mktemp("letters")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    for name, text in (("peel", PEEL), ("response", RESPONSE), ("national", NATIONAL)):
        (reports / f"{name}.md").write_text(text, encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    return lambda text, history=(): assistant.ask(Question(text, history))


def test_the_actions_of_somebody_named_are_those_under_the_letters(ask: Asks) -> None:
    text = ask("which actions have gone to Ymelda Finch in the minutes?").text
    assert "buyers of the vans" in text
    assert "radios back" not in text


def test_both_days_that_minutes_print_for_an_action_are_told(ask: Asks) -> None:
    text = ask("when is Bryn Ottlow's action on the radios due?").text
    assert "30 April 2025" in text
    assert "31 May 2025" in text


def test_new_actions_are_those_of_the_meeting_not_of_its_log(ask: Asks) -> None:
    text = ask("how many new actions came out of the March 2025 scrutiny meeting?").text
    assert "2 of 2 actions" in text
    assert "kennels" not in text


def test_a_sentence_that_is_called_a_decision_is_one(ask: Asks) -> None:
    text = ask("What decisions did the Commissioner take at the scrutiny meeting?").text
    assert "The draft plan for the fleet will come to this meeting first." in text


def test_what_a_response_tells_of_an_item_counts_as_held_in_it(ask: Asks) -> None:
    text = ask("Everything Det Supt Mercer leads on in the commissioner's response").text
    assert "backlog of secondary risk assessments" in text
    assert "digital devices" in text
    assert "Answer calls" not in text


def test_what_was_accepted_may_stand_at_red(ask: Asks) -> None:
    text = ask("which AFIs are rated red in the commissioner's response?").text
    assert "digital devices" in text
    assert "Answer calls" not in text


def test_a_national_report_that_speaks_of_a_force_is_searched_for_it(ask: Asks) -> None:
    text = ask("how many kennels were warm in Oakmere?").text
    assert "22 of 40 kennels" in text


def test_a_name_with_letters_is_known_by_any_word_of_it() -> None:
    people = People({"ada": frozenset({"AF", "AB"}), "finch": frozenset({"AF"})})
    assert people.called("What did Ada Finch do?") == {"AF"}
    assert people.called("What is AB to do, and who is he?") == {"AB"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Which orders does it count as protective?", False), ("Give me a count of orders", True)],
)
def test_to_count_as_something_counts_nothing(text: str, wanted: bool) -> None:  # noqa: FBT001 (drawn)
    assert ("count" in understand(Question(text), date(2025, 3, 1)).wants) is wanted


def test_there_is_what_was_asked_about_before() -> None:
    before = (Turn("user", "How is the kennel?"), Turn("assistant", "Good."))
    said = understand(Question("what do we have to improve there?", before), date(2025, 3, 1))
    assert "kennel" in said.context


def test_an_opinion_may_stand_under_the_name_of_its_box(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(AUDIT, encoding="utf-8")
    (report,) = read(path)
    assert report.kind == "internal audit"
    assert [found.grade for found in judgements(report)] == ["REASONABLE ASSURANCE"]
