import sqlite3
from pathlib import Path

import pytest
from clock import Clock

from assistant.audit import Audit, AuditError, Wanted

DAY_S = 24 * 3600.0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def audit(tmp_path: Path, clock: Clock) -> Audit:
    audit = Audit(tmp_path, clock=clock.moment)
    for number in range(1, 6):
        audit.record("asked", "ann" if number % 2 else "bob", "page", {"question": f"q{number}"})
        clock.passes(DAY_S)
    return audit


def forced(tmp_path: Path, *statements: str) -> None:
    """What somebody does who opens the file and takes the triggers away."""
    db = sqlite3.connect(tmp_path / "audit.db")
    with db:
        triggers = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
    db.close()


def test_entries_come_in_order_with_moment_and_chain(audit: Audit) -> None:
    entries = list(audit.entries())
    assert [entry.body["question"] for entry in entries] == ["q1", "q2", "q3", "q4", "q5"]
    assert entries[0].at == "2026-01-01T00:00:00.000000Z"
    assert [entry.before for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    head = audit.verify()
    assert (head.number, head.entries, head.hash) == (5, 5, entries[-1].hash)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = '{}' WHERE number = 2",
        "DELETE FROM entry WHERE number = 5",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT number, at, event, 'eve', door, body, before, hash FROM entry",
        "INSERT INTO entry SELECT -1, at, event, who, door, body, before, hash FROM entry",
        "INSERT INTO cut VALUES (9, 9, ''); DELETE FROM cut",
    ],
)
@pytest.mark.usefixtures("audit")
def test_the_file_itself_refuses_to_change_what_was_written(tmp_path: Path, statement: str) -> None:
    db = sqlite3.connect(tmp_path / "audit.db")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.executescript(f"BEGIN; {statement}; COMMIT")
    db.close()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ('UPDATE entry SET body = \'{"question":"q"}\' WHERE number = 2', "entry 2 was changed"),
        ("UPDATE entry SET who = 'eve' WHERE number = 5", "entry 5 was changed"),
        ("UPDATE entry SET at = '2020' WHERE number = 1", "entry 1 was changed"),
        ("DELETE FROM entry WHERE number = 3", "entry 3 is missing"),
        ("DELETE FROM entry WHERE number = 1", "entry 1 is missing"),
        ("INSERT INTO cut SELECT 2, 2, hash FROM entry WHERE number = 2", "no entry records that"),
    ],
)
def test_tampering_shows(audit: Audit, tmp_path: Path, statement: str, words: str) -> None:
    also = "DELETE FROM entry WHERE number <= (SELECT MAX(through) FROM cut)"
    forced(tmp_path, statement, also)
    with pytest.raises(AuditError, match=words):
        audit.verify()


def test_a_head_noted_elsewhere_shows_a_shortened_log(audit: Audit, tmp_path: Path) -> None:
    head = audit.verify()
    noted = f"{head.number}:{head.hash}"
    assert audit.verify(noted) == head
    forced(tmp_path, "DELETE FROM entry WHERE number = 5")
    assert audit.verify().number == 4
    with pytest.raises(AuditError, match="noted earlier"):
        audit.verify(noted)


def test_pruning_is_recorded_and_keeps_the_chain(audit: Audit, clock: Clock) -> None:
    anchor = list(audit.entries())[1].hash
    assert audit.prune(3) == 2  # of days 0 to 4, at day 5
    *kept, record = audit.entries()
    assert [entry.body["question"] for entry in kept] == ["q3", "q4", "q5"]
    assert (record.event, record.who) == ("pruned", "retention")
    assert record.body["removed"] == 2
    assert record.body["anchor"] == anchor
    assert audit.verify().entries == 4
    clock.passes(30 * DAY_S)
    assert audit.prune(3) == 4
    assert audit.verify().entries == 1
    assert audit.prune(3) == 0


def test_a_log_with_a_number_of_days_prunes_itself(tmp_path: Path, clock: Clock) -> None:
    audit = Audit(tmp_path, keep_days=2, clock=clock.moment)
    for number in range(6):
        audit.record("asked", "ann", "page", {"question": f"q{number}"})
        clock.passes(DAY_S)
    asked = [entry.body["question"] for entry in audit.entries(Wanted(event="asked"))]
    assert asked == ["q3", "q4", "q5"]
    assert audit.verify()


def test_a_whole_log_is_not_pruned_by_mistake(audit: Audit) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        audit.prune(0)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [1, 2, 3, 4, 5]),
        (Wanted(who="ANN"), [1, 3, 5]),
        (Wanted(words="Q4"), [4]),
        (Wanted(event="signed in"), []),
        (Wanted(since="2026-01-04"), [4, 5]),
        (Wanted(until="2026-01-02"), [1, 2]),
        (Wanted(who="ann", since="2026-01-02", until="2026-01-03"), [3]),
    ],
)
def test_entries_are_filtered(audit: Audit, wanted: Wanted, numbers: list[int]) -> None:
    assert [entry.number for entry in audit.entries(wanted)] == numbers


def test_two_processes_write_one_chain(tmp_path: Path, clock: Clock) -> None:
    first, second = Audit(tmp_path, clock=clock.moment), Audit(tmp_path, clock=clock.moment)
    for number in range(10):
        (first, second)[number % 2].record("asked", "ann", "page", {"question": str(number)})
    assert first.verify() == second.verify()
    assert second.verify().entries == 10
