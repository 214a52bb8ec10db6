"""What falls due next, whom to chase, and which meeting is the last or the next: invented."""

from datetime import date

import pytest
from ferries import Asks, asks, audit
from tiny import assistant_of, written

from assistant.answer import Question

AUDIT = audit(third="Harbour Master", fourth="30 September 2026")
RESPONSE = """# PCC response to an inspection of lighthouses in Eastshire

PCC response, 4 June 2025, Eastshire Police

## Comment by the PCC

The Scrutiny Meeting of 6 March 2025 took Ferry Safety as its topic. At that session the PCC was \
looking to:

- gain assurance that boats are checked; and
- hear from the crews.

The evidence left the PCC partly assured.

A Scrutiny Meeting is scheduled for 9 October 2025.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asks:
    return asks(tmp_path_factory.mktemp("agenda"), ferries=AUDIT, response=RESPONSE)


@pytest.mark.parametrize("text", ["what's the next deadline?", "what is due next?"])
def test_the_next_date_is_told_with_the_days_to_it(ask: Asks, text: str) -> None:
    answer = ask(text)
    assert "Due next after 1 December 2025: 31 March 2026, in 120 days:" in answer.text
    assert "Management action 2" in answer.text
    assert "Management action 4" not in answer.text


def test_all_that_is_to_come_is_told_in_order(ask: Asks) -> None:
    text = ask("what's coming up?").text
    assert text.startswith("2 of 4 management actions with a date, due from 1 December 2025 on:")
    assert text.index("Management action 2") < text.index("Management action 4")


def test_where_nothing_is_to_come_the_last_date_is_told(ask: Asks) -> None:
    text = ask("what's the next deadline?", day=date(2027, 1, 1)).text
    assert "0 of 4 management actions with a date fall due from 1 January 2027 on" in text
    assert "the last date was 30 September 2026" in text


def test_whom_to_chase_is_who_is_late(ask: Asks) -> None:
    text = ask("who should I chase?").text
    assert text.startswith("2 management actions past due at 1 December 2025")
    assert "By owner: Harbour Master 2" in text
    assert "Ticket Manager" not in text


def test_a_subject_is_not_answered_with_all_that_is_due(ask: Asks) -> None:
    assert "Due next" not in ask("when is the next ferry race due?").text


def test_the_last_meeting_is_one_that_was_held(ask: Asks) -> None:
    answer = ask("what was discussed at the last scrutiny meeting?")
    assert "took Ferry Safety as its topic" in answer.text
    assert "hear from the crews" in answer.text
    assert "partly assured" in ask("was the pcc assured at the last scrutiny meeting?").text


def test_the_next_meeting_is_one_to_come(ask: Asks) -> None:
    answer = ask("when is the next scrutiny meeting?", day=date(2025, 7, 1))
    assert "9 October 2025" in answer.text


MINUTES = """# Ferry Committee: minutes

Minutes, 5 March 2026, Eastshire Police

**Members**

Ada Finch (Chair)

Bo Marsh (Vice-Chair)

**Apologies**

Cy Reed, Treasurer

## 1. Boats

The boats were looked at.
"""


def test_who_came_and_who_did_not_stand_under_their_labels(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("committee")
    held = assistant_of(folder / "home", written(folder / "reports", minutes=MINUTES))
    away = held.ask(Question("who sent apologies in march?"))
    assert "Cy Reed, Treasurer" in away.text
    assert "Ada Finch" not in away.text
    assert "Cy Reed" not in held.ask(Question("who sent apologies in April?")).text
    chair = held.ask(Question("whos the vice-chair of the ferry committee?"))
    assert "Bo Marsh (Vice-Chair)" in chair.text
