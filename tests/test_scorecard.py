import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Question, Statement
from corpus.report import Section, Span
from eval.case import Case, Kind
from eval.command import _groups, _options, run
from eval.measures import Share
from eval.result import Result
from eval.scorecard import Scorecard, drop, measure
from eval.summary import Findings

SECTION = Section("r#1", ("Actions",), "Owner:\tSergeant. 4 plans are late.", ())


def section_of(key: str) -> Section:
    return {SECTION.id: SECTION}[key]


def quoting(words: str, *, printed: str | None = None, quote: str | None = None) -> Answer:
    start = SECTION.text.index(words)
    span = Span("r", SECTION.id, start, start + len(words), quote or words)
    cited = (Citation(7, "Audit", "Actions", span),)
    return Answer("?", (Statement("quotation", printed or words, (7,)),), cited)


REFUSAL = Answer("?", (Statement("note", "Not in the corpus."),), abstained=True)


def case(key: str, *required: str, kind: Kind = "fact", file: str = "others-dev") -> Case:
    return Case(key, kind, "Who?", (), None, required, (), (), kind == "not-in-corpus", file)


def judged(asked: Case, answer: Answer) -> Result:
    return measure([asked], lambda _: answer, section_of).results[0]


def results(right: int, wrong: int) -> Scorecard:
    """Cases 0 to right + wrong, of which the first ones are right."""
    sample = judged(case("x", "Sergeant"), quoting("Sergeant"))
    return Scorecard(
        tuple(replace(sample, id=str(n), correct=n < right) for n in range(right + wrong))
    )


def test_every_question_is_asked_once_and_in_order() -> None:
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        return quoting("Sergeant")

    cases = [case("a", "Sergeant"), case("b", "Inspector")]
    scorecard = measure(cases, ask, section_of)
    assert [r.id for r in scorecard.results] == ["a", "b"]
    assert asked == [c.asked for c in cases]
    assert scorecard.accuracy == Share(1, 2)
    assert scorecard.results[1].why == "missing Inspector"


def test_a_citation_mark_is_not_the_number_asked_for() -> None:
    answer = quoting("Sergeant")
    assert "[7]" in answer.text
    assert not judged(case("a", "7"), answer).correct


def test_why_says_when_it_wrongly_abstained_or_answered() -> None:
    assert judged(case("a", "Sergeant"), REFUSAL).why == "abstained; missing Sergeant"
    outside = judged(case("b", kind="not-in-corpus"), quoting("Sergeant"))
    assert outside.why == "answered what is not in the corpus"


def test_a_quotation_in_its_section_is_verbatim_though_a_tab_is_printed_as_a_space() -> None:
    result = judged(case("a", "Sergeant"), quoting("Owner:\tSergeant", printed="Owner: Sergeant"))
    assert (result.quotations, result.altered) == (2, ())


def test_a_citation_that_is_not_at_its_place_is_altered() -> None:
    result = judged(case("a", "Sergeant"), quoting("Sergeant", quote="sergeant"))
    assert result.altered == ("sergeant",)


def test_a_printed_quotation_that_is_not_in_its_section_is_altered() -> None:
    result = judged(case("a", "Inspector"), quoting("Sergeant", printed="Inspector"))
    assert result.altered == ("Inspector",)


def test_a_section_that_is_not_there_holds_no_quotation() -> None:
    answer = quoting("Sergeant")
    lost = replace(answer.citations[0], span=replace(answer.citations[0].span, section="r#9"))
    assert judged(case("a", "Sergeant"), replace(answer, citations=(lost,))).altered


def test_a_scorecard_knows_its_abstentions() -> None:
    # Refused: a (rightly) and b (wrongly); c is outside the corpus too and was answered.
    answers = iter([REFUSAL, REFUSAL, quoting("Sergeant")])
    cases = [case("a", kind="not-in-corpus"), case("b", "x"), case("c", kind="not-in-corpus")]
    scorecard = measure(cases, lambda _: next(answers), section_of)
    assert scorecard.abstention_precision == Share(1, 2)
    assert scorecard.abstention_recall == Share(1, 2)


def test_a_scorecard_survives_json() -> None:
    scorecard = measure([case("a", "Inspector")], lambda _: quoting("Sergeant"), section_of)
    assert Scorecard.from_json(scorecard.to_json()) == scorecard


def test_a_baseline_keeps_outcomes_but_no_words() -> None:
    scorecard = measure([case("a", "Inspector")], lambda _: quoting("Sergeant"), section_of)
    kept = scorecard.outcomes().to_json()
    assert "Sergeant" not in kept
    assert "Inspector" not in kept
    assert Scorecard.from_json(kept).against(scorecard).shared == 1


def test_six_losses_are_a_drop_and_five_are_not() -> None:
    # Exact two-sided p: 2 / 2^5 = 0.0625 and 2 / 2^6 = 0.03125.
    assert not drop(results(15, 5), results(20, 0))
    assert drop(results(14, 6), results(20, 0))


def test_six_gains_are_no_drop() -> None:
    assert not drop(results(20, 0), results(14, 6))


def test_one_altered_quotation_is_a_drop_even_without_a_baseline() -> None:
    bad = Scorecard((replace(results(1, 0).results[0], altered=("x",)),))
    assert drop(bad, None)
    assert drop(bad, bad)
    assert not drop(results(1, 0), None)


def test_the_table_shows_a_dash_where_nothing_can_be_said() -> None:
    text = Findings.of(results(2, 2), None).text
    total = next(line for line in text.split("\n") if line.startswith("total"))
    # Two of four right; no support, four cases of two quotations each, no abstention.
    # Wilson for 8 of 8: low = 8 / (8 + 3.84146) = 0.676.
    cells = [cell.strip() for cell in total.split("  ") if cell.strip()]
    assert cells == ["total", "50.0% [15%, 85%] 2/4", "–", "100.0% [68%, 100%] 8/8", "–", "–"]


def test_the_columns_of_the_table_are_aligned() -> None:
    lines = Findings.of(results(2, 2), None).text.split("\n")[1:4]
    assert [lines[0].index("accuracy")] * 2 == [line.index("50.0%") for line in lines[1:]]


def test_only_development_failures_are_named_unless_all_are_asked_for() -> None:
    cases = [case("seen", "x", file="others-dev"), case("unseen", "x", file="others-test")]
    scorecard = measure(cases, lambda _: quoting("Sergeant"), section_of)
    plain = Findings.of(scorecard, None)
    shown = Findings.of(scorecard, None, ("development",))
    everything = Findings.of(scorecard, None, ("development", "test"))
    assert "failed: seen" in plain.text
    assert "missing x" not in plain.text
    assert "missing x" in shown.text
    assert all("unseen" not in part for part in (plain.text, shown.text, shown.to_json()))
    assert "unseen" in everything.text


def test_the_comparison_is_told_in_one_line() -> None:
    text = Findings.of(results(14, 6), results(20, 0)).text
    assert text.endswith(
        "DROP: 6 losses and 0 gains on the 20 cases shared with the baseline, "
        "exact McNemar p = 0.031"
    )


def test_findings_are_json_for_machines() -> None:
    found = json.loads(Findings.of(results(2, 2), results(2, 2)).to_json())
    assert found["splits"][0]["rows"][-1]["accuracy"] == {"successes": 2, "n": 4}
    assert found["baseline"] == {"shared": 4, "gains": 0, "losses": 0}
    assert found["dropped"] is False


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--cases", "nowhere.jsonl"], "nowhere.jsonl: No such file"),
        (["--reports", "nowhere"], "no reports at nowhere"),
        (["--baseline", "nowhere.json"], "no baseline at nowhere.json"),
    ],
)
def test_a_bad_argument_gives_status_2_and_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["--write-baseline", "--cases", "some.jsonl"],
        ["--write-baseline", "--every", "2"],
        ["--every", "0"],
    ],
)
def test_arguments_that_do_not_fit_give_status_2_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(arguments)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_baseline_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    assert run(["--baseline", str(tmp_path / "b.json")]) == 2
    assert "is not a baseline" in capsys.readouterr().err


def test_one_in_so_many_cases_of_each_file_is_asked() -> None:
    whole, part = (_groups(_options(a)) for a in ([], ["--every", "3"]))
    assert whole.keys() == part.keys()
    assert all(set(part[reports]) < set(cases) for reports, cases in whole.items())
    asked = sum(map(len, part.values())) / sum(map(len, whole.values()))
    assert 0.33 <= asked < 0.35
