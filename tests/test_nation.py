import re
from pathlib import Path

from corpus.passages import passages
from corpus.read import read_here
from eval.scale.nation import drawn, nation, write


def test_the_nation_is_the_same_each_time_and_grows() -> None:
    assert list(nation(1_000)) == list(nation(1_000))
    assert list(nation(1_000, seed=9)) != list(nation(1_000))
    small, large = (len(list(nation(size))) for size in (1_000, 10_000))
    assert large >= 9 * small


def test_each_question_is_answered_by_the_report_that_it_names(tmp_path: Path) -> None:
    facts = drawn(write(nation(1_000), tmp_path), 40)
    assert {fact.kind for fact in facts} == {"count", "grade", "opinion", "owner"}
    for fact in facts:
        (report,) = read_here(tmp_path / fact.file)
        assert fact.value in " ".join(section.text for section in report.sections)
        assert report.force in fact.question


def test_reports_are_near_identical_and_of_the_size_asked_for(tmp_path: Path) -> None:
    write(nation(1_000), tmp_path)
    reports = [report for path in sorted(tmp_path.iterdir()) for report in read_here(path)]
    assert 800 <= sum(len(passages(report)) for report in reports) <= 1_250
    assert len({report.force for report in reports}) == 2
    told = [s.text for r in reports for s in r.sections if s.heading == "Robberies"]
    opening = {re.sub(r"[\d,]+|[A-Z]\w+", "", text.split(".")[0]) for text in told}
    assert (len(told), len(opening)) == (4, 1)
