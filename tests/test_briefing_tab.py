"""The briefing tab: prepared, read with its sources, kept as a file; hostile words stay words."""

from collections.abc import Iterator
from datetime import date
from html import escape
from io import BytesIO

import docx
import httpx
import pytest
from briefs import AUDIT
from hostile import HOSTILE
from playwright.sync_api import Browser, Page, expect
from serving import PASSWORDS, office_of, served
from tiny import assistant_of, following, library_of, written
from visitor import Visitor

from assistant.briefing import Wanted
from assistant.office import Office
from assistant.tab_briefing import BriefingPage, address, asked
from assistant.user import LOCAL
from assistant.wanted import WantedError

SAID = {"topic": "Lost property", "as_at": "2025-11-03", "since": "", "reports": []}
ASKED = "?topic=Lost+property&as_at=2025-11-03"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_of(tmp_path_factory.mktemp("office"), login=True)


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory, office: Office) -> BriefingPage:
    folder = tmp_path_factory.mktemp("briefings")
    reports = written(folder / "reports", audit=AUDIT)
    return BriefingPage(assistant_of(folder / "home", reports), office)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    found = "\n\n".join(f"The lost property store says {escape(text)}." for text in HOSTILE)
    report = AUDIT.replace("Nobody counts the umbrellas.", found)
    report = report.replace("Desk Manager", f"Desk {escape(HOSTILE[6])}")
    library_of(folder / "home", written(folder / "reports", audit=report))
    with served(following(folder / "home"), office) as address:
        yield address


def test_every_number_opens_the_words_that_its_line_rests_on(briefings: BriefingPage) -> None:
    shown = briefings.prepared(LOCAL, SAID)
    assert "Briefing: Lost property, as at 3 November 2025" in shown
    assert "The store of lost property is untidy but honest." in shown
    assert 'data-name="Source 1"' in shown


def test_what_makes_no_sense_is_told_in_words(briefings: BriefingPage) -> None:
    assert "Type a topic first" in briefings.prepared(LOCAL, SAID | {"topic": " "})
    assert "Say in a word or two" in briefings.prepared(LOCAL, SAID | {"topic": "the of"})
    assert "at most 300" in briefings.prepared(LOCAL, SAID | {"topic": "x" * 301})
    since = SAID | {"since": "2025-11-03"}
    assert "The earlier day must come before" in briefings.prepared(LOCAL, since)
    with pytest.raises(WantedError, match="is not a date"):
        asked(SAID | {"as_at": "soon"})


def test_two_days_are_compared(briefings: BriefingPage) -> None:
    assert "what moved since 1 August 2025" in briefings.prepared(
        LOCAL, SAID | {"since": "2025-08-01"}
    )


def test_the_link_asks_for_the_same_briefing() -> None:
    wants = Wanted("A & B", date(2025, 11, 3), ("one", "two"), date(2025, 1, 1))
    query = httpx.URL(f"http://here{address(wants, 'pdf')}").params
    assert asked({**query, "reports": query.get_list("report")}) == wants


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("md", b"# Br")])
def test_a_briefing_is_kept_as_a_file_by_whoever_is_signed_in(
    here: str, kind: str, begins: bytes
) -> None:
    with Visitor(here, "bob") as bob:
        given = bob.http.get(f"/briefing.{kind}{ASKED}")
        assert bob.http.get(f"/briefing.{kind}").status_code == 400
    assert given.content.startswith(begins)
    assert f"briefing-as-at-2025-11-03.{kind}" in given.headers["content-disposition"]
    assert httpx.get(f"{here}briefing.{kind}{ASKED}").status_code == 401
    if kind == "docx":
        heads = [p.text for p in docx.Document(BytesIO(given.content)).paragraphs]
        assert "Briefing: Lost property, as at 3 November 2025" in heads


@pytest.fixture
def page(browser: Browser, here: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(here)
    page.fill("#name", "bob")
    page.fill("#password", PASSWORDS["bob"])
    page.click("button")
    page.get_by_role("tab", name="Briefing").click()
    page.locator(".prepare").wait_for()
    yield page
    page.close()


@pytest.mark.browser
def test_a_briefing_is_prepared_and_its_sources_open(page: Page, here: str) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.click(".prepare")
    expect(page.locator("#briefing-shown .notice")).to_contain_text("Type a topic first")
    page.fill("[name=topic]", "Lost property")
    page.fill("#briefing-asking [name=as_at]", "2025-11-03")
    page.press("[name=topic]", "Enter")
    briefing = page.locator(".briefing")
    briefing.wait_for()
    expect(briefing).to_be_focused()
    assert f"Desk {HOSTILE[6]}" in briefing.inner_text()
    conclusion = briefing.locator("li", has_text="untidy but honest").first
    conclusion.locator(".cite").press("Enter")
    source = page.locator("#briefing-source .source")
    source.wait_for()
    assert "untidy but honest" in source.locator("mark").first.inner_text()
    source.press("Escape")
    expect(conclusion.locator(".cite")).to_be_focused()
    live = "img, script, iframe, object, embed, style, form, a:not([href^='/briefing.'])"
    assert page.locator("#briefing-desk").locator(live).count() == 0
    assert page.evaluate("window.hacked") is None
    assert [url for url in requested if not url.startswith((here, "data:"))] == []
