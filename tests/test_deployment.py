import itertools
import re
from pathlib import Path

import pytest
from test_readme import commands

from assistant.cli import run
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def test_the_page_has_a_row_for_every_setting_and_no_other() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "assistant").rglob("*.py"))
    rows = re.findall(r"^\| `(ASSISTANT_\w+)`", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(set(re.findall(r"\bASSISTANT_[A-Z_]+\b", code)))


@pytest.mark.parametrize("words", list(commands(PAGE)), ids=" ".join)
def test_every_command_of_the_page_is_a_command(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if words[0] == "make":
        assert f"\n{words[1]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        return
    with pytest.raises(SystemExit) as left:
        run([*itertools.takewhile(str.isalpha, words[1:3]), "--help"], Settings.read({}))
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in words if word.startswith("--"))
