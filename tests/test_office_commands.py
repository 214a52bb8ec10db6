import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tiny import settings_of, written

from assistant.answer import Answer
from assistant.audit import Audit, AuditError, Wanted
from assistant.cli import run
from assistant.history import History
from assistant.sessions import Sessions
from assistant.settings import Settings, SettingsError
from assistant.users import UserError, Users

PASSWORD = "correct horse battery"  # noqa: S105 (of nobody)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "data", "model")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Standard input, with the password on its first line."""
    line = io.StringIO(f"{PASSWORD}\nanother line\n")
    monkeypatch.setattr("sys.stdin", line)
    return line


@pytest.mark.usefixtures("typed")
def test_a_user_is_added_with_a_role_and_a_password_from_standard_input(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["user", "add", "ann", "--role", "keeper"], settings) == 0
    user = Users(settings.home).checked("ann", PASSWORD)
    assert user
    assert user.role == "keeper"
    assert run(["user", "list"], settings) == 0
    assert capsys.readouterr().out == "user added: ann, keeper\nann\tkeeper\n"


def test_nobody_yet_says_what_to_type(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["user", "list"], settings) == 0
    assert "assistant user add NAME --role keeper" in capsys.readouterr().out


def test_a_prompt_asks_twice(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    said = iter([PASSWORD, PASSWORD, PASSWORD, "something else", "short"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(said))
    assert run(["user", "add", "ann"], settings) == 0
    with pytest.raises(UserError, match="not the same"):
        run(["user", "add", "bob"], settings)
    with pytest.raises(UserError, match="12 to 200"):
        run(["user", "add", "bob"], settings)
    assert [user.name for user in Users(settings.home).all()] == ["ann"]


@pytest.mark.parametrize("option", ["--password", "-p"])
def test_a_password_is_never_an_argument(settings: Settings, option: str) -> None:
    with pytest.raises(SystemExit):
        run(["user", "add", "ann", option, PASSWORD], settings)


def test_password_and_role_change_and_are_logged_without_the_password(
    settings: Settings, typed: io.StringIO
) -> None:
    run(["user", "add", "ann"], settings)
    sessions = Sessions(settings.home)
    token = sessions.begin(sessions.users.all()[0])
    typed.seek(0)
    assert run(["user", "password", "ann", "--role", "keeper"], settings) == 0
    assert sessions.of(token) is None
    assert run(["user", "role", "ann", "reader"], settings) == 0
    events = [(e.event, e.body["role"]) for e in Audit(settings.home).entries()]
    assert events == [
        ("user added", "reader"),
        ("password changed", "keeper"),
        ("role changed", "reader"),
    ]
    logged = b"".join(path.read_bytes() for path in settings.home.glob("audit.db*"))
    assert PASSWORD.encode() not in logged


@pytest.mark.usefixtures("typed")
def test_a_removed_user_takes_the_history_along(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["user", "add", "ann"], settings)
    (ann,) = Users(settings.home).all()
    history = History(settings.home)
    history.keep(ann, Answer("Who owns it?", ()))
    assert run(["user", "remove", "ann"], settings) == 0
    assert "ann is removed, with 1 conversation" in capsys.readouterr().out
    assert history.list(ann) == ()


@pytest.mark.parametrize(
    "does", [["remove", "zed"], ["password", "zed"], ["role", "zed", "keeper"]]
)
def test_an_unknown_user_is_told(settings: Settings, does: list[str]) -> None:
    with pytest.raises(UserError, match="no user zed; type: assistant user list"):
        run(["user", *does], settings)


@pytest.fixture
def logged(settings: Settings) -> Settings:
    """Settings over a log of three entries."""
    audit = Audit(settings.home)
    body = {"question": "=HYPERLINK(1)", "answer": "Nobody.\nMore.", "passages": []}
    audit.record("asked", "ann", "page", body)
    audit.record("asked", "@bob", "page", {**body, "question": "Who owns it?"})
    audit.record("signed out", "ann", "page", {})
    return settings


def test_the_log_is_read_and_filtered(logged: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--event", "asked", "--find", "who OWNS"], logged) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("2  20")
    assert first.endswith("Z  @bob  asked  Who owns it?")
    assert second == "    Nobody. (0 passages)"
    assert run(["audit", "--who", "nobody"], logged) == 0
    assert capsys.readouterr().out == "no entries\n"


def test_the_log_is_exported_whole(
    logged: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["audit", "--json"], logged)
    entries = json.loads(capsys.readouterr().out)
    assert [entry["number"] for entry in entries] == [1, 2, 3]
    assert entries[0]["body"]["question"] == "=HYPERLINK(1)"
    run(["audit", "--csv", "--out", str(tmp_path / "log.csv")], logged)
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["who"] for row in rows] == ["ann", "'@bob", "ann"]
    assert json.loads(rows[0]["body"]) == entries[0]["body"]


def test_the_log_is_proven_and_pruned(logged: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--verify"], logged) == 0
    said = capsys.readouterr().out
    assert said.startswith("unbroken: 3 entries; head 3:")
    assert run(["audit", "--head", said.split()[-1]], logged) == 0
    with pytest.raises(AuditError, match="not in the log"):
        run(["audit", "--head", "3:" + "f" * 64], logged)
    assert run(["audit", "--prune", "1"], logged) == 0
    assert capsys.readouterr().out.endswith("0 entries removed\n")


def test_questions_of_the_command_line_are_logged_where_the_setting_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_of(tmp_path, monkeypatch)
    run(["ingest", str(written(tmp_path / "reports"))], settings)
    run(["ask", "Who owns management action 1?"], settings)
    assert not list(Audit(settings.home).entries())
    monkeypatch.setattr("getpass.getuser", lambda: "ann")
    run(["ask", "Who owns management action 1?"], replace(settings, log_commands=True))
    (entry,) = Audit(settings.home).entries(Wanted(event="asked"))
    assert (entry.who, entry.door) == ("ann", "command line")
    assert entry.body["question"] == "Who owns management action 1?"
    assert "Desk Manager" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name",
    ["KEEP_DAYS", "LOG_COMMANDS", "IDLE_MINUTES", "SESSION_HOURS", "UPLOAD_MB"],
)
@pytest.mark.parametrize("value", ["", "-1", "many", "1.5"])
def test_a_setting_that_makes_no_sense_is_told(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"ASSISTANT_{name}={value} is not a whole number"):
        Settings.read({f"ASSISTANT_{name}": value})


def test_settings_are_read_from_the_environment() -> None:
    read = Settings.read({"ASSISTANT_KEEP_DAYS": "90", "ASSISTANT_URL": "https://desk.example"})
    assert (read.keep_days, read.url, read.idle_minutes) == (90, "https://desk.example", 30)
