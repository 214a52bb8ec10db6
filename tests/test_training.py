"""What the reader learns from: pairs that are right, parted by report, and the same every time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from eval.training.asked import hand_written, stretches
from eval.training.frames import frames
from eval.training.pair import Pair, PairError, keep, load, squad
from eval.training.rows import Ask, Sheet, as_pairs, sheets, told
from eval.training.synthetic import by_hand, parted, written


@pytest.fixture(scope="module")
def made() -> list[Pair]:
    known, _ = parted(frames())
    return list(written(known, "pairs", 3, seed=7))


@pytest.fixture(scope="module")
def asked() -> dict[str, list[Pair]]:
    return by_hand()


def test_topics_are_learned_from_or_tested_on() -> None:
    known, held = parted(frames())
    assert not {topic.topic for topic in known} & {topic.topic for topic in held}
    assert len(known) > len(held) > 4


def test_synthetic_pairs_are_the_same_for_a_seed(made: list[Pair]) -> None:
    known, _ = parted(frames())
    assert list(written(known, "pairs", 3, seed=7)) == made
    assert list(written(known, "pairs", 3, seed=8)) != made


def test_about_half_of_the_synthetic_questions_only_nearly_have_an_answer(made: list[Pair]) -> None:
    share = sum(pair.answerable for pair in made) / len(made)
    assert 0.4 < share < 0.6
    assert {"force", "not told", "passage"} <= {pair.near for pair in made}


def test_answers_stand_in_their_texts(made: list[Pair]) -> None:
    assert all(0 <= p.start < p.end <= len(p.text) for p in made if p.answerable)
    assert all(p.answer.strip() == p.answer for p in made)


def test_hand_written_questions_are_learned_from_or_tested_on_by_report(
    asked: dict[str, list[Pair]],
) -> None:
    learned = {pair.group for pair in asked["hand"]}
    assert not learned & {p.group for p in (*asked["hand-held"], *asked["shipped-held"])}
    assert all(p.answer in p.text for some in asked.values() for p in some)


def test_questions_worded_unlike_the_passage_are_parted_by_force(
    asked: dict[str, list[Pair]],
) -> None:
    forces = {s.group: s.force for n in (4, 5, 6) for s in stretches(f"asked-{n}")}
    learned, held = ({forces[p.group] for p in asked[name]} for name in ("unlike", "unlike-held"))
    assert len(learned) > len(held) > 10
    assert not learned & held


def test_a_report_of_no_force_is_a_force_of_its_own() -> None:
    some = {s.group: s.force for s in stretches("asked-5")}
    dated = [force for force in some.values() if re.search(r"\d{4}$", force)]
    assert len(dated) == len(set(dated)) > 4


def test_as_many_questions_as_asked_for_stand_beside_another_passage() -> None:
    some = stretches("asked-6")[:30]
    every, half, none = (list(hand_written(some, 1, 1, share)) for share in (1.0, 0.5, 0.0))
    counts = [sum(p.near == "passage" for p in made) for made in (every, half, none)]
    assert counts[0] > counts[1] > counts[2] == 0
    assert [p for p in every if p.near != "passage"] == none


def test_pairs_come_back_from_their_file_and_write_the_same_bytes(
    tmp_path: Path, made: list[Pair]
) -> None:
    one, two = tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"
    keep(made, one)
    keep(load(one), two)
    assert list(load(two)) == made
    assert one.read_bytes() == two.read_bytes()


def test_squad_questions_become_pairs(tmp_path: Path) -> None:
    asked = [
        {
            "question": "Who?",
            "is_impossible": False,
            "answers": [{"text": "Ada", "answer_start": 4}],
        },
        {"question": "Why?", "is_impossible": True, "answers": []},
    ]
    data = [{"title": "A_b", "paragraphs": [{"context": "Ask Ada.", "qas": asked}]}]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": data}), encoding="utf-8")
    first, second = squad(path)
    assert (first.answer, first.place, first.group) == ("Ada", "A b", "A_b")
    assert not second.answerable


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(PairError, match="not a SQuAD 2"):
        list(squad(path))


SHEET = Sheet(
    "x1",
    "Fleet audit, Wexshire › Actions",
    ("No.", "Action", "Priority"),
    (
        ("1", "Keep a log of every vehicle that is out of use for longer than one week", "High"),
        ("2", "Count the fuel cards that each of the four depots holds every month", "Low"),
        ("3", "Mark the tools that are lent to staff of the workshop at the north depot", ""),
    ),
    (Ask("the urgent one", (1,)), Ask("who mends the vans", ())),
)


def test_a_row_is_told_with_the_names_of_its_columns_or_opened_by_its_longest() -> None:
    told_named, told_opened = told(SHEET, opens=False), told(SHEET, opens=True)
    assert told_named[1].startswith("No.: 2; Action: Count the fuel cards")
    assert told_opened[0].endswith("longer than one week; No.: 1; Priority: High")
    assert told_named[2].endswith("north depot")  # an empty cell is not told


def test_every_row_stands_beside_each_question_where_a_table_is_kept_apart() -> None:
    found = list(as_pairs([SHEET], whole=True))
    assert [(p.question, p.answerable) for p in found] == [
        ("the urgent one", True),
        ("the urgent one", False),
        ("the urgent one", False),
        *[("who mends the vans", False)] * 3,
    ]


def test_tables_that_are_learned_from_are_not_kept_apart() -> None:
    learned = {s.place for n in range(1, 7) for s in sheets(f"rows-{n}")}
    held = {s.place for s in sheets("rows-held")}
    assert len(learned) > 300
    assert not learned & held
