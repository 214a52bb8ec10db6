import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tiny import library_of, written

from index.library import Library, LibraryError

HOLD = (
    "import sys, time; from pathlib import Path; from index.library import Library\n"
    "with Library(Path(sys.argv[1])).writing():\n"
    "    print('held', flush=True); time.sleep(float(sys.argv[2]))"
)


def holder(home: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-c", HOLD, str(home), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_holds_the_lock_is_said(tmp_path: Path) -> None:
    process = holder(tmp_path, 30)
    library = Library(tmp_path)
    words = rf"another ingest \(process {process.pid}, since \d+ \w+ \d{{4}} [\d:]{{8}}\)"
    words += "; try again later, or wait for it: --wait"
    with pytest.raises(LibraryError, match=words), library.writing():
        pytest.fail("two writers")
    process.kill()
    process.communicate()
    with library.writing():
        held = json.loads((tmp_path / "writer.lock").read_text())
        assert held["pid"] == os.getpid()


def test_a_second_writer_waits_as_long_as_it_was_told(tmp_path: Path) -> None:
    process = holder(tmp_path, 0.5)
    said: list[str] = []
    with Library(tmp_path).writing(30, said.append):
        assert process.wait() == 0
    assert len(said) == 1
    assert "waiting up to 30 s" in said[0]
    process.communicate()
    again = holder(tmp_path, 30)
    began = time.monotonic()
    with pytest.raises(LibraryError), Library(tmp_path).writing(0.3):
        pytest.fail("two writers")
    assert 0.3 <= time.monotonic() - began < 5
    again.kill()
    again.communicate()


def test_readers_are_not_held_up_by_a_writer(tmp_path: Path) -> None:
    library_of(tmp_path, written(tmp_path / "reports"))
    process = holder(tmp_path, 30)
    assert len(Library(tmp_path).reports()) == 3
    process.kill()
    process.communicate()
