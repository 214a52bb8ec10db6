import json
from pathlib import Path

from tiny import AUDIT

from corpus.recall import recall, table

_FIRST = {
    "ref": 1, "text": "The Force will log each handover.", "priority": "High",
    "due": "31 August 2025",
    "due_iso": "2025-08-31", "owner_summary": "Desk Manager",
}  # fmt: skip


def folder(path: Path, owner: str) -> Path:
    document = {
        "doc_id": "A", "management_actions": [{**_FIRST, "owner_detail": owner}],
        "recommendations": [], "areas_for_improvement": [], "sections": [], "grades": [],
        "meetings": [],
    }  # fmt: skip
    files = [{"file": "audit.md", "doc_id": "A", "expect": "read whole"}]
    (path / "truth.json").write_text(json.dumps({"documents": [document], "files": files}))
    (path / "audit.md").write_text(AUDIT)
    return path


def test_a_record_is_right_only_with_all_its_fields(tmp_path: Path) -> None:
    right = {s.record: s for s in recall(folder(tmp_path, "Chief Inspector (Nights)"))}
    actions = right["management action"]
    # One action is told; the report has four of them, that one with both of its owners.
    assert (actions.told, actions.found, actions.right) == (1, 4, 1)
    assert (actions.precision, actions.recall) == (0.25, 1.0)
    wrong = {s.record: s for s in recall(folder(tmp_path, "Somebody Else"))}
    assert wrong["management action"].right == 0
    assert any("somebody else" in line for line in table([wrong["owner"]], wrong=True))
