from pathlib import Path

import pytest

from assistant.user import LOCAL, RoleError, User
from assistant.users import UserError, Users

PASSWORD = "correct horse battery"  # noqa: S105 (of nobody)


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path)


def test_a_user_is_known_by_name_and_password_in_capitals_or_not(users: Users) -> None:
    ann = users.add("Ann", PASSWORD, "keeper")
    assert users.checked("ann", PASSWORD) == ann
    assert users.checked("ann", PASSWORD + " ") is None
    assert users.checked("nobody", PASSWORD) is None


def test_no_password_stands_in_the_file(users: Users, tmp_path: Path) -> None:
    users.add("ann", PASSWORD, "reader")
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in held
    assert b"$argon2id$" in held


def test_the_file_is_for_its_owner_alone(users: Users, tmp_path: Path) -> None:
    users.add("ann", PASSWORD, "reader")
    modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.iterdir()}
    assert modes
    assert set(modes.values()) == {0}


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "12 to 200"),
        ("x" * 201, "12 to 200"),
        ("my name is ann!", "name of its user"),
        ("abababababab", "six different"),
    ],
)
def test_a_password_that_will_not_do_is_refused(users: Users, password: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        users.add("ann", password, "reader")
    assert users.all() == ()


@pytest.mark.parametrize(
    "name", ["", "a", "local", "LOCAL", "ann b", "<b>ann</b>", "ann\n", "a" * 41, "änn", "../ann"]
)
def test_a_name_is_plain(users: Users, name: str) -> None:
    with pytest.raises(UserError, match="will not do as a name"):
        users.add(name, PASSWORD, "reader")


def test_a_name_is_taken_once(users: Users) -> None:
    users.add("ann", PASSWORD, "reader")
    with pytest.raises(UserError, match="already"):
        users.add("ANN", PASSWORD, "keeper")


def test_what_looks_the_same_is_the_same_password(users: Users) -> None:
    users.add("ann", "cafe\u0301 au lait, twice", "reader")
    assert users.checked("ann", "caf\u00e9 au lait, twice")


def test_a_name_given_again_is_another_user(users: Users) -> None:
    first = users.add("ann", PASSWORD, "reader")
    users.remove("ann")
    assert users.add("ann", PASSWORD, "reader").id > first.id


def test_a_role_changes_and_unknown_users_are_told(users: Users) -> None:
    users.add("ann", PASSWORD, "reader")
    assert users.set_role("ann", "keeper").role == "keeper"
    assert [user.role for user in users.all()] == ["keeper"]
    for change in (users.remove, lambda name: users.set_password(name, PASSWORD)):
        with pytest.raises(UserError, match="no user zed"):
            change("zed")


def test_a_keeper_may_what_a_reader_may_and_not_the_other_way() -> None:
    reader = User(1, "bob", "reader")
    reader.require("reader")
    LOCAL.require("keeper")
    with pytest.raises(RoleError, match="only a keeper may do this; bob is a reader"):
        reader.require("keeper")
