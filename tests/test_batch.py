import json
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer, Citation, Question, Statement, Turn
from assistant.batch import BatchError, Line, answered, as_dict, chosen, lines, question
from corpus.report import Event, Report, Span

HELD = (
    Report(
        "a-1", "Night Desk Audit", "internal audit", (), reference="7.25/26", source="audit.md",
        dates=(Event("published", date(2025, 11, 3)),),
    ),
    Report("b-2", "PCC response to Lost Property", "PCC response", (), source="response.md"),
)  # fmt: skip
GOOD = '{"id": 1, "question": "Who owns it?"}'


def file_of(folder: Path, *said: str) -> Path:
    path = folder / "asked.jsonl"
    path.write_text("\n".join(said), encoding="utf-8")
    return path


def echoed(asked: Question) -> Answer:
    span = Span("a-1", "a-1#1", 0, 4, "Desk", 7)
    return Answer(
        asked.text, (Statement("quotation", f"{asked.text}!", (1,)),),
        (Citation(1, "Night Desk Audit", "Findings › Rota", span),), elapsed_ms=1.25,
    )  # fmt: skip


def test_lines_are_read_in_order_with_what_they_hold(tmp_path: Path) -> None:
    full = {
        "id": "x",
        "question": "And 2?",
        "history": [{"role": "user", "content": "Who owns 1?"}],
        "as_at": "3 May 2025",
        "reports": ["audit.md"],
    }
    first, second = lines(file_of(tmp_path, GOOD, "", json.dumps(full), ""))
    assert first == Line(1, "Who owns it?")
    assert question(first, HELD) == Question("Who owns it?")
    assert question(second, HELD) == Question(
        "And 2?", (Turn("user", "Who owns 1?"),), date(2025, 5, 3), ("a-1",)
    )


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("not json", "Invalid JSON"),
        ('{"question": "Who?"}', "id"),
        ('{"id": 2}', "question"),
        ('{"id": 2, "question": 3}', "question"),
        ('{"id": 2, "question": "Who?", "history": [{"role": "cat"}]}', "history.0.role"),
        ("[]", "line"),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_by_file_and_number(tmp_path: Path, bad: str, why: str) -> None:
    path = file_of(tmp_path, GOOD, "", bad)
    with pytest.raises(BatchError, match=rf"asked\.jsonl:3: .*{why}") as error:
        list(lines(path))
    assert "\n" not in str(error.value)


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"gone\.jsonl"):
        list(lines(tmp_path / "gone.jsonl"))
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BatchError, match=r"bytes\.jsonl"):
        list(lines(tmp_path / "bytes.jsonl"))


@pytest.mark.parametrize("name", ["a-1", "audit.md", "night desk", "7.25/26", "internal audit"])
def test_a_report_is_chosen_by_id_file_or_part_of_its_name(name: str) -> None:
    assert chosen(name, HELD) == ["a-1"]


def test_a_report_that_is_not_held_is_refused_with_what_to_type() -> None:
    with pytest.raises(
        ValueError, match="no report held is called 'giraffe'; see: assistant reports"
    ):
        chosen("giraffe", HELD)


def test_an_answer_is_one_json_line_with_the_documented_keys() -> None:
    text = answered(Line("x", "Who – she?\nHe?"), echoed, HELD)
    assert "\n" not in text
    assert json.loads(text) == {
        "id": "x",
        "answer": "“Who – she? He?!” [1]",
        "abstained": False,
        "citations": [
            {
                "number": 1,
                "document": "Night Desk Audit",
                "section": "Findings › Rota",
                "page": 7,
                "quote": "Desk",
            }
        ],
        "elapsed_ms": 1.2,
    }
    assert list(json.loads(text)) == ["id", "answer", "abstained", "citations", "elapsed_ms"]


def test_an_abstention_has_no_citations() -> None:
    said = as_dict(Answer("Why?", (Statement("note", "Not in the corpus."),), abstained=True))
    assert (said["abstained"], said["citations"]) == (True, [])
