"""The reports tab: added, replaced and removed by keepers; read by everybody."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import pytest
from hostile import HOSTILE
from playwright.sync_api import Browser, Page, expect
from serving import PASSWORDS, office_of, served
from tiny import AUDIT, following, library_of, written
from visitor import Visitor

from assistant.answer import Question
from assistant.chips import chips
from assistant.choice import Choice
from assistant.follow import Following
from assistant.intake import Intake, IntakeError, Told
from assistant.office import Office
from assistant.tab_reports import ReportsPage
from assistant.user import RoleError, User
from corpus.report import Report

HARBOUR = AUDIT.replace("7.25/26", "8.25/26").replace("Night Desk", "Harbour")
KEEPER, READER = User(7, "kim", "keeper"), User(8, "rob", "reader")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_of(tmp_path / "office", login=True)


@pytest.fixture
def held(tmp_path: Path) -> Following:
    library_of(tmp_path / "home", written(tmp_path / "reports"))
    return following(tmp_path / "home")


@pytest.fixture
def intake(held: Following, office: Office) -> Intake:
    return Intake(held, office)


def taken(intake: Intake, office: Office, name: str, text: str, replaces: str = "") -> Told:
    key = office.tray.put(KEEPER, name, "text/markdown", text.encode())
    *_, told = intake.take(KEEPER, [key], replaces)
    assert isinstance(told, tuple)
    (one,) = told
    return one


def report_of(held: Following, title: str) -> str:
    (found,) = (report.id for report in held.reports if report.title == title)
    return found


def test_a_file_handed_in_answers_at_once(intake: Intake, office: Office, held: Following) -> None:
    told = taken(intake, office, "harbour.md", HARBOUR)
    assert (told.kind, told.words) == (
        "good",
        "Added: Harbour Audit, internal audit 8.25/26, 3 November 2025.",
    )
    assert "Harbour Audit" in {report.title for report in held.reports}


def test_the_same_file_again_changes_nothing(intake: Intake, office: Office) -> None:
    assert taken(intake, office, "other-name.md", AUDIT).kind == "same"


def test_a_file_that_cannot_be_read_is_told_with_the_reason(intake: Intake, office: Office) -> None:
    told = taken(intake, office, "broken.pdf", "%PDF-1.7 torn")
    assert told.kind == "bad"
    assert told.words.startswith("Not read: ")


def test_a_replacement_is_a_new_version(intake: Intake, office: Office, held: Following) -> None:
    night = report_of(held, "Night Desk Audit")
    told = taken(intake, office, "again.md", AUDIT.replace("Nobody", "Nobody at all"), night)
    assert told.words.startswith("A new version of Night Desk Audit")
    assert "Version 2, answers" in ReportsPage(held, office).held(KEEPER)


def test_a_replacement_that_is_another_report_is_told(
    intake: Intake, office: Office, held: Following
) -> None:
    told = taken(intake, office, "h.md", HARBOUR, report_of(held, "Night Desk Audit"))
    assert "the one to be replaced is held still" in told.words


def test_removed_reports_are_gone_and_the_last_leaves_a_page_that_teaches(
    intake: Intake, held: Following, office: Office
) -> None:
    for report in [report.id for report in held.reports]:
        assert intake.remove(KEEPER, report).files
        assert report not in {one.id for one in held.reports}
    assert held.reports == ()
    assert "No report is held yet" in ReportsPage(held, office).held(KEEPER)
    answer = held.ask(Question("Who owns management action 1?"))
    assert answer.abstained
    assert answer.text == "No report is held yet, so there is nothing to search."
    assert taken(intake, office, "harbour.md", HARBOUR).kind == "good"
    assert [report.title for report in held.reports] == ["Harbour Audit"]


def test_readers_read_and_change_nothing(intake: Intake, office: Office, held: Following) -> None:
    key = office.tray.put(READER, "harbour.md", "text/markdown", HARBOUR.encode())
    with pytest.raises(RoleError):
        list(intake.take(READER, [key]))
    with pytest.raises(RoleError):
        intake.remove(READER, report_of(held, "Night Desk Audit"))
    assert "data-remove" not in ReportsPage(held, office).held(READER)
    assert "data-add" not in ReportsPage(held, office).adding(READER)


def test_nobody_takes_a_file_of_another(intake: Intake, office: Office) -> None:
    key = office.tray.put(READER, "harbour.md", "text/markdown", HARBOUR.encode())
    with pytest.raises(IntakeError, match="no longer there"):
        list(intake.take(KEEPER, [key]))


def test_a_reader_who_sends_a_keepers_event_is_refused(held: Following, office: Office) -> None:
    with served(held, office) as address, Visitor(address, "bob") as bob:
        page = bob.http.get("/").text
        config = re.search(r"window\.gradio_config = (\{.*?\});?\s*</script>", page, re.DOTALL)
        assert config
        listed = json.loads(config[1])["dependencies"]
        event = next(one["id"] for one in listed if "remove" in str(one["targets"]))
        body = {
            "data": [],
            "event_data": {"report": report_of(held, "Night Desk Audit")},
            "fn_index": event,
            "session_hash": bob.session_hash,
        }
        bob.http.post("/gradio_api/queue/join", json=body).raise_for_status()
        assert "Only a keeper may do this" in json.dumps(bob.heard())
    assert report_of(held, "Night Desk Audit")


@contextmanager
def opened(browser: Browser, held: Following, office: Office) -> Iterator[Page]:
    """The page of a keeper."""
    with served(held, office) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.fill("#name", "ann")
        page.fill("#password", PASSWORDS["ann"])
        page.click("button")
        page.locator(".welcome").wait_for()
        try:
            yield page
        finally:
            page.close()


@pytest.fixture
def page(browser: Browser, held: Following, office: Office) -> Iterator[Page]:
    with opened(browser, held, office) as page:
        page.get_by_role("tab", name="Reports").click()
        page.locator("[data-ready] [data-add]").wait_for()
        yield page


@pytest.mark.browser
def test_an_empty_page_teaches_and_fills_with_the_first_report(
    browser: Browser, office: Office, tmp_path: Path
) -> None:
    with opened(browser, following(tmp_path / "nothing"), office) as page:
        expect(page.locator(".banner")).to_contain_text("No report is held yet")
        expect(page.locator(".welcome")).to_contain_text("Open the tab Reports above")
        page.get_by_role("tab", name="Briefing").click()
        page.fill("[name=topic]", "rota")
        page.click(".prepare")
        expect(page.locator("#briefing-shown")).to_contain_text("Add one under Reports")
        page.get_by_role("tab", name="Register").click()
        expect(page.locator("#register-list")).to_contain_text("Add a report under Reports")
        page.get_by_role("tab", name="Reports").click()
        expect(page.locator("#reports-held")).to_contain_text("No report is held yet")
        page.locator("[data-ready] [data-add]").wait_for()
        (tmp_path / "first.md").write_text(AUDIT, encoding="utf-8")
        page.set_input_files("[data-add]", tmp_path / "first.md")
        expect(page.locator(".held")).to_contain_text("1 report held")
        expect(page.locator(".banner")).to_contain_text("1 report, ")
        page.get_by_role("tab", name="Chat").click()
        page.locator(".example", has_text="Who owns management action").click()
        expect(page.locator(".answer")).to_contain_text("Head of Training")
        page.get_by_role("tab", name="Briefing").click()
        expect(page.locator("#briefing-asking")).to_contain_text("Night Desk Audit")
        page.get_by_role("tab", name="Reports").click()
        page.locator(".sure summary").click()
        page.locator("[data-remove]").click()
        expect(page.locator(".banner")).to_contain_text("No report is held yet")
        page.get_by_role("tab", name="Chat").click()
        expect(page.locator(".chip")).to_have_count(0)
        expect(page.locator(".answer")).to_contain_text("Head of Training")


@pytest.mark.browser
def test_a_keeper_adds_replaces_and_removes_a_report(page: Page, tmp_path: Path) -> None:
    new, newer, torn = tmp_path / "new.md", tmp_path / "newer.md", tmp_path / "torn.pdf"
    new.write_text(HARBOUR, encoding="utf-8")
    newer.write_text(HARBOUR.replace("Nobody", "Giraffe"), encoding="utf-8")
    torn.write_text("%PDF-1.7 torn", encoding="utf-8")
    page.set_input_files("[data-add]", [new, torn])
    told = page.locator(".told[data-done]")
    expect(told).to_contain_text("Done: new.md")
    expect(told).to_contain_text("Not read: torn.pdf")
    expect(page.locator(".held")).to_contain_text("4 reports held")
    card = page.locator(".report", has=page.get_by_role("heading", name="Harbour Audit"))
    card.locator("[data-replace]").set_input_files(newer)
    expect(told).to_contain_text("A new version of Harbour Audit")
    expect(card).to_contain_text("2 versions")
    page.get_by_role("tab", name="Chat").click()
    page.fill("#question textarea", "Who signs the rota of the Harbour Audit?")
    page.press("#question textarea", "Enter")
    expect(page.locator(".answer").last).to_contain_text("Giraffe signs the rota.")
    page.get_by_role("tab", name="Reports").click()
    card.locator(".sure summary").click()
    card.locator("[data-remove]").click()
    expect(told).to_contain_text("Removed for good: Harbour Audit")
    expect(page.locator(".held")).to_contain_text("3 reports held")


@pytest.mark.browser
def test_forty_hostile_file_names_stay_words(page: Page) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    files = [
        {"name": f"{number} {hostile}.odd", "mimeType": "text/plain", "buffer": b"x"}
        for number, hostile in enumerate(HOSTILE)
    ]
    page.set_input_files("[data-add]", files)
    told = page.locator(".told[data-done]")
    told.wait_for()
    assert told.locator("li").count() == 40
    live = "img, script, iframe, object, embed, style, form, a, svg, [onerror], [onload]"
    assert page.locator("#reports-desk").locator(live).count() == 0
    assert page.evaluate("window.hacked") is None
    here = page.url
    assert [url for url in requested if not url.startswith((here, "data:"))] == []


def test_forty_hostile_kinds_stay_words_in_the_chips() -> None:
    held = [Report(f"r{n}", "A title", kind, ()) for n, kind in enumerate(HOSTILE)]
    shown = chips(held, Choice(), Choice())
    assert all(f'value="{escape(kind)}"' in shown for kind in HOSTILE)
    assert {tag.partition(" ")[0] for tag in re.findall(r"<([a-z]+[^>]*)", shown)} <= {
        *("div", "p", "details", "summary", "span", "fieldset", "legend", "label", "input"),
        "button",
    }
