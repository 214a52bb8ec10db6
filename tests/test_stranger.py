import numpy as np
import pytest

from assistant.stranger import asks_unheld
from index.search import Query


def query(text: str, unheld: str) -> Query:
    return Query(text, (), {}, (unheld,), {}, {}, frozenset(), np.zeros(1, np.float32))


@pytest.mark.parametrize(
    ("text", "unheld"),
    [("How many dogs does the force have?", "dogs"), ("Who runs the canteen?", "canteen")],
)
def test_a_thing_that_no_report_names_is_not_counted_or_led(text: str, unheld: str) -> None:
    assert asks_unheld(query(text, unheld))


@pytest.mark.parametrize(
    ("text", "unheld"),
    [
        ("Of the people wanted, how many were DV?", "dv"),
        ("How many are naffed off with the rota?", "naffed"),
        ("How many officers left in a huff?", "huff"),
    ],
)
def test_what_is_said_of_the_thing_counted_may_be_in_other_words(text: str, unheld: str) -> None:
    assert not asks_unheld(query(text, unheld))
