from collections.abc import Callable

import pytest
from tiny import assistant_of

from assistant.answer import Answer, Question, Turn

UMBRELLAS = """---
title: PCC response to the inspection of umbrella care
publisher: Police and Crime Commissioner for Wexshire
kind: PCC response
force: Wexshire Police
inspection_published: 2025-04-10
---

# Response

## Umbrella storage

Areas for improvement:

- Wexshire Police should dry its umbrellas before storage
- Wexshire Police needs to label every umbrella
- Wexshire Police should count umbrellas weekly
- Wexshire Police should mend torn umbrellas

Main findings:

This part of the report gives the inspectorate's main findings on umbrella storage.

- Racks are clean
- Racks are well lit
- Keys are lost often

## Umbrella lending

Main findings:

This part of the report gives the inspectorate's main findings on umbrella lending.

- Lending is quick
- Returns are slow

## Comment by the PCC

At the meeting on the racks the PCC will look to:

- see that racks are dry

## Force response to recommendations

- Wexshire Police should dry its umbrellas before storage

A drying room has been opened.

- Wexshire Police needs to label every umbrella

A label printer is on order.

- Wexshire Police should count umbrellas weekly

A clerk counts them each Friday.

- Wexshire Police should mend torn umbrellas

A mender has been hired.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "reports").mkdir()
    (folder / "reports" / "umbrellas.md").write_text(UMBRELLAS)
    assistant = assistant_of(folder / "home", folder / "reports")
    return lambda text, *turns: assistant.ask(Question(text, turns))


@pytest.mark.parametrize(
    "question",
    ["storage section - full set of findings please", "what did they find on storage? all bullets"],
)
def test_a_list_is_told_whole_by_what_stands_over_it(
    ask: Callable[..., Answer], question: str
) -> None:
    points = [s.text for s in ask(question).statements if s.kind == "item"]
    assert points == ["Racks are clean", "Racks are well lit", "Keys are lost often"]


def test_the_points_of_a_list_are_counted(ask: Callable[..., Answer]) -> None:
    told = ask("How many main findings are listed for lending?")
    assert told.statements[0].text.startswith("2 points are listed under Main findings")


def test_a_list_of_what_no_heading_names_is_not_told(ask: Callable[..., Answer]) -> None:
    assert "Racks" not in ask("all the findings on parking").text


def test_each_reply_stands_under_the_item_that_it_answers(ask: Callable[..., Answer]) -> None:
    told = [s.text for s in ask("What did the force say back on each of the AFIs?").statements]
    assert told[0].startswith("4 of 4 areas for improvement")
    assert [line for line in told if line.startswith("A ")] == [
        "A drying room has been opened.",
        "A label printer is on order.",
        "A clerk counts them each Friday.",
        "A mender has been hired.",
    ]


def test_what_a_list_is_asked_for_is_not_what_it_is_about(ask: Callable[..., Answer]) -> None:
    told = ask("Panel prep: the areas for improvement and what is due for each")
    assert told.statements[0].text.startswith("4 of 4 areas for improvement")


def test_a_reason_is_not_told_by_a_row(ask: Callable[..., Answer]) -> None:
    before = (Turn("user", "What priority is AFI 2?"), Turn("assistant", "None is stated."))
    assert "Area for improvement 2" not in ask("why does it matter?", *before).text


def test_what_leads_into_a_list_is_no_field_left_blank(ask: Callable[..., Answer]) -> None:
    assert "left blank" not in ask("When will the PCC look at the meeting on the racks?").text
