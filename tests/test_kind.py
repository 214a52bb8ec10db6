import numpy as np
import pytest

from assistant.asking import wants_of
from assistant.kind import NUMBER_ALONE, counted, suits
from index.search import Query

STORE_LIKE_SHOP = {"shop": {"store": 0.66}}


def query(text: str) -> Query:
    return Query(text, (), {}, (), {}, STORE_LIKE_SHOP, frozenset(), np.zeros(1, np.float32))


def suit(question: str, text: str) -> float:
    return suits(wants_of(question), query(question), text)


@pytest.mark.parametrize(
    ("question", "answers", "does_not"),
    [
        ("Why were passes issued?", "It was done so that cleaning could go on.", "Passes exist."),
        ("How often is a return sent?", "A quarterly return is sent.", "A return is sent."),
        ("Where are the posters kept?", "They are on the Force SharePoint.", "They are kept."),
        ("How long did the oldest one wait?", "It was held for 212 days.", "It came in May 2025."),
        ("What share of calls was abandoned?", "Callers gave up 21.7 percent.", "Many gave up."),
        ("What proportion of files was complete?", "In 31 of 70 files.", "Files were complete."),
        ("Which system holds the forms?", "They are kept in Niche.", "They are kept in a system."),
        (
            "What counts as a repeat victim?",
            "A repeat victim is anyone who",
            "Repeat victims rose.",
        ),
        ("When was it published?", "It came out on 3 May 2025.", "It came out in the end."),
    ],
)
def test_a_text_suits_that_holds_the_kind_of_thing_asked_for(
    question: str, answers: str, does_not: str
) -> None:
    assert suit(question, answers) > suit(question, does_not)


def test_a_question_of_no_known_kind_finds_all_texts_alike() -> None:
    assert suit("Did the force accept it?", "Yes.") == suit("Did the force accept it?", "1 May")


def test_what_is_counted_may_stand_by_a_word_of_nearly_the_same_meaning() -> None:
    asked = "How many shops take part?"
    plain, kin, other = (
        suit(asked, f"The scheme has 14 {of} now.") for of in ("shops", "stores", "vans")
    )
    assert plain == 1.0
    assert plain > kin > other == NUMBER_ALONE


def test_no_number_is_held_by_a_date_or_a_reference() -> None:
    assert suit("How many visits were made?", "Visits began on 3 May 2025 under OP-12.") == 0.0


def test_that_a_number_is_not_known_answers_how_many() -> None:
    told = "Wexmoor could not tell us how many cases had a plan."
    assert suit("How many cases had a plan?", told) == 1.0


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("How many of the 8 cases were closed?", {"case"}),
        ("how many people live here", {"peopl", "live"}),
        ("how much does it cost", set()),
    ],
)
def test_the_thing_counted_is_read_from_the_question(question: str, things: set[str]) -> None:
    assert counted(question) == things
