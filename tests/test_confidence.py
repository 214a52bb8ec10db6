from eval.confidence import Point, area, calibration, risk_coverage
from eval.measures import Share
from eval.result import Result


def result(confidence: float, *, right: bool, refused: bool = False) -> Result:
    return Result(
        id="a",
        kind="fact",
        split="development",
        correct=right,
        abstained=refused,
        abstain=refused and right,
        cited=None,
        quotations=0,
        words=1,
        elapsed_ms=1.0,
        confidence=confidence,
    )


def test_the_curve_goes_from_the_surest_answer_to_what_is_answered() -> None:
    run = [
        result(0.6, right=False),
        result(1.0, right=True),
        result(0.9, right=True),
        result(0.3, right=True, refused=True),
    ]
    # Of four cases: one answered at 1.0, two at 0.9, three at 0.6 with one of the three wrong.
    assert risk_coverage(run) == (Point(0.25, 0.0), Point(0.5, 0.0), Point(0.75, 1 / 3))
    assert area(risk_coverage(run)) == round(0.25 / 3, 6)


def test_answers_of_one_confidence_are_one_point() -> None:
    run = [result(0.8, right=True), result(0.8, right=False)]
    assert risk_coverage(run) == risk_coverage(run[::-1]) == (Point(1.0, 0.5),)


def test_there_is_no_curve_when_everything_is_refused() -> None:
    assert risk_coverage([result(0.2, right=True, refused=True)]) == ()
    assert area(()) == 0


def test_a_better_order_has_a_smaller_area() -> None:
    good = [result(0.9, right=True), result(0.5, right=False)]
    bad = [result(0.5, right=True), result(0.9, right=False)]
    # 0.5 * 0 + 0.5 * 0.5 and 0.5 * 1 + 0.5 * 0.5.
    assert (area(risk_coverage(good)), area(risk_coverage(bad))) == (0.25, 0.75)


def test_every_case_is_in_one_band() -> None:
    run = [
        result(0.0, right=True, refused=True),
        result(0.2, right=False, refused=True),
        result(0.85, right=True),
        result(0.95, right=False),
        result(1.0, right=True),
    ]
    bands = {band.label: band for band in calibration(run)}
    assert list(bands) == ["0.0 to 0.2", "0.2 to 0.4", "0.8 to 1.0", "1"]
    assert bands["0.8 to 1.0"].right == Share(1, 2)
    assert round(bands["0.8 to 1.0"].confidence or 0, 6) == 0.9
    assert bands["0.0 to 0.2"].outside == Share(1, 1)
    assert bands["0.2 to 0.4"].outside == Share(0, 1)
    assert bands["0.2 to 0.4"].confidence is None
