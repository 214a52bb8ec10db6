import json
from pathlib import Path

from eval.layouts import FOLDER, scored

NOTE = """# Follow-up of stores

| Ref | Wording | SRO | Target |
|---|---|---|---|
| S1 | Count all the cash that is held at each of the four stores | Ada Finch | 31/07/25 |
| S2 | Fit a camera over the door of the cage in which drugs are kept | | 31/10/25 |
"""
ASKED = [
    {"number": "S1", "text": "Count all the cash that is", "owner": "Ada Finch",
     "due": "31/07/25", "priority": None, "status": None},
    {"number": "S3", "text": "Move the database to another version", "owner": "Leon Ames",
     "due": None, "priority": None, "status": "Open"},
]  # fmt: skip


def test_what_is_read_is_told_apart_from_what_is_missed_and_invented(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "truth.json").write_text(json.dumps({"note.md": ASKED}), encoding="utf-8")
    found = [(name, right) for name, right, _ in scored(tmp_path)]
    assert found.count(("found", True)) == 1
    assert found.count(("found", False)) == 1  # S3 is not in the note
    assert found.count(("not invented", False)) == 1  # S2 is not among what was asked
    assert ("owner", True) in found
    assert ("no status invented", True) in found


def test_nobody_has_seen_a_document_of_the_test_split_in_the_other() -> None:
    dev, test = ({p.name for p in (FOLDER / name).iterdir()} for name in ("dev", "test"))
    assert dev & test == {"truth.json"}
    assert len(test) > 10
