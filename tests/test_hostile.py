"""Hostile strings in reports, names and questions stay words, and nothing calls out."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from hostile import HOSTILE
from playwright.sync_api import Browser, BrowserContext, Page
from serving import PASSWORDS, office_of, served
from tiny import assistant_of

from assistant import plain
from assistant.user import User

ALIVE = """() => [...document.querySelectorAll(
  '#banner *, #conversation *, #source *, #notice *'
)].filter((one) =>
  ['IMG', 'SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'LINK', 'META', 'BASE', 'STYLE', 'FORM',
   'INPUT', 'VIDEO', 'AUDIO', 'PICTURE', 'MARQUEE', 'DIALOG'].includes(one.tagName.toUpperCase())
  || (one.tagName === 'A' && one.getAttribute('href') !== '/account')
  || (one.style.position && one.dataset.testid !== 'status-tracker')
  || [...one.attributes].some((held) => held.name.startsWith('on'))
).map((one) => one.outerHTML.slice(0, 200))"""
LOOSE = "() => document.querySelectorAll('body > dialog, body > form, body > style').length"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    reports = folder / "reports"
    reports.mkdir()
    for number, hostile in enumerate(HOSTILE):
        (reports / f"report{number}.md").write_text(report(number, hostile), encoding="utf-8")
    assistant = assistant_of(folder / "home", reports)
    with served(assistant, office_of(folder / "home", login=True)) as address:
        yield address


def report(number: int, hostile: str) -> str:
    """A report with a hostile string in its title, publisher, heading, a sentence and a cell."""
    return (
        f"---\ntitle: Night desk {number} {hostile}\npublisher: {hostile}\n"
        f"kind: internal audit\nreference: {number}.25/26\n---\n\n# Audit {number}\n\n"
        f"## FINDINGS {escape(hostile)}\n\n"
        f"The quokka{number} desk keeps no log because {escape(hostile)} was printed.\n\n"
        f"| Ref | Finding |\n|---|---|\n| {number} | {escape(hostile)} |\n"
    )


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    yield context
    context.close()


@pytest.fixture
def requested(context: BrowserContext) -> list[str]:
    """Every address that anything in the browser asks for."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.fixture
def complaints(context: BrowserContext) -> list[str]:
    """What the browser refused, what came up over the page, and what went wrong in it."""
    heard: list[str] = []
    context.on("dialog", lambda dialog: heard.append(f"dialog: {dialog.message}"))
    context.on("weberror", lambda raised: heard.append(f"error: {raised.error}"))
    context.on(
        "console",
        lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None,
    )
    return heard


def signed_in(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.fill("#name", "bob")
    page.fill("#password", PASSWORDS["bob"])
    page.click("button")
    page.locator(".who").wait_for()
    return page


SOME_AND_ALL = [range(0, 40, 8), pytest.param(range(40), marks=pytest.mark.slow)]


@pytest.mark.browser
@pytest.mark.parametrize("numbers", SOME_AND_ALL, ids=["some", "all"])
def test_hostile_strings_stay_words(
    context: BrowserContext,
    address: str,
    requested: list[str],
    complaints: list[str],
    numbers: range,
) -> None:
    page = signed_in(context, address)
    page.locator(".banner summary").click()
    assert page.locator(".banner li").count() == len(HOSTILE) == 40
    assert page.evaluate(ALIVE) == []
    page.locator(".banner summary").click()
    for place, number in enumerate(numbers):
        hostile = HOSTILE[number]
        question = f"Why does the quokka{number} desk keep no log? {hostile}"
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        turn = page.locator(".turn").nth(place)
        turn.locator(".answer").wait_for()
        assert question in turn.locator(".asked").inner_text()
        turn.locator(f".place:has-text('Night desk {number} ')").first.click()
        source = page.locator(".source[data-asked='1']", has_text=f"Night desk {number} ")
        source.wait_for()
        assert f"quokka{number} desk" in source.inner_text()
        if "](" not in hostile:  # the Markdown reader takes a link for its words
            assert hostile in source.inner_text()
            assert hostile[:40].rstrip() in turn.locator(".answer").inner_text()
        assert page.evaluate(ALIVE) == []
    assert page.locator(".turn").count() == len(numbers)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate(LOOSE) == 0
    assert page.url == address
    assert len(context.pages) == 1
    assert [url for url in requested if not url.startswith((address, "data:"))] == []
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("numbers", SOME_AND_ALL, ids=["some", "all"])
def test_hostile_names_stay_words_on_the_plain_pages(
    context: BrowserContext,
    requested: list[str],
    complaints: list[str],
    tmp_path: Path,
    numbers: range,
) -> None:
    page = context.new_page()
    held = tmp_path / "page.html"  # without headers: nothing but the escaping protects it
    for hostile in (HOSTILE[number] for number in numbers):
        shown = (
            plain.sign_in(error=hostile, said=hostile, name=hostile),
            plain.account(User(1, hostile, "reader"), error=hostile, said=hostile, idle_minutes=30),
        )
        for html in shown:
            held.write_text(html.replace("/login.css", "data:,"), encoding="utf-8")
            page.goto(held.as_uri())
            assert page.locator(".error").inner_text() == hostile
            forms = page.evaluate("[...document.forms].map((form) => form.getAttribute('action'))")
            assert set(forms) <= {"/login", "/logout", "/account/password"}
            assert page.locator("script, img, svg, iframe, style, dialog").count() == 0
            assert page.evaluate("window.hacked") is None
    assert {url.partition(":")[0] for url in requested} <= {"file", "data"}
    assert complaints == []
