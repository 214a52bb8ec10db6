import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page
from serving import office_of, served
from tiny import BagOfWords

from assistant.answer import Turn
from assistant.ask import Assistant
from assistant.chat import AddressError, serve
from assistant.office import Office
from assistant.recorder import Recorder
from assistant.settings import Settings
from assistant.talk import MAX_QUESTION, Talk
from assistant.thread import Thread, turns
from index.ingest import ingest
from index.library import Library
from index.search import Search
from index.vectors import VectorStore

REPORT = """---
title: Night Desk Audit
publisher: Example Audit LLP
kind: internal audit
reference: 7.25/26
force: Northshire Police
published: 2025-11-03
---

# Night Desk Audit

## SUMMARY OF MANAGEMENT ACTIONS

{filler}

| Ref | Action | Priority | Responsible Owner | Date |
|---|---|---|---|---|
| 1 | The Force will log each handover. | High | Desk Manager | 31 August 2025 |
| 2 | The Force will review &lt;img src=https://evil.example/p onerror=h()&gt; the rota. | Low | \
Superintendent (Prevention) | 31 March 2026 |

## FINDINGS

The night desk keeps no log of its handovers, and no sergeant signs the rota.
"""
HOSTILE = (
    '<img src="https://evil.example/q.png" onerror="window.hacked=1">${window.hacked=1}{{hacked}}'
)


IN_SIGHT = """() => {
  const { top, bottom } = document.querySelector('.source mark').getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("home")
    filler = "\n\n".join(
        f"We read the log of night {night} and of its rota." for night in range(60)
    )
    (home / "audit.md").write_text(REPORT.format(filler=filler), encoding="utf-8")
    library, store, embedder = Library(home), VectorStore(home), BagOfWords()
    ingest([home / "audit.md"], library, store, embedder)
    search = Search(library, store, embedder)
    return Assistant(search, library.reports(), today=lambda: date(2025, 12, 1))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_of(tmp_path_factory.mktemp("office"), login=False)


@pytest.fixture(scope="module")
def address(assistant: Assistant, office: Office) -> Iterator[str]:
    with served(assistant, office) as address:
        yield address


@pytest.fixture
def talk(assistant: Assistant, office: Office) -> Talk:
    recorder = Recorder(assistant, office.audit, "page")
    return Talk(assistant, recorder, office.history, office.feedback)


@pytest.fixture
def requested() -> list[str]:
    """Every address that the page asks for while a test runs."""
    return []


@pytest.fixture
def page(browser: Browser, address: str, requested: list[str]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 600})
    page.on("request", lambda request: requested.append(request.url))
    page.goto(address)
    page.locator(".example").first.wait_for()
    yield page
    page.close()


def ask(page: Page, question: str) -> Locator:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    return page.locator(".answer").last


@pytest.mark.browser
def test_an_example_is_answered_and_its_number_opens_the_marked_source(page: Page) -> None:
    page.locator(".example", has_text="Who owns management action 2").click()
    page.locator(".answer .cite").first.click()
    source = page.locator(".source[data-asked='1']")
    source.wait_for()
    assert "Night Desk Audit" in source.inner_text()
    assert "Superintendent (Prevention)" in source.locator("mark").all_inner_texts()
    assert source.locator("table tr").count() == 3
    page.wait_for_function(IN_SIGHT)
    assert page.locator(".cite[aria-current]").count() > 0


@pytest.mark.browser
def test_nothing_hostile_comes_alive_and_nothing_leaves_the_machine(
    page: Page, address: str, requested: list[str]
) -> None:
    ask(page, "Who owns management action 2 and by when?").locator(".cite").first.click()
    page.locator(".source mark", has_text="<img").wait_for()
    ask(page, HOSTILE).wait_for()
    page.get_by_text(HOSTILE).first.wait_for()
    assert page.evaluate("window.hacked") is None
    assert page.locator("#desk img, #desk a, #desk script").count() == 0
    assert [url for url in requested if not url.startswith((address, "data:"))] == []


@pytest.mark.browser
def test_the_keyboard_alone_opens_a_source_and_goes_back(page: Page) -> None:
    ask(page, "Who owns management action 1 and by when?").wait_for()
    page.locator(".answer .cite").first.focus()
    page.keyboard.press("Enter")
    page.locator(".source:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator(".cite:focus").wait_for()


@pytest.mark.browser
def test_a_question_that_cannot_be_taken_gets_a_word_and_stays_in_the_box(page: Page) -> None:
    page.click("#send")
    page.get_by_text("Type a question first.").wait_for()
    long = "x" * 20_000
    page.fill("#question textarea", long)
    page.click("#send")
    page.get_by_text("That is 20,000 characters long.").wait_for()
    assert page.input_value("#question textarea") == long


@pytest.mark.browser
def test_what_is_not_in_the_corpus_looks_different(page: Page) -> None:
    absent = ask(page, "zyzzyva quux?")
    page.locator(".answer.absent").wait_for()
    assert absent.locator("h3").inner_text() == "Not in the corpus"
    assert "Searched 1 report" in absent.inner_text()


@pytest.mark.browser
def test_the_page_fits_a_phone(browser: Browser, address: str) -> None:
    phone = browser.new_page(viewport={"width": 320, "height": 640})
    phone.goto(address)
    phone.locator(".example").first.click()
    phone.locator(".answer .cite").first.click()
    phone.locator(".source[data-asked='1']").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.close()


def test_the_page_comes_with_a_strict_policy(address: str) -> None:
    response = httpx.get(address)
    policy, html = response.headers["content-security-policy"], response.text
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'nonce-" in policy
    assert html.count("<script") == html.count("<script nonce=")
    assert "https://fonts" not in html


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("gradio_api/info", {}, 404),
        ("config", {}, 404),
        ("gradio_api/upload", {}, 404),
        ("gradio_api/file=/etc/passwd", {}, 404),
        ("gradio_api/proxy=https://evil.example", {}, 404),
        ("", {"Host": "evil.example"}, 403),
        ("", {"Origin": "https://evil.example"}, 403),
    ],
)
def test_what_the_page_does_not_need_is_closed(
    address: str, path: str, headers: dict[str, str], status: int
) -> None:
    assert httpx.get(address + path, headers=headers).status_code == status


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.10", "::", "example.org", ""])  # noqa: S104 (must ask for a login)
def test_another_address_is_not_served_while_nobody_could_sign_in(
    tmp_path: Path, host: str
) -> None:
    with pytest.raises(AddressError, match="assistant user add NAME"):
        serve(Settings(tmp_path, "model"), host=host)


def test_a_taken_port_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressError, match=f"port {port} cannot be used"):
            serve(Settings(tmp_path, "model"), port=port)


def test_a_follow_up_carries_the_conversation(talk: Talk) -> None:
    *_, first = talk.respond("Who owns management action 1?", Thread())
    assert turns(first.thread.exchanges)[0] == Turn("user", "Who owns management action 1?")
    assert "Desk Manager" in turns(first.thread.exchanges)[1].content
    *_, second = talk.respond("and by when?", first.thread)
    assert [answer.question for answer in second.answers] == [
        "Who owns management action 1?",
        "and by when?",
    ]


def test_a_long_question_is_refused_and_the_conversation_kept(talk: Talk) -> None:
    *_, before = talk.respond("Who owns management action 1?", Thread())
    (after,) = talk.respond("x" * (MAX_QUESTION + 1), before.thread)
    assert after.answers == before.answers
    assert after.conversation == before.conversation
    assert "2,001 characters" in after.notice
