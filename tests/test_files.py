import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.files import Refused, found, printable


def names(*paths: Path) -> list[str]:
    return [f"!{each.name}" if isinstance(each, Refused) else each.name for each in found(paths)]


def test_a_loop_of_folders_is_walked_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "back").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "b" / "one.md").write_text("x")
    (tmp_path / "a" / "self.md").symlink_to("self.md")
    assert names(tmp_path / "a") == ["!self.md", "one.md"]


def test_a_file_is_taken_once_by_whatever_name_it_comes(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("x")
    (tmp_path / "two.md").symlink_to(tmp_path / "one.md")
    assert names(tmp_path, tmp_path / "one.md", tmp_path / "." / "one.md") == ["one.md"]


def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (refused,) = found([tmp_path / "empty"])
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("the folder holds no file that can be read (.md, ")


def test_what_is_neither_file_nor_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert names(tmp_path / "pipe.md") == ["!pipe.md"]


def test_a_missing_file_is_left_to_its_reader(tmp_path: Path) -> None:
    assert names(tmp_path / "gone.md") == ["gone.md"]


@given(st.text())
def test_what_is_printable_is_kept_and_what_is_not_is_spelt_out(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    shown.encode()
    assert not text.isprintable() or shown == text
