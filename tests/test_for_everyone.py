"""Every tab for everyone: axe-core in light and dark, at 400% zoom and on a phone."""

from collections.abc import Iterator, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import PASSWORDS, office_of, served
from tiny import AUDIT, following, library_of, written

pytestmark = pytest.mark.browser
QUESTION = "Who owns management action 1?"
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400%."""
PHONE = {"width": 390, "height": 844}
LOW = {"minor", ""}
"""What axe-core calls no more than a blemish."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("everyone")
    library_of(folder / "home", written(folder / "reports"))
    changed = written(folder / "more", audit=AUDIT.replace("Nobody", "Nobody at all"))
    library_of(folder / "home", changed)  # so that a report has two versions
    office = office_of(folder / "office", login=True)
    with served(following(folder / "home"), office) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


def signed_in(context: BrowserContext, address: str) -> Page:
    """The page of a keeper, who sees all that there is."""
    page = context.new_page()
    page.goto(address)
    page.fill("#name", "ann")
    page.fill("#password", PASSWORDS["ann"])
    page.press("#password", "Enter")
    page.locator(".welcome").wait_for()
    return page


def chat_asked(page: Page) -> None:
    page.fill("#question textarea", QUESTION)
    page.press("#question textarea", "Enter")
    page.locator(".turn .actions").wait_for()
    page.get_by_role("button", name="Not right").click()
    page.locator(".answer .cite").first.click()
    page.locator(".source[data-asked='1']").wait_for()


def chat_refused(page: Page) -> None:
    page.fill("#question textarea", "Is the zoo of Atlantis open on Mondays?")
    page.press("#question textarea", "Enter")
    page.locator(".absent").wait_for()


def chat_chosen(page: Page) -> None:
    page.locator(".chip summary").first.click()
    page.locator(".chip[open] .pop").wait_for()


def chat_earlier(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Earlier conversations").click()
    page.locator(".reopen").first.wait_for()


def briefing_empty(page: Page) -> None:
    page.get_by_role("tab", name="Briefing").click()
    page.locator(".prepare").wait_for()
    page.locator("#briefing-asking details summary").click()


def briefing_made(page: Page) -> None:
    page.fill("[name=topic]", "night desk")
    page.fill("#briefing-asking [name=as_at]", "2025-11-03")
    page.press("[name=topic]", "Enter")
    page.locator(".briefing").wait_for()
    page.locator(".briefing .cite").first.click()
    page.locator("#briefing-source .source").wait_for()


def briefing_compared(page: Page) -> None:
    page.fill("#briefing-asking [name=as_at]", "2026-06-01")
    page.fill("[name=since]", "2025-11-03")
    page.click(".prepare")
    expect(page.locator(".briefing h2")).to_contain_text("what moved since 3 November 2025")


def register_listed(page: Page) -> None:
    page.get_by_role("tab", name="Register").click()
    page.locator(".items").wait_for()
    page.locator("#register-controls details summary").click()


def register_opened(page: Page) -> None:
    page.fill("#register-controls [name=as_at]", "2026-06-01")
    expect(page.locator(".summary")).to_contain_text("as at 1 June 2026")
    page.locator(".items [data-open]").first.click()
    page.locator("#register-source .source").wait_for()


def reports_held(page: Page) -> None:
    page.get_by_role("tab", name="Reports").click()
    page.locator(".held").wait_for()
    page.locator(".report details:not(.sure) summary").first.click()
    page.locator(".sure summary").first.click()


def reports_told(page: Page) -> None:
    torn = {"name": "torn.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 torn"}
    page.set_input_files("[data-add]", torn)
    page.locator(".told[data-done]").wait_for()


STATES = (
    chat_asked,
    chat_refused,
    chat_chosen,
    chat_earlier,
    briefing_empty,
    briefing_made,
    briefing_compared,
    register_listed,
    register_opened,
    reports_held,
    reports_told,
)
"""What each tab may show, one after the other."""


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_axe_finds_nothing_on_any_tab(context: BrowserContext, address: str, scheme: str) -> None:
    page = signed_in(context, address)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.reload()
    page.locator(".welcome").wait_for()
    found = {"chat_empty": violations(page)}
    for state in STATES:
        state(page)
        found[state.__name__] = violations(page)
    print(f"{scheme}: {len(found)} states of 4 tabs, {sum(map(len, found.values()))} violations")
    assert {name: held for name, held in found.items() if held} == {}


def test_axe_finds_nothing_on_the_pages_to_sign_in(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    assert violations(page) == []
    page.fill("#name", "bob")
    page.fill("#password", "wrong")
    page.press("#password", "Enter")
    page.locator(".error").wait_for()
    assert violations(page) == []
    page.fill("#password", PASSWORDS["bob"])
    page.press("#password", "Enter")
    page.locator(".who a").click()
    page.get_by_role("heading", name="Your account").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize(
    "size", [ZOOMED, pytest.param(PHONE, marks=pytest.mark.slow)], ids=["400% zoom", "phone"]
)
def test_every_tab_fits_a_phone_and_a_zoom_of_400_percent(
    context: BrowserContext, address: str, size: Mapping[str, int]
) -> None:
    page = signed_in(context, address)
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.reload()
    page.locator(".welcome").wait_for()
    for state in STATES:
        state(page)
        assert (state.__name__, page.evaluate(TOO_WIDE)) == (state.__name__, [])


TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth + 1;
  const scrolls = (one) => one && one !== document.body
    && (['auto', 'scroll'].includes(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  return [...document.querySelectorAll('#tabs *, #banner *')].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width > 1 && (right > wide || left < -1) && !scrolls(one.parentElement);
  }).map((one) => `${one.tagName} ${one.id} ${one.className}`).slice(0, 5);
}"""
"""What reaches beyond the window and cannot be scrolled to by itself."""


def violations(page: Page) -> list[str]:
    """What axe-core calls critical, serious or moderate, with the place of the first."""
    return [
        f"{one['impact']}: {one['id']} at {one['nodes'][0]['target']}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] not in LOW
    ]
