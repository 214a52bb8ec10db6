from dataclasses import dataclass
from pathlib import Path

import pytest
from clock import Clock
from fastapi import FastAPI
from httpx import Response
from serving import PASSWORDS, built, office_of
from starlette.testclient import TestClient
from tiny import assistant_of, written

from assistant.account import cookie_name
from assistant.ask import Assistant
from assistant.audit import Wanted
from assistant.office import Office
from assistant.settings import Settings
from assistant.site import AddressError, Site

HERE = "http://127.0.0.1"
WRONG = "Name or password is not right."


@dataclass
class Door:
    """A page with its stores and the clock that they go by."""

    application: FastAPI
    office: Office
    clock: Clock
    home: Path

    def client(self, name: str = "") -> TestClient:
        made = TestClient(
            self.application, base_url=HERE, headers={"Origin": HERE}, follow_redirects=False
        )
        if name:
            assert sign_in(made, name).headers["location"] == "/"
        return made


def sign_in(client: TestClient, name: str, password: str = "") -> Response:
    return client.post("/login", data={"name": name, "password": password or PASSWORDS[name]})


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("login")
    return assistant_of(folder / "home", written(folder / "reports"))


@pytest.fixture
def door(assistant: Assistant, tmp_path: Path) -> Door:
    clock = Clock()
    office = office_of(tmp_path, login=True, clock=clock)
    return Door(built(assistant, office), office, clock, tmp_path)


def events(door: Door) -> list[tuple[str, str]]:
    return [(entry.event, entry.who) for entry in door.office.audit.entries()]


def test_signing_in_opens_the_page_and_signing_out_closes_it_on_the_server(door: Door) -> None:
    client = door.client("bob")
    cookie = client.cookies["scrutiny"]
    assert client.get("/").status_code == 200
    assert "signed in as <b>bob</b> (reader)" in client.get("/account").text
    assert client.post("/logout").headers["location"] == "/login?said=out"
    stolen = door.client()
    stolen.cookies.set("scrutiny", cookie)
    assert stolen.get("/").headers["location"] == "/login?said=ended"
    assert stolen.get("/theme.css").status_code == 401
    assert events(door) == [("signed in", "bob"), ("signed out", "bob")]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(door: Door) -> None:
    cookie = sign_in(door.client(), "bob").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "expires" not in cookie.lower()


def test_by_https_the_cookie_is_for_https_and_this_host_alone(
    assistant: Assistant, tmp_path: Path
) -> None:
    site = Site.of("127.0.0.1", "https://desk.example")
    office = Office.open(Settings(tmp_path, "model"), site)
    office.sessions.users.add("bob", PASSWORDS["bob"], "reader")
    there = "https://desk.example"
    client = TestClient(
        built(assistant, office),
        base_url=there,
        headers={"Origin": there},
        follow_redirects=False,
    )
    cookie = sign_in(client, "bob").headers["set-cookie"]
    assert cookie.startswith(f"{cookie_name(office)}=")
    assert cookie_name(office).startswith("__Host-")
    assert "Secure" in cookie
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": "127.0.0.1"}).status_code == 403
    assert client.post("/logout", headers={"Origin": "http://desk.example"}).status_code == 403


def test_a_wrong_name_and_a_wrong_password_read_the_same(door: Door) -> None:
    client = door.client()
    wrong = [sign_in(client, "bob", "not this one"), sign_in(client, "nobody", "not this one")]
    pages = [response.text.replace("nobody", "bob") for response in wrong]
    assert [response.status_code for response in wrong] == [403, 403]
    assert WRONG in pages[0]
    assert pages[0] == pages[1]
    assert "set-cookie" not in wrong[0].headers
    assert events(door) == [("sign-in refused", "bob"), ("sign-in refused", "unknown")]


def test_guessing_is_slowed_and_the_right_password_waits_too(door: Door) -> None:
    client = door.client()
    for _ in range(4):
        assert WRONG in sign_in(client, "bob", "not this one").text
    refused = sign_in(client, "bob")
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "1"
    assert "Too many tries. Wait 1 second, then try again." in refused.text
    door.clock.passes(1)
    assert WRONG in sign_in(client, "bob", "not this one").text
    assert "Wait 2 seconds" in sign_in(client, "bob").text
    door.clock.passes(2)
    assert sign_in(client, "bob").headers["location"] == "/"


def test_a_session_ends_when_nothing_is_done_and_after_a_day_at_work(door: Door) -> None:
    client = door.client("bob")
    door.clock.passes(29 * 60)
    assert client.get("/").status_code == 200
    door.clock.passes(31 * 60)
    assert client.get("/").headers["location"] == "/login?said=ended"
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    client = door.client("bob")
    for _ in range(36):
        assert client.get("/theme.css").status_code == 200
        door.clock.passes(20 * 60)
    door.clock.passes(60)
    assert client.get("/theme.css").status_code == 401


def test_a_session_is_new_at_each_sign_in(door: Door) -> None:
    client = door.client("bob")
    first = client.cookies["scrutiny"]
    sign_in(client, "bob")
    assert client.cookies["scrutiny"] != first
    old = door.client()
    old.cookies.set("scrutiny", first)
    assert old.get("/theme.css").status_code == 401


def test_a_token_of_ones_own_making_does_not_become_a_session(door: Door) -> None:
    client = door.client()
    client.cookies.set("scrutiny", "chosen-by-somebody-else")
    assert sign_in(client, "bob").headers["location"] == "/"
    assert "chosen-by-somebody-else" not in sign_in(client, "bob").headers["set-cookie"]


def test_a_user_changes_the_password_and_is_signed_out_elsewhere(door: Door) -> None:
    here, elsewhere = door.client("bob"), door.client("bob")
    form = {"old": PASSWORDS["bob"], "new": "a brand new one 7"}
    assert here.post("/account/password", data=form).headers["location"] == "/account?said=changed"
    assert "Your password is changed." in here.get("/account?said=changed").text
    assert elsewhere.get("/theme.css").status_code == 401
    assert WRONG in sign_in(elsewhere, "bob").text
    assert sign_in(elsewhere, "bob", "a brand new one 7").headers["location"] == "/"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("not this one", "a brand new one 7", "password you have now is not right"),
        (PASSWORDS["bob"], "short", "12 to 200 characters"),
    ],
)
def test_a_password_that_cannot_be_changed_says_why(
    door: Door, old: str, new: str, words: str
) -> None:
    client = door.client("bob")
    refused = client.post("/account/password", data={"old": old, "new": new})
    assert refused.status_code == 403
    assert words in refused.text
    assert sign_in(door.client(), "bob").headers["location"] == "/"


def test_neither_passwords_nor_tokens_are_in_the_log(door: Door) -> None:
    client = door.client("bob")
    token = client.cookies["scrutiny"]
    sign_in(client, PASSWORDS["eve"], "typed in the wrong box")
    client.post("/account/password", data={"old": PASSWORDS["bob"], "new": "a brand new one 7"})
    client.post("/logout")
    logged = b"".join(path.read_bytes() for path in door.home.glob("audit.db*"))
    assert b"sign-in refused" in logged
    for secret in (*PASSWORDS.values(), "a brand new one 7", "typed in the wrong box", token):
        assert secret.encode() not in logged
    assert door.office.audit.verify().entries == len(list(door.office.audit.entries(Wanted())))


def test_what_was_typed_comes_back_escaped(door: Door) -> None:
    page = sign_in(door.client(), '"><script>alert(1)</script>', "x").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_without_login_there_is_nobody_to_sign_in(assistant: Assistant, tmp_path: Path) -> None:
    client = TestClient(
        built(assistant, office_of(tmp_path, login=False)),
        base_url=HERE,
        headers={"Origin": HERE},
        follow_redirects=False,
    )
    assert client.get("/").status_code == 200
    for response in (client.get("/login"), client.get("/account"), client.post("/login")):
        assert response.headers["location"] == "/"


@pytest.mark.parametrize(
    ("host", "url", "login"),
    [
        ("127.0.0.1", "", False),
        ("::1", "", False),
        ("localhost", "", False),
        ("0.0.0.0", "", True),  # noqa: S104 (must ask for a login)
        ("::", "", True),
        ("192.0.2.1", "", True),
        ("", "", True),
        ("desk.example", "", True),
        ("127.0.0.1", "https://desk.example", True),
    ],
)
def test_login_is_off_only_where_this_machine_alone_can_reach(
    host: str, url: str, *, login: bool
) -> None:
    assert Site.of(host, url).login is login
    assert Site.of(host, url, login=True).login


@pytest.mark.parametrize("url", ["desk.example", "ftp://desk.example", "https://desk.example/chat"])
def test_an_address_for_browsers_is_one_of_a_whole_site(url: str) -> None:
    with pytest.raises(AddressError, match="is not a site"):
        Site.of("127.0.0.1", url)


def test_an_open_address_answers_to_addresses_and_not_to_strange_names() -> None:
    site = Site.of("0.0.0.0")  # noqa: S104 (must ask for a login)
    assert site.answers("192.0.2.1:7860")
    assert site.answers("[2001:db8::1]:7860")
    assert not site.answers("desk.example")
    assert not site.answers("192.0.2.1.evil.example")
