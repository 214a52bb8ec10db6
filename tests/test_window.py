"""The chat in a browser: scope, stop, ask again, copy, suggestions, history, judgements."""

import re
from collections.abc import Callable, Iterator
from time import monotonic

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from scripted import ScriptedLLM
from serving import PASSWORDS, office_of, served
from tiny import BagOfWords, assistant_of, written

from assistant.gate import Gate
from assistant.office import Office
from assistant.support import Support
from assistant.write import Writer

OWNER = "Who owns management action 2?"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_of(tmp_path_factory.mktemp("window"), login=True)


@pytest.fixture(scope="module")
def address(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("reports")
    with served(assistant_of(folder / "home", written(folder / "reports")), office) as address:
        yield address


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page with a language model that takes its time."""
    folder = tmp_path_factory.mktemp("slow")
    llm = ScriptedLLM(reply="The Desk Manager owns it. [1] " * 20, pause_s=0.5)
    writer = Writer(llm, Gate(Support(BagOfWords().embed)))
    assistant = assistant_of(folder / "home", written(folder / "reports"), writer=writer)
    with served(assistant, office_of(folder / "office", login=False)) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def requested(context: BrowserContext) -> list[str]:
    """Every address that anything in the browser asks for."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.fixture
def page(context: BrowserContext, address: str, requested: list[str]) -> Iterator[Page]:
    page = context.new_page()
    page.goto(address)
    page.fill("#name", "bob")
    page.fill("#password", PASSWORDS["bob"])
    page.press("#password", "Enter")
    page.locator(".chip").first.wait_for()
    yield page
    assert [url for url in requested if not url.startswith((address, "data:"))] == []


def ask(page: Page, question: str) -> Locator:
    """The last turn, once the question is answered."""
    turns = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    turn = page.locator(".turn").nth(turns)
    turn.locator(".actions").wait_for()
    return turn


def wait_for(page: Page, done: Callable[[], bool]) -> None:
    """Let the page go on until a condition holds that is not in it."""
    until = monotonic() + 30
    while not done():
        assert monotonic() < until
        page.wait_for_timeout(50)


def chip(page: Page, part: str) -> Locator:
    return page.locator(f".chip[data-part={part}]")


def test_a_chip_narrows_what_is_searched_until_it_is_opened_again(page: Page) -> None:
    chip(page, "reports").locator("summary").click()
    chip(page, "reports").get_by_label("Night Desk Audit").check()
    chip(page, "reports").locator(".done").click()
    assert "Night Desk Audit" in chip(page, "reports").locator("summary").inner_text()
    assert "Searched 1 report" in ask(page, OWNER).inner_text()
    assert chip(page, "reports").get_attribute("data-state") == "chosen"
    chip(page, "reports").locator("summary").click()
    chip(page, "reports").locator(".any").click()
    assert "Searched 3 reports" in ask(page, "Who owns management action 1?").inner_text()


def test_chips_that_leave_no_report_say_what_to_do(page: Page) -> None:
    chip(page, "reports").locator("summary").click()
    chip(page, "reports").get_by_label("Night Desk Audit").check()
    chip(page, "kinds").locator("summary").click()
    chip(page, "kinds").get_by_label("PCC response").check()
    page.fill("#question textarea", OWNER)
    page.press("#question textarea", "Enter")
    page.get_by_text("Choose less there, then ask again.").wait_for()
    assert page.input_value("#question textarea") == OWNER


def test_the_date_chip_is_set_by_the_question_and_by_hand(page: Page) -> None:
    ask(page, "Which management actions were past due as at 1 September 2025?")
    shown = chip(page, "as_at")
    assert shown.locator("summary").inner_text().split("\n") == [
        "As at 1 September 2025",
        "(your question)",
    ]
    shown.locator("summary").click()
    shown.locator("input").fill("2026-06-01")
    assert "As at 1 June 2026" in shown.locator("summary").inner_text()
    page.keyboard.press("Escape")
    turn = ask(page, "Which management actions are past due?")
    assert "Searched 3 reports, as at 1 June 2026" in turn.inner_text()


def test_the_kind_chip_is_set_by_the_question_and_undone_by_hand(page: Page) -> None:
    turn = ask(page, "Which management actions do the internal audits ask for?")
    assert "Searched 1 report" in turn.inner_text()
    shown = chip(page, "kinds")
    assert shown.locator("summary").inner_text().split("\n") == [
        "internal audit",
        "(your question)",
    ]
    shown.locator("summary").click()
    shown.get_by_label("PCC response").check()
    assert shown.locator("summary").inner_text() == "2 of 2 kinds"
    shown.locator(".any").click()
    assert "Searched 3 reports" in ask(page, "Who owns management action 1?").inner_text()


def test_each_answer_comes_into_sight_from_its_question_on(page: Page) -> None:
    ask(page, "Which management actions are past due?")
    turn = ask(page, OWNER)
    away = """(turn) => Math.abs(turn.getBoundingClientRect().top
      - document.querySelector('#conversation').getBoundingClientRect().top) < 40"""
    page.wait_for_function(away, arg=turn.element_handle())


def test_an_answer_is_copied_with_its_sources(page: Page) -> None:
    turn = ask(page, OWNER)
    turn.locator("[data-clip]").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{OWNER}\n\n")
    assert "Superintendent (Prevention)" in copied
    assert re.search(r"\nSources:\n\[1\] Night Desk Audit.*› SUMMARY OF MANAGEMENT ACTIONS", copied)


def test_a_number_opens_its_source_and_the_source_leads_back_to_it(page: Page) -> None:
    turn = ask(page, "Who owns management action 1?")
    turn.locator(".cite", has_text="2").first.click()
    page.locator(".source[data-shown='0.cited.2'] mark").first.wait_for()
    page.get_by_role("button", name="Back to the answer").click()
    page.locator(".cite[data-cite='0.cited.2']:focus").wait_for()


def test_a_question_is_asked_again_in_the_scope_chosen_since(page: Page) -> None:
    turn = ask(page, "Who owns management action 1?")
    assert "Searched 3 reports" in turn.inner_text()
    chip(page, "kinds").locator("summary").click()
    chip(page, "kinds").get_by_label("internal audit").check()
    page.keyboard.press("Escape")
    turn.locator("[data-retry]").click()
    again = page.locator(".turn").nth(1)
    again.locator(".actions").wait_for()
    assert "Who owns management action 1?" in again.locator(".asked").inner_text()
    assert "Searched 1 report" in again.inner_text()


def test_a_suggested_question_is_made_from_the_answer_and_gets_one(page: Page) -> None:
    ask(page, OWNER)
    named = page.locator(".next").first.inner_text()
    page.locator(".next").first.click()
    turn = page.locator(".turn").nth(1)
    turn.locator(".actions").wait_for()
    assert turn.locator(".asked p").inner_text() == named
    assert turn.locator(".answer:not(.absent)").count() == 1


def test_a_conversation_is_found_again_after_a_reload_and_deleted_for_good(page: Page) -> None:
    ask(page, "Which plans lack target dates?")
    page.reload()
    page.locator(".welcome").wait_for()
    page.get_by_role("button", name="Earlier conversations").click()
    page.locator(".reopen").first.wait_for()
    page.fill("#sought :is(input, textarea)", "zyzzyva")
    page.get_by_text("Try fewer words").wait_for()
    page.fill("#sought :is(input, textarea)", "lack target")
    page.get_by_text("Try fewer words").wait_for(state="detached")
    page.locator(".reopen", has_text="Which plans lack target dates?").click()
    page.locator(".turn .actions").wait_for()
    page.locator(".answer .cite").first.click()
    page.locator(".source[data-asked='1']").wait_for()
    page.get_by_role("button", name="Earlier conversations").click()
    page.locator(".reopen[aria-current]").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    assert "audit log of your office keeps" in page.locator("#past").inner_text()
    # A list that is drawn anew between press and release takes no click: this is one event.
    page.locator("li:has(.reopen[aria-current]) .forget").dispatch_event("click")
    page.locator(".reopen[aria-current]").wait_for(state="detached")
    page.get_by_text("Nothing you asked holds").wait_for()


def test_a_judgement_is_kept_with_its_reason(page: Page, office: Office) -> None:
    turn = ask(page, "Who owns management action 3?")
    turn.get_by_role("button", name="Not right").click()
    turn.locator(".why textarea").fill("The owner left in May.")
    turn.get_by_role("button", name="Send the reason").click()
    page.wait_for_function("!document.querySelector('.turn:last-child .why:not([hidden])')")
    page.get_by_text("Your judgement is kept").wait_for()

    def kept() -> list[tuple[str, str]]:
        held = [one for one in office.feedback.all() if one.question.text.endswith("action 3?")]
        return [(one.verdict, one.reason) for one in held]

    wait_for(page, lambda: kept() == [("down", "The owner left in May.")])
    ask(page, "and by when?")
    pressed = page.locator("[aria-pressed=true]")
    assert pressed.count() == 1
    assert pressed.inner_text().startswith("Not right")


def test_an_answer_that_takes_long_is_stopped_and_the_question_kept(
    context: BrowserContext, slow: str
) -> None:
    page = context.new_page()
    page.goto(slow)
    page.locator(".chip").first.wait_for()
    page.fill("#question textarea", OWNER)
    page.press("#question textarea", "Enter")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped").first.wait_for()
    page.locator("#stop").wait_for(state="hidden")
    assert page.locator(".searching").count() == 0
    kept = page.input_value("#question textarea") or page.locator(".asked").last.inner_text()
    assert OWNER in kept


def test_the_keyboard_alone_asks_opens_a_source_and_sets_the_scope(page: Page) -> None:
    page.focus("#question textarea")
    page.keyboard.type(OWNER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "send"
    page.keyboard.press("Enter")
    page.locator(".turn .actions").wait_for()
    page.focus("#question textarea")
    seen: list[str] = []
    while not seen or not seen[-1].startswith("cite"):
        page.keyboard.press("Shift+Tab")
        seen.append(page.evaluate("document.activeElement.className"))
        assert len(seen) < 40, seen
    page.keyboard.press("Enter")
    page.locator(".source:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator(".cite:focus").wait_for()
    page.locator(".chip summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert chip(page, "reports").get_attribute("data-state") == "chosen"
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "3px"


def test_what_moves_stands_still_where_that_is_asked_for(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    scroll = "getComputedStyle(document.querySelector('#conversation')).scrollBehavior"
    assert page.evaluate(scroll) == "auto"
