import json
import shutil
import zipfile
from pathlib import Path

import pytest
from tiny import AUDIT, BY_WORDS, TODAY, BagOfWords, library_of, written

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.batch import as_dict
from assistant.open import heal
from index.acronyms import acronyms
from index.backup import BackupError, backup, restore
from index.library import Library
from index.search import Search
from index.serve import Index
from index.vectors import VectorStore

ASKED = (
    "Who owns management action 3?", "Which plans lack target dates?", "Who signs the rota?",
    "How many recommendations are there?", "What is HWT?", "Who owns management action 9?",
    "Which management actions are past due?", "What was answering calls graded?",
)  # fmt: skip


def index_of(home: Path) -> Index:
    return Index(Library(home), VectorStore(home), BagOfWords())


def answers(home: Path) -> str:
    index = index_of(home)
    heal(index, lambda _: None)
    reports = index.library.reports()
    names = acronyms(section.text for report in reports for section in report.sections)
    search = Search(index.library, index.store, index.embedder, names)
    assistant = Assistant(search, reports, BY_WORDS, lambda: TODAY)
    told = [as_dict(assistant.ask(Question(each))) | {"elapsed_ms": 0} for each in ASKED]
    return json.dumps(told, default=str)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("held")
    library_of(folder / "home", written(folder / "reports"))
    audit = AUDIT.replace("Nobody", "A sergeant")
    library_of(folder / "home", written(folder / "more", audit=audit)).close()
    return folder / "home"


@pytest.fixture
def home(held: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(held, tmp_path / "home"))


@pytest.fixture
def archive(home: Path, tmp_path: Path) -> Path:
    assert backup(Library(home), tmp_path / "kept.zip") == 3
    return tmp_path / "kept.zip"


def test_what_is_restored_answers_the_same_to_the_byte(
    home: Path, archive: Path, tmp_path: Path
) -> None:
    before = answers(home)
    assert "A sergeant signs the rota" in before
    assert restore(archive, index_of(tmp_path / "elsewhere")) == 3
    assert answers(tmp_path / "elsewhere") == before
    held, again = Library(home), Library(tmp_path / "elsewhere")
    assert again.shelved() == held.shelved()
    assert {p.name: p.read_bytes() for p in (home / "uploads").iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "elsewhere" / "uploads").iterdir()
    }


def test_a_restore_takes_the_place_of_what_came_later(
    home: Path, archive: Path, tmp_path: Path
) -> None:
    before = answers(home)
    new = AUDIT.replace("7.25/26", "8.25/26").replace("Nobody", "The giraffe")
    library_of(home, written(tmp_path / "later", new=new))
    assert len(Library(home).reports()) == 4
    assert restore(archive, index_of(home)) == 3
    assert answers(home) == before
    assert len(list((home / "uploads").iterdir())) == 4
    files = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"giraffe" not in files


def test_a_reader_goes_over_to_what_is_restored(home: Path, archive: Path) -> None:
    reader = Library(home)
    before = reader.generation
    restore(archive, index_of(home))
    assert before is not None
    assert reader.generation is not None
    assert reader.generation.id > before.id


def refused(archive: Path, home: Path, words: str) -> None:
    before = answers(home)
    with pytest.raises(BackupError, match=words):
        restore(archive, index_of(home))
    assert answers(home) == before
    assert not list(home.glob("restore-*"))


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_damaged_archive_is_refused_and_changes_nothing(
    home: Path, archive: Path, place: float
) -> None:
    whole = bytearray(archive.read_bytes())
    at = int(len(whole) * place)
    whole[at : at + 64] = bytes(byte ^ 0xFF for byte in whole[at : at + 64])
    archive.write_bytes(whole)
    refused(archive, home, "is damaged")


def test_an_archive_that_is_cut_off_is_refused(home: Path, archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-5000])
    refused(archive, home, "is damaged")


def changed(archive: Path, edit: object) -> None:
    """Write the archive anew with another manifest, and a file for each name that it adds."""
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(files["manifest.json"])
    assert callable(edit)
    edit(manifest, files)
    files["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)


HOSTILE = (
    "../evil", "/etc/evil", "uploads/../../evil", "uploads/evil", "chroma/evil",
    "uploads/" + "a" * 64 + "/evil", "C:\\evil",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused_before_anything_is_unpacked(
    home: Path, archive: Path, tmp_path: Path, name: str
) -> None:
    def edit(manifest: dict[str, list[object]], files: dict[str, bytes]) -> None:
        manifest["members"].append({"name": name, "size": 4, "sha256": "0" * 64})
        files[name] = b"evil"

    changed(archive, edit)
    refused(archive, home, "which no backup holds; it was not opened")
    assert not list(tmp_path.rglob("evil"))


def test_a_file_that_the_manifest_does_not_name_is_refused(home: Path, archive: Path) -> None:
    changed(archive, lambda _, files: files.update({"uploads/" + "a" * 64: b"x"}))
    refused(archive, home, "its files are not those of its manifest")


def test_a_swapped_file_is_refused(home: Path, archive: Path) -> None:
    def edit(_: object, files: dict[str, bytes]) -> None:
        name = next(name for name in files if name.startswith("uploads/"))
        files[name] = b"x" * len(files[name])

    changed(archive, edit)
    refused(archive, home, "has another hash")


def test_what_is_no_backup_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    refused(tmp_path / "x.zip", home, "is damaged")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as packed:
        packed.writestr("a.txt", "a")
    refused(tmp_path / "y.zip", home, "is no backup of this program")


def test_a_backup_overwrites_nothing_and_is_not_made_of_nothing(
    archive: Path, home: Path, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="is there already"):
        backup(Library(home), archive)
    with pytest.raises(BackupError, match="nothing to back up"):
        backup(Library(tmp_path / "none"), tmp_path / "none.zip")
    assert not list(tmp_path.glob("*.part"))
    shutil.rmtree(tmp_path / "none")
