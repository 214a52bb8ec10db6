import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from assistant.answer import Citation
from corpus.report import Span
from eval.case import Split
from eval.command import run
from eval.found import Found
from eval.page import page
from eval.result import Result
from eval.scorecard import Scorecard
from eval.summary import Findings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ON = date(2026, 11, 24)
HOSTILE = "</style></svg><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u202e"
RIGHT = Result(
    id="right",
    kind="fact",
    split="development",
    correct=True,
    abstained=False,
    abstain=False,
    cited=True,
    quotations=1,
    words=5,
    elapsed_ms=20.0,
    question="What is asked?",
    answer="“The answer.” [1]",
    confidence=0.9,
)
WRONG = replace(
    RIGHT,
    id="astray",
    correct=False,
    confidence=0.6,
    missing=("forty days",),
    found=Found(1.0, 0.6, 1 / 3, exact=False),
    citations=(
        Citation(1, "Custody Audit", "Findings › Rota", Span("r", "r#1", 0, 9, "The rota.")),
    ),
)
UNSEEN = replace(WRONG, id="unseen", split="test", question="Unseen question?")
REFUSED = replace(WRONG, id="refused", abstained=True, citations=(), nearest=WRONG.citations)


def paged(*results: Result, shown: tuple[Split, ...] = ()) -> str:
    scorecard = Scorecard(results)
    return page(scorecard, Findings.of(scorecard, None, shown), shown, ON)


class Tags(HTMLParser):
    """The tags of a page, and its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_failure_is_told_with_question_reason_answer_and_evidence() -> None:
    html = paged(RIGHT, WRONG)
    failures = html[html.index("Failures (1)") :]
    for words in (
        "What is asked?",
        "missing forty days",
        "“The answer.” [1]",
        "Custody Audit › Findings › Rota",
        "The rota.",
        "support in passage 3 of the search",
        "confidence 0.60",
    ):
        assert words in failures


def test_a_refusal_shows_what_was_nearest() -> None:
    html = paged(REFUSED)
    assert html.index("Nearest") < html.index("The rota.")
    assert "<h4>Evidence" not in html


def test_a_case_that_went_right_is_not_told() -> None:
    assert "What is asked?" not in paged(RIGHT)


def test_an_altered_quotation_is_told_though_the_answer_is_right() -> None:
    assert "not verbatim: other words" in paged(replace(RIGHT, altered=("other words",)))


def test_failures_of_the_test_split_are_counted_and_told_only_when_asked_for() -> None:
    plain, everything = paged(WRONG, UNSEEN), paged(WRONG, UNSEEN, shown=("development", "test"))
    assert "Failures (1)" in plain
    assert "0.0% [0%, 79%] 0/1" in plain[plain.index("<h2>test") :]
    assert not {"unseen", "Unseen question?"} & set(re.findall(r"unseen|Unseen question\?", plain))
    assert "Unseen question?" in everything


def test_words_of_a_run_are_inert() -> None:
    span = Span(HOSTILE, HOSTILE, 0, 1, HOSTILE)
    bad = replace(
        WRONG,
        id=HOSTILE,
        question=HOSTILE,
        answer=HOSTILE,
        missing=(HOSTILE,),
        altered=(HOSTILE,),
        citations=(Citation(1, HOSTILE, HOSTILE, span),),
    )
    found, plain = Tags(paged(bad)), Tags(paged(WRONG))
    assert found.tags == plain.tags
    assert found.attributes == plain.attributes
    assert "script" not in found.tags


def test_the_page_needs_nothing_beside_it() -> None:
    html = paged(RIGHT, WRONG)
    assert not Tags(html).tags & {"script", "link", "img", "iframe", "object", "a"}
    assert not Tags(html).attributes & {"src", "href", "style"}
    assert not re.search(r"https?:|url\(|@import", html)
    assert "prefers-color-scheme: dark" in html


def test_the_plots_are_drawn_to_scale() -> None:
    drawn = [ET.fromstring(found) for found in re.findall(r"<svg.*?</svg>", paged(RIGHT, WRONG))]  # noqa: S314 (our own page)
    kinds, risk = drawn
    # One of two right: half of the axis from 120 to 520. Of the curve: 1 of 2 answered, none
    # wrong; then both, half of them wrong, at half of the height from 14 to 234.
    assert [c.get("cx") for c in kinds.iter("circle")] == ["320.0", "320.0"]
    path = next(p.get("d") for p in risk.iter("path") if p.get("class") == "curve")
    assert path == "M120.0 234.0 L320.0 234.0 L320.0 124.0 L520.0 124.0"


def test_a_run_that_only_refuses_has_no_curve() -> None:
    assert "Nothing was answered." in paged(REFUSED)


def test_the_three_outcomes_are_counted() -> None:
    html = paged(RIGHT, replace(WRONG, partial=True), REFUSED)
    assert "outcomes: 1 answered, 1 partly answered, 1 abstained" in html


def test_a_page_without_a_folder_is_refused_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--report", str(tmp_path / "nowhere" / "page.html")]) == 2
    assert "there is no folder" in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone(browser: "Browser", scheme: str) -> None:
    sheet = browser.new_page(
        viewport={"width": 320, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    sheet.set_content(paged(RIGHT, replace(WRONG, answer="x" * 400)))
    sheet.locator("summary").click()
    assert sheet.evaluate("document.documentElement.scrollWidth") == 320
    ground = sheet.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(16, 22, 28)" if scheme == "dark" else "rgb(243, 245, 247)")
    sheet.close()
