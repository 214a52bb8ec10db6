from collections.abc import Iterator
from pathlib import Path

import pytest
from every_route import METHODS, paths
from fastapi import FastAPI
from serving import PASSWORDS, built, office_of
from starlette.testclient import TestClient
from tiny import assistant_of, written

from assistant.routes import ROUTES, as_markdown, found

HERE = "http://127.0.0.1"
PUBLIC = {("GET", "/login"), ("HEAD", "/login"), ("POST", "/login")}
PUBLIC |= {("GET", "/login.css"), ("HEAD", "/login.css")}
STREAMS = {"/gradio_api/heartbeat/abc", "/gradio_api/queue/data"}
POSTS = sorted({route.path for route in ROUTES if "POST" in route.methods})


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("routes")
    assistant = assistant_of(folder / "home", written(folder / "reports"))
    return built(assistant, office_of(folder / "home", login=True))


def client(application: FastAPI, name: str = "") -> TestClient:
    """A browser, signed in as somebody or as nobody."""
    made = TestClient(application, base_url=HERE, headers={"Origin": HERE}, follow_redirects=False)
    if name:
        form = {"name": name, "password": PASSWORDS[name]}
        assert made.post("/login", data=form).headers["location"] == "/"
    return made


@pytest.fixture(scope="module")
def anonymous(application: FastAPI) -> TestClient:
    return client(application)


@pytest.fixture(scope="module")
def reader(application: FastAPI) -> TestClient:
    return client(application, "bob")


@pytest.fixture(scope="module")
def keeper(application: FastAPI) -> TestClient:
    return client(application, "ann")


def every(application: FastAPI) -> Iterator[tuple[str, str]]:
    """Each method with each address that anything in the application answers to."""
    listed = {path.replace("{id}", "abc").replace("{file}", "a.js") for path in _table_paths()}
    for path in sorted({*paths(application.routes), *listed}):
        yield from ((method, path) for method in METHODS)


def _table_paths() -> set[str]:
    return {route.path for route in ROUTES}


def test_the_documented_table_is_the_table() -> None:
    held = (Path(__file__).parents[1] / "docs" / "routes.md").read_text(encoding="utf-8")
    assert held == as_markdown()


def test_the_application_answers_to_many_addresses_and_the_table_names_few(
    application: FastAPI,
) -> None:
    known = {found(method, path) for method, path in every(application)} - {None}
    assert known == set(ROUTES)
    assert len(set(paths(application.routes))) > 3 * len(ROUTES)


def test_every_row_of_the_table_is_answered(application: FastAPI) -> None:
    answered = set(paths(application.routes))
    for path in _table_paths():
        assert path.replace("{id}", "abc").replace("{file}", "a.js") in answered


def test_the_anonymous_get_nothing_but_the_sign_in_page(
    application: FastAPI, anonymous: TestClient
) -> None:
    open_to_all = set()
    for method, path in every(application):
        response = anonymous.request(method, path)
        if response.status_code == 303:
            assert response.headers["location"] == "/login"
            assert path in {"/", "/account"}
        elif response.status_code not in {401, 404}:
            open_to_all.add((method, path))
        assert "Night Desk" not in response.text
        assert "gradio_config" not in response.text
    assert open_to_all == PUBLIC


def test_a_made_up_cookie_is_nobody(application: FastAPI) -> None:
    forger = client(application)
    forger.cookies.set("scrutiny", "0" * 43)
    assert forger.get("/").headers["location"] == "/login?said=ended"
    assert forger.get("/theme.css").status_code == 401


def test_a_reader_gets_what_the_table_says_and_no_more(
    application: FastAPI, reader: TestClient
) -> None:
    for method, path in every(application):
        route = found(method, path)
        if route is None:
            assert reader.request(method, path).status_code == 404
        elif route.who == "keeper":
            refused = reader.request(method, path)
            assert (refused.status_code, refused.text) == (403, "Only a keeper may do this.")
        elif path not in STREAMS | {"/logout"}:
            assert reader.request(method, path).status_code not in {401, 405}


def test_a_keeper_gets_what_the_table_says_and_no_more(
    application: FastAPI, keeper: TestClient
) -> None:
    for method, path in every(application):
        if found(method, path) is None:
            assert keeper.request(method, path).status_code == 404
    assert keeper.post("/uploads?name=a.md", content=b"words").status_code == 200


def test_a_route_that_somebody_adds_stays_closed_until_it_is_in_the_table(
    tmp_path: Path,
) -> None:
    assistant = assistant_of(tmp_path / "home", written(tmp_path / "reports"))
    application = built(assistant, office_of(tmp_path / "home", login=True))
    application.add_api_route("/new", lambda: "secret", methods=["GET"])
    assert client(application, "ann").get("/new").status_code == 404


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1:81", "https://127.0.0.1", "", None],
)
def test_a_post_from_another_site_is_refused(
    keeper: TestClient, path: str, origin: str | None
) -> None:
    headers = {"Origin": origin} if origin is not None else {}
    bare = TestClient(keeper.app, base_url=HERE, cookies=keeper.cookies)
    response = bare.post(path, headers=headers)
    assert (response.status_code, response.text) == (403, "This request came from another site.")


@pytest.mark.parametrize("path", ["/", "/login", "/gradio_api/queue/join", "/theme.css"])
def test_no_other_site_is_let_in_by_cors(keeper: TestClient, path: str) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for response in (keeper.options(path, headers=asked), keeper.get(path, headers=asked)):
        assert response.status_code in {403, 404}
        assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/login", "/account", "/theme.css", "/nothing", "/uploads"])
def test_every_response_carries_the_security_headers(keeper: TestClient, path: str) -> None:
    headers = keeper.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert ("cache-control" in headers) != (path == "/theme.css")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "192.0.2.1"])
def test_another_name_for_this_machine_is_refused(keeper: TestClient, host: str) -> None:
    response = keeper.get("/", headers={"Host": host})
    assert (response.status_code, response.text) == (
        403,
        "This page answers on its own machine only.",
    )


@pytest.mark.parametrize("path", ["/assets/../../etc/passwd", "/static/%2e%2e/secret", "/assets/"])
def test_no_path_leads_out_of_the_assets(keeper: TestClient, path: str) -> None:
    assert keeper.get(path).status_code == 404
