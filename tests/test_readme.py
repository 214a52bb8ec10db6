import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.settings import Settings
from eval.command import run as measure

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(?:console|sh)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[list[str]]:
    """The words of every `assistant` or `make` command; a prompt marks commands among output."""
    for block in _BLOCK.findall(text):
        lines = block.replace("\\\n", " ").split("\n")
        typed = [line[2:] for line in lines if line.startswith("$ ")] or lines
        for line in typed:
            for part in re.split(r"\s(?:&&|\|\|?|;|>|2>|<|&)\s", line):
                words = shlex.split(part, comments=True)
                while words and re.fullmatch(r"\w+=.*", words[0]):
                    words.pop(0)
                if words and words[0].rpartition("/")[2] in {"assistant", "make"}:
                    yield words


def shown() -> list[list[str]]:
    return list(commands(README.read_text(encoding="utf-8"))) if README.exists() else []


def help_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    asked = [*words[:1], "--help"]
    with pytest.raises(SystemExit) as left:
        measure(asked[1:]) if words[:1] == ["eval"] else run(asked, Settings.read({}))
    assert left.value.code == 0, words
    return capsys.readouterr().out


@pytest.mark.skipif(not README.exists(), reason="README.md is still to be written")
def test_the_readme_shows_the_two_commands_and_a_question() -> None:
    typed = shown()
    assert ["make", "chat"] in typed
    assert ["make", "test"] in typed
    assert any(words[1] == "ask" for words in typed)


@pytest.mark.parametrize("words", shown(), ids=" ".join)
def test_every_command_of_the_readme_is_a_command(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if words[0] == "make":
        targets = re.findall(
            r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
        assert {word for word in words[1:] if "=" not in word} <= set(targets)
        return
    told = help_of(words[1:], capsys)
    options = [word.partition("=")[0] for word in words[2:] if word.startswith("--")]
    assert all(re.search(rf"{re.escape(option)}\b", told) for option in options)


def test_commands_are_read_as_they_are_typed() -> None:
    text = """
```console
$ assistant ask "Who owns it?" --json | head
assistant says
$ make chat
```
```sh
ASSISTANT_HOME=/tmp/a assistant ingest \\
  reports  # all
cd x && make test
```
```python
assistant = 1
```
"""
    assert list(commands(text)) == [
        ["assistant", "ask", "Who owns it?", "--json"],
        ["make", "chat"],
        ["assistant", "ingest", "reports"],
        ["make", "test"],
    ]


def test_an_option_that_does_not_exist_would_be_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--as-at" in help_of(["ask"], capsys)
    assert "--asat" not in help_of(["ask"], capsys)
    assert "--reports" in help_of(["eval"], capsys)
