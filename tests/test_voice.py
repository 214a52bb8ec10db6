import pytest

from corpus.report import Section
from corpus.voice import speaker_of


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Force response to recommendations", "the Force"),
        ("Response from Eastshire Constabulary", "the Force"),
        ("Comments of chief officers", "the Force"),
        ("OPCC comments", "the PCC"),
        ("Response by the PCC to an inspection of Eastshire Police", ""),
        ("The force", ""),
    ],
)
def test_who_speaks_is_told_by_a_heading(heading: str, who: str) -> None:
    assert speaker_of(Section("r#1", ("Report", heading), "We weigh each find.", ())) == who


def test_the_innermost_heading_that_tells_who_speaks_counts() -> None:
    path = ("PCC response", "Position of the force", "Boats")
    assert speaker_of(Section("r#1", path, "We weigh each find.", ())) == "the Force"
