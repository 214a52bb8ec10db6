import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.acronyms import acronyms


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("hwt", "Harbour Watch Team"),
        ("hw", "Harbour Watch"),
        ("wt", "Watch Team"),
        ("hfc", "Head of Foreign Calls"),
        ("hofc", "Head of Foreign Calls"),
    ],
)
def test_a_name_is_found_by_its_initials(short: str, name: str) -> None:
    texts = ["We met the Harbour Watch Team.", "the Head of Foreign Calls wrote"]
    assert acronyms(texts)[short] == name


def test_the_commonest_name_wins() -> None:
    texts = ["A Call Desk here.", "the Call Desk", "a Coal Depot"]
    assert acronyms(texts)["cd"] == "Call Desk"


def test_words_in_small_letters_are_no_name() -> None:
    assert acronyms(["the harbour watch team", "Harbour watch team"]) == {}


@given(st.lists(st.text(), max_size=3))
def test_every_name_is_printed_and_has_two_to_six_letters(texts: list[str]) -> None:
    found = acronyms(texts)
    assert all(2 <= len(short) <= 6 for short in found)
    printed = " ".join(" ".join(texts).split())
    assert all(name in printed for name in found.values())
