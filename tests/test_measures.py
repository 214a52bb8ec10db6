import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from corpus.report import Span
from eval.case import Case, Kind, Support
from eval.measures import (
    Paired,
    Share,
    abstention_precision,
    abstention_recall,
    citation_match,
    compare,
    correct,
    forbidden,
    holds,
    missing,
    percentile,
    verbatim,
    wilson,
)

OWNER = "Owner: Detective Chief Inspector. Due 31 October 2025."


def case(
    *required: str | tuple[str, ...],
    forbid: tuple[str, ...] = (),
    support: tuple[Support, ...] = (),
    kind: Kind = "fact",
) -> Case:
    abstain = kind == "not-in-corpus"
    return Case("a-case", kind, "Who?", (), None, required, forbid, support, abstain)


def citation(
    words: str, text: str = OWNER, section: str = "Actions > Area: Vulnerability"
) -> Citation:
    start = text.index(words)
    return Citation(1, "Audit", section, Span("r", "r#1", start, start + len(words), words))


def test_an_answer_with_all_that_is_required_is_correct() -> None:
    asked = case("forced marriage", ("HBA", "Honour Based"))
    assert correct(asked, "Forced  Marriage; honour based abuse", abstained=False)


def test_a_partial_answer_is_wrong() -> None:
    asked = case("Forced Marriage", ("Honour Based Abuse", "HBA"))
    assert not correct(asked, "Forced Marriage", abstained=False)
    assert missing(asked, "Forced Marriage") == ("Honour Based Abuse / HBA",)


def test_an_answer_that_holds_what_is_forbidden_is_wrong() -> None:
    asked = case("Superintendent", forbid=("Sergeant",))
    assert not correct(asked, "Superintendent or Sergeant", abstained=False)
    assert forbidden(asked, "Superintendent or Sergeant") == ("Sergeant",)


def test_to_abstain_is_right_only_where_the_corpus_has_no_answer() -> None:
    outside = case(kind="not-in-corpus", forbid=("trillion",))
    assert correct(outside, "Not in the corpus.", abstained=True)
    assert not correct(outside, "Not in the corpus.", abstained=False)
    assert not correct(outside, "Not here, but it is 3 trillion.", abstained=True)
    assert not correct(case("43"), "43", abstained=True)


def test_curly_quotes_and_dashes_do_not_matter() -> None:
    assert holds("The Force\u2019s plan \u2013 draft", "force's plan - draft")


@pytest.mark.parametrize("text", ["Inadequate", "an inadequate grade"])
def test_a_grade_is_not_found_inside_its_opposite(text: str) -> None:
    assert not holds(text, "Adequate")


@pytest.mark.parametrize("text", ["43", "143", "4.3", "1,4", "4,000", "2024"])
def test_a_number_is_not_found_inside_another(text: str) -> None:
    assert not holds(text, "4")


@pytest.mark.parametrize("text", ["4", "4.", "(4)", "4, 5", "action 4:", "4th"])
def test_a_number_is_found_on_its_own(text: str) -> None:
    assert holds(text, "4")


def test_a_cited_quotation_matches_in_the_right_section_with_all_the_words() -> None:
    asked = case("x", support=(Support("area: vulnerability", ("Inspector", "31 October 2025")),))
    assert citation_match(asked, [citation(OWNER)]) is True
    assert citation_match(asked, [citation("Due 31 October 2025")]) is False
    assert citation_match(asked, [citation(OWNER, section="Summary")]) is False
    assert citation_match(asked, []) is False


def test_words_parted_over_two_quotations_do_not_match() -> None:
    asked = case("x", support=(Support("Area", ("Inspector", "31 October 2025")),))
    halves = [citation("Detective Chief Inspector"), citation("Due 31 October 2025")]
    assert citation_match(asked, halves) is False


def test_both_sides_of_a_conflict_must_be_cited() -> None:
    sides = (Support("Area", ("Inspector",)), Support("Summary", ("Sergeant",)))
    one = citation(OWNER)
    other = citation("Sergeant", text="Sergeant", section="Summary")
    assert citation_match(case("x", support=sides), [one]) is False
    assert citation_match(case("x", support=sides), [other, one]) is True


def test_citation_match_is_not_asked_of_a_case_without_support() -> None:
    assert citation_match(case("x"), [citation(OWNER)]) is None


def test_a_quotation_is_verbatim_only_character_for_character_at_its_place() -> None:
    quoted = citation("Detective Chief Inspector")
    assert verbatim(quoted, OWNER)
    assert not verbatim(quoted, OWNER.replace("Chief", "chief"))
    assert not verbatim(quoted, " " + OWNER)
    assert not verbatim(quoted, "")


def test_an_empty_quotation_is_not_verbatim() -> None:
    assert not verbatim(Citation(1, "Audit", "Area", Span("r", "r#1", 3, 3, "")), OWNER)


def test_wilson_of_none_and_of_all() -> None:
    # With share 0 the bounds are 0 and z2 / (n + z2); z2 = 1.95996^2 = 3.84146, n = 10:
    # 3.84146 / 13.84146 = 0.27753. With share 1 it is the mirror image.
    assert wilson(0, 10) == pytest.approx((0.0, 0.27753), abs=1e-5)
    assert wilson(10, 10) == pytest.approx((1 - 0.27753, 1.0), abs=1e-5)


def test_wilson_of_a_half() -> None:
    # The centre of a half is a half; half width = z * sqrt(1/4/n + z2/4/n2) / (1 + z2/n), n = 4:
    # 1.95996 * sqrt(0.0625 + 0.060023) / 1.960365 = 0.34996.
    assert wilson(2, 4) == pytest.approx((0.5 - 0.34996, 0.5 + 0.34996), abs=1e-5)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_between_0_and_1(tally: tuple[int, int]) -> None:
    low, high = wilson(*tally)
    share = tally[0] / tally[1]
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_the_share_of_none_is_undefined() -> None:
    with pytest.raises(ValueError, match="undefined"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="undefined"):
        _ = Share(0, 0).value
    assert str(Share(0, 0)) == "–"


def test_more_successes_than_cases_are_refused() -> None:
    with pytest.raises(ValueError, match="0 to 3, not 4"):
        wilson(4, 3)


def test_a_share_prints_with_interval_and_n() -> None:
    # Bounds as derived for a half of 4: 0.15 and 0.85.
    assert str(Share(2, 4)) == "50.0% [15%, 85%] 2/4"


def test_abstention_precision_and_recall() -> None:
    # Abstained on cases 1, 2, 3, of which 1 and 2 are not in the corpus; 4 is not either.
    made, wanted = [True, True, True, False, False], [True, True, False, True, False]
    assert abstention_precision(made, wanted) == Share(2, 3)
    assert abstention_recall(made, wanted) == Share(2, 3)


def test_precision_without_an_abstention_is_of_none() -> None:
    assert abstention_precision([False, False], [True, False]) == Share(0, 0)


def test_the_95th_percentile_is_by_nearest_rank() -> None:
    # 20 values: rank 0.95 * 20 = 19. 3 values: rank ceil(2.85) = 3.
    assert percentile([float(n) for n in range(1, 21)], 0.95) == 19.0
    assert percentile([1.0, 2.0, 3.0], 0.95) == 3.0


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="0 values"):
        percentile([], 0.5)


def test_five_losses_and_no_gain_are_still_chance_and_six_are_not() -> None:
    # Two-sided: 2 * (1/2)^5 = 0.0625; 2 * (1/2)^6 = 0.03125.
    assert Paired(100, 0, 5).p_value == 0.0625
    assert not Paired(100, 0, 5).dropped
    assert Paired(100, 0, 6).p_value == 0.03125
    assert Paired(100, 0, 6).dropped


def test_the_sign_test_counts_the_whole_tail() -> None:
    # 1 gain, 8 losses: 2 * (C(9,0) + C(9,1)) / 2^9 = 20 / 512.
    assert Paired(100, 1, 8).p_value == 20 / 512


def test_gains_are_no_drop() -> None:
    assert not Paired(100, 8, 1).dropped


def test_no_change_has_a_p_value_of_1() -> None:
    assert Paired(100, 0, 0).p_value == 1.0
    assert Paired(100, 3, 3).p_value == 1.0


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_symmetric_and_a_probability(gains: int, losses: int) -> None:
    p = Paired(200, gains, losses).p_value
    assert p == Paired(200, losses, gains).p_value
    assert 0 < p <= 1
    assert not math.isnan(p)


def test_only_shared_cases_are_compared() -> None:
    now = {"a": True, "b": False, "c": True, "new": False}
    then = {"a": False, "b": True, "c": True, "old": True}
    assert compare(now, then) == Paired(shared=3, gains=1, losses=1)
