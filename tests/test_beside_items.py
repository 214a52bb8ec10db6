"""Follow-ups that ask why, what if not, what was replied, and for another thing: all invented."""

import pytest
from ferries import Asks, asks

from assistant.stepped import stepped
from assistant.swapped import swapped

AUDIT = """# Internal audit report 7.25/26: Kennels

Bartle Audit LLP

12 May 2025

Eastshire Police

## Detailed findings

### Feeding

The kennel manager said that the dogs are fed by whoever is on shift. Food is not weighed. Where \
food is not weighed there is a risk that dogs grow too heavy to work.

### Management action 1

The kennels will weigh the food of each dog.

Responsible owner: Kennel Manager

Date: 30 June 2025

Priority: High

### Fences

The east fence has a hole. Two dogs went missing in April because the hole was not seen. The \
carpenter has left and no other has been found.

### Management action 2

The force will mend the east fence.

Responsible owner: Estates Manager

Date: 31 July 2025

Priority: Medium

## Figures

| Measure | Q3 2024/25 | Q4 2024/25 |
|---|---|---|
| Dogs in training | 14 | 19 |
| Dogs at rest | 5 | 3 |
"""
RESPONSE = """# PCC response to PEEL 2024: an inspection of Eastshire Police

PCC response, 4 June 2025, Eastshire Police

## Keeping dogs

Grade: Requires improvement

### Areas for improvement

- Eastshire Police should walk its dogs twice a day.
- Eastshire Police should brush its dogs.

### Main findings

- Dogs are walked once a day
- Brushes are shared between kennels

## Training handlers

Grade: Good
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    return asks(tmp_path_factory.mktemp("kennels"), kennels=AUDIT, response=RESPONSE)


ONE = ("who owns action 1?", "Management action 1: Kennel Manager.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what happens if it isn't done?", "too heavy to work"),
        ("why?", "Food is not weighed"),
        ("tell me more", "fed by whoever is on shift"),
        ("when?", "due: 30 June 2025"),
    ],
)
def test_what_stands_around_an_item_answers_for_it(ask: Asks, text: str, told: str) -> None:
    answer = ask(text, *ONE)
    assert told in answer.text
    assert "hole" not in answer.text


def test_an_item_that_is_named_needs_no_turn_before(ask: Asks) -> None:
    assert "Two dogs went missing" in ask("why was management action 2 agreed?").text


def test_that_nothing_was_replied_or_no_risk_is_stated_is_told(ask: Asks) -> None:
    reply = ask("what did the force say?", *ONE)
    assert "Management action 1: no reply to it by the force is recorded" in reply.text
    area = ("which area for improvement is there?", "Area for improvement 1: walk the dogs.")
    assert "no risk of leaving it is stated beside it" in ask("what's the risk?", *area).text


def test_the_same_is_asked_of_another_body(ask: Asks) -> None:
    force = ask("what did the force say?", *ONE)
    other = ask("and the pcc?", *ONE, "what did the force say?", force.text)
    assert "no reply to it by the PCC is recorded" in other.text


def test_why_after_a_grade_asks_what_the_grade_rests_on(ask: Asks) -> None:
    answer = ask("why?", "what grade for keeping dogs?", "Keeping dogs: Requires improvement.")
    assert "Dogs are walked once a day" in answer.text
    assert "Training handlers" not in answer.text


def test_what_is_done_about_a_finding_is_the_action_that_rests_on_it(ask: Asks) -> None:
    found = (
        "what is wrong with the fence?",
        "“Two dogs went missing in April because the hole was not seen.” [1]",
    )
    answer = ask("what's being done about it?", *found)
    assert "Management action 2" in answer.text
    assert "Management action 1" not in answer.text


def test_a_reason_is_sought_where_the_answer_stood(ask: Asks) -> None:
    found = (
        "what happened in April?",
        "“Two dogs went missing in April because the hole was not seen.”",
    )
    assert "mend the east fence" in ask("who is fixing that?", *found).text


def test_a_denial_is_read_as_reports_print_it(ask: Asks) -> None:
    ways = ("which pets don't have a bed", "which pets have no bed")
    assert [ask(way).abstained for way in ways] == [True, True]
    assert "numbered" not in ask("which dogs have no 4p collar?").text


def likeness(new: str, others: list[str]) -> list[float]:
    """As if only words with a letter in common at their head were alike."""
    return [0.9 if other[0].casefold() == new[0].casefold() else 0.1 for other in others]


@pytest.mark.parametrize(
    ("text", "before", "meant"),
    [
        ("and training?", "how many were in transit in Q3?", "how many were in training in Q3?"),
        ("what about the PCC?", "what did the force promise?", "what did the PCC promise?"),
        ("and Whitby?", "how many were lost in Ashmere?", "how many were lost in Whitby?"),
        ("the low ones?", "which are high priority?", "which are low priority?"),
        ("and Q4?", "how many dogs in Q3 2024/25?", "how many dogs in Q4 2024/25?"),
        ("and how many were ill?", "how many dogs are there?", ""),
    ],
)  # fmt: skip
def test_one_thing_is_put_for_another(text: str, before: str, meant: str) -> None:
    assert swapped(text, before, "", likeness) == meant


def test_a_time_moves_by_a_step_or_is_that_of_the_answer() -> None:
    assert stepped("the month before", "calls in January 2026?", "") == "calls in December 2025?"
    assert stepped("the year before", "how many dogs?", "19 in Q4 2024/25") == (
        "how many dogs in Q4 2023/24?"
    )
    assert stepped("the year before", "how many dogs?", "19") == ""


@pytest.mark.parametrize(
    "text", ["Is the zoo of Atlantis open on Mondays?", "Which vet looks after the horses?"]
)
def test_a_question_of_another_subject_is_refused_in_a_conversation_too(
    ask: Asks, text: str
) -> None:
    assert ask(text, *ONE).abstained
