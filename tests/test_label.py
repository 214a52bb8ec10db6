import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.label import FAMILIES, item_label


@pytest.mark.parametrize(
    ("text", "family", "number"),
    [
        ("Recommendation 2", "recommendation", "2"),
        ("Rec. 2", "recommendation", "2"),
        ("R2", "recommendation", "2"),
        ("Recommendation No. 14b", "recommendation", "14b"),
        ("Key recommendation 1.3", "recommendation", "1.3"),
        ("AFI 3", "area for improvement", "3"),
        ("Area for improvement", "area for improvement", ""),
        ("Management Action 5", "management action", "5"),
        ("MA 2", "management action", "2"),
        ("Agreed action 4", "management action", "4"),
        ("Cause of concern 1", "cause of concern", "1"),
        ("ACTION 7", "action", "7"),
    ],
)
def test_a_label_is_told_by_family_and_number(text: str, family: str, number: str) -> None:
    label = item_label(text)
    assert label is not None
    assert (label.family, label.number, label.rest) == (family, number, "")


@pytest.mark.parametrize(
    "text",
    ["Recommended reading", "Actionable points", "Made in May", "R", "MA", "Recs", "", "Area 3"],
)
def test_what_only_looks_alike_is_no_label(text: str) -> None:
    assert item_label(text) is None


@pytest.mark.parametrize(
    ("mark", "parted"), [(":", ":"), (";", ";"), (".", "."), (" –", "–"), ("", "")]
)
def test_what_stands_after_a_label_is_kept_with_what_parts_it(mark: str, parted: str) -> None:
    label = item_label(f"Recommendation 1{mark} We will weigh what is found.")
    assert label is not None
    assert (label.parted, label.rest) == (parted, "We will weigh what is found.")


@given(
    st.sampled_from(["Recommendation", "AFI", "Management Action", "Cause of concern", "Action"]),
    st.integers(1, 99),
)
def test_case_does_not_matter_to_a_numbered_label(name: str, number: int) -> None:
    found = {item_label(f"{word} {number}") for word in (name, name.upper(), name.casefold())}
    assert len(found) == 1
    assert all(label and label.number == str(number) for label in found)


@given(st.text())
def test_any_text_has_a_label_of_a_known_family_or_none(text: str) -> None:
    label = item_label(text)
    assert label is None or label.family in FAMILIES
