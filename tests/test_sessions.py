from pathlib import Path

import pytest
from clock import Clock

from assistant.sessions import Sessions
from assistant.user import User

PASSWORD = "correct horse battery"  # noqa: S105 (of nobody)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Sessions:
    return Sessions(tmp_path, idle_s=600, whole_s=3600, clock=clock)


@pytest.fixture
def ann(sessions: Sessions) -> User:
    return sessions.users.add("ann", PASSWORD, "reader")


def test_a_token_stands_for_its_user_until_it_is_ended(sessions: Sessions, ann: User) -> None:
    token = sessions.begin(ann)
    session = sessions.of(token)
    assert session
    assert session.user == ann
    sessions.end(token)
    assert sessions.of(token) is None


def test_a_made_up_token_is_nobody_and_the_file_holds_none(
    sessions: Sessions, ann: User, tmp_path: Path
) -> None:
    token = sessions.begin(ann)
    session = sessions.of(token)
    assert session
    assert sessions.of("") is None
    assert sessions.of(session.key) is None
    assert token.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_session_ends_when_nothing_is_done(sessions: Sessions, ann: User, clock: Clock) -> None:
    token = sessions.begin(ann)
    clock.passes(599)
    assert sessions.of(token)
    clock.passes(599)
    assert sessions.of(token)
    clock.passes(601)
    assert sessions.of(token) is None


def test_a_page_that_only_listens_is_no_sign_of_life(
    sessions: Sessions, ann: User, clock: Clock
) -> None:
    token = sessions.begin(ann)
    for _ in range(2):
        clock.passes(290)
        assert sessions.of(token, alive=False)
    clock.passes(30)
    assert sessions.of(token, alive=False) is None


def test_a_busy_session_ends_too(sessions: Sessions, ann: User, clock: Clock) -> None:
    token = sessions.begin(ann)
    lasted = 0
    while sessions.of(token):
        clock.passes(300)
        lasted += 300
    assert lasted == 3900  # the first look after 3,600 seconds


def test_a_new_password_or_a_removed_user_ends_every_session(sessions: Sessions, ann: User) -> None:
    first, second = sessions.begin(ann), sessions.begin(ann)
    sessions.users.set_password("ann", "another good one")
    assert sessions.of(first) is None
    assert sessions.of(second) is None
    third = sessions.begin(ann)
    sessions.users.remove("ann")
    assert sessions.of(third) is None


def test_a_new_role_counts_at_once(sessions: Sessions, ann: User) -> None:
    token = sessions.begin(ann)
    sessions.users.set_role("ann", "keeper")
    session = sessions.of(token)
    assert session
    assert session.user.role == "keeper"
