"""The register tab: choosing, sorting, keeping and opening; hostile words stay words."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from html import escape

import httpx
import pytest
from hostile import HOSTILE
from playwright.sync_api import Browser, Page, expect
from registers import actions, audit
from serving import office_of, served
from tiny import AUDIT, GRADED, RESPONSE, assistant_of, following, library_of, written
from visitor import Visitor

from assistant.office import Office
from assistant.place import GoneError, found, key_of
from assistant.tab_register import RegisterPage
from assistant.timeline import timeline
from assistant.wanted import WantedError, wanted

TODAY = date(2025, 11, 3)
AS_AT = {"as_at": "2025-11-03"}
ALIVE = """(place) => [...document.querySelectorAll(`${place} *`)].filter((one) =>
  ['IMG', 'SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'LINK', 'META', 'BASE', 'STYLE', 'FORM',
   'VIDEO', 'AUDIO', 'PICTURE', 'MARQUEE', 'DIALOG'].includes(one.tagName.toUpperCase())
  || (one.tagName === 'A' && !one.getAttribute('href').startsWith('/register.'))
  || [...one.attributes].some((held) => held.name.startsWith('on'))
).map((one) => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_of(tmp_path_factory.mktemp("office"), login=True)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> RegisterPage:
    folder = tmp_path_factory.mktemp("register")
    return RegisterPage(assistant_of(folder / "home", written(folder / "reports")))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    rows = [
        f"{n} | The Force will look at {escape(text)} | High | {escape(text)} | 31 August 2025"
        for n, text in enumerate((one.replace("|", "/") for one in HOSTILE), start=1)
    ]
    hostile = audit(actions(*rows), title=f"Words {HOSTILE[0]}").replace("7.25/26", "9.25/26")
    texts = {"audit": AUDIT, "response": RESPONSE, "graded": GRADED, "hostile": hostile}
    library_of(folder / "home", written(folder / "reports", **texts))
    with served(following(folder / "home"), office) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.fill("#name", "bob")
    page.fill("#password", "blue kettle morning")
    page.click("button")
    page.get_by_role("tab", name="Register").click()
    page.locator(".items").wait_for()
    page.fill("[name=as_at]", "2025-11-03")
    expect(page.locator(".summary")).to_contain_text("as at 3 November 2025")
    yield page
    page.close()


def test_only_what_passes_the_choices_is_listed(register: RegisterPage) -> None:
    chosen, _ = register.chosen({**AS_AT, "family": "management action", "past_due": "1"})
    assert [row.item.label for row in chosen.rows] == ["Management action 1"]


def test_a_report_is_chosen_by_its_whole_id(register: RegisterPage) -> None:
    (one,) = {row.item.report for row in register.chosen({"owner": "training"})[0].rows}
    chosen, _ = register.chosen({"report": one})
    assert {row.item.report for row in chosen.rows} == {one}


def test_past_due_is_told_in_words_and_a_conflict_by_both_quotations(
    register: RegisterPage,
) -> None:
    shown = register.listing({**AS_AT, "owner": "nights"})
    assert "Past due, completion not recorded" in shown
    assert "<q>Desk Manager</q>" in shown
    assert "<q>Chief Inspector (Nights)</q>" in shown


def test_a_day_that_is_none_is_told(register: RegisterPage) -> None:
    assert "“2025-13-01” is not a date" in register.listing({"as_at": "2025-13-01"})
    with pytest.raises(WantedError, match="give it as 2025-11-03"):
        wanted({"due_after": "soon"}, TODAY)


def test_an_owner_that_nobody_is_leads_to_the_owners_there_are(register: RegisterPage) -> None:
    assert "Desk Manager" in register.listing({"owner": "the moon"})


def test_choices_that_nothing_passes_say_what_to_do(register: RegisterPage) -> None:
    said = {**AS_AT, "family": "management action", "due_after": "2030-01-01"}
    assert "Nothing passes these choices" in register.listing(said)


def test_the_picture_says_in_words_what_it_shows(register: RegisterPage) -> None:
    chosen, _ = register.chosen({**AS_AT, "family": "management action"})
    # Actions 1 to 3 are due on 31 August and 3 November 2025 and 31 March 2026; 4 has no date.
    told = (
        "3 of 4 have a date, from 31 August 2025 to 31 March 2026. As at 3 November 2025: "
        "1 past due, completion not recorded, 2 not yet due."
    )
    drawn = timeline(chosen)
    assert f'role="img" aria-label="{told}"' in drawn
    assert drawn.count('<path class="past"') - 1 == 1  # the other is the key's
    assert drawn.count('<circle class="ahead"') - 1 == 2


def test_a_place_opens_as_long_as_the_reports_stand(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("place")
    assistant = assistant_of(folder / "home", written(folder / "reports"))
    span = assistant.register.items[0].sources[0]
    key = key_of(span, assistant.generation.id)
    assert found(key, assistant)[2] == span
    for bad in ("", "x", key.replace("1:", "2:", 1), key + "0", "1:5:2:" + span.section):
        with pytest.raises(GoneError):
            found(bad, assistant)


def test_rows_are_given_as_files_to_whoever_is_signed_in(address: str) -> None:
    asked = "/register.csv?as_at=2025-11-03&past_due=1&report=&owner=Chief+Inspector+(Nights)"
    with Visitor(address, "bob") as bob:
        given = bob.http.get(asked)
        book = bob.http.get("/register.xlsx?as_at=2025-11-03")
        wrong = bob.http.get("/register.csv?as_at=never")
    rows = list(csv.DictReader(io.StringIO(given.content.decode("utf-8-sig"))))
    assert [row["item"] for row in rows] == ["Management action 1"]
    assert "register-as-at-2025-11-03.csv" in given.headers["content-disposition"]
    assert book.content.startswith(b"PK")
    assert (wrong.status_code, "is not a date" in wrong.text) == (400, True)
    assert httpx.get(address.rstrip("/") + asked).status_code == 401


@pytest.mark.browser
def test_choosing_sorting_and_opening_an_item(page: Page) -> None:
    page.select_option(
        "[name=report]", label="Night Desk Audit, internal audit 7.25/26, 3 November 2025"
    )
    rows = page.locator(".items tbody tr")
    expect(rows).to_have_count(4)
    page.get_by_role("button", name="Due").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Due")
    assert "31 August 2025" in rows.first.inner_text()
    page.get_by_role("button", name="Due").click()
    assert "No date" in rows.first.inner_text()
    page.check("[name=past_due]")
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Management action 1", exact=True).press("Enter")
    source = page.locator("#register-source .source")
    source.wait_for()
    assert "The Force will log each handover." in source.locator("mark").all_inner_texts()
    expect(source).to_be_focused()
    source.press("Escape")
    expect(page.get_by_role("button", name="Management action 1", exact=True)).to_be_focused()
    expect(page.locator("#register-source .source")).to_have_count(0)


@pytest.mark.browser
def test_forty_hostile_owners_and_a_hostile_title_stay_words(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.select_option("[name=priority]", label="High", force=True)
    expect(page.locator(".items tbody tr")).to_have_count(41)
    shown = " ".join(page.locator("#register-list").inner_text().replace("`", "").split())
    for hostile in (one for one in HOSTILE if "](" not in one):  # Markdown takes a link for words,
        words = hostile.replace("|", "/").replace("`", "")  # and marks of code for no words
        assert " ".join(words.split()) in shown
    page.locator(".items tbody tr").last.locator("[data-open]").first.click()
    page.locator("#register-source .source").wait_for()
    for place in ("#register-controls", "#register-list", "#register-source"):
        assert page.evaluate(ALIVE, place) == []
    page.get_by_role("tab", name="Reports").click()
    page.locator(".held").wait_for()
    assert HOSTILE[0] in page.locator(".held").inner_text()
    assert page.evaluate(ALIVE, "#reports-held") == []
    assert page.evaluate("window.hacked") is None
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
