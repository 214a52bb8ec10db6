import re
import subprocess
import sys
from pathlib import Path

import pytest

TORTURE = Path(__file__).with_name("torture.py")


@pytest.mark.slow
def test_a_few_kills_lose_nothing() -> None:
    done = subprocess.run(  # noqa: S603 (our own script, in a process that has opened no store)
        [sys.executable, str(TORTURE), "4", "--damage-every", "2"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    figures = dict(re.findall(r"^(.+?)\s+(\d+)$", done.stdout, re.MULTILINE))
    assert figures["points"] == "4"
    assert figures["killed: Chroma writes"] == "2"
    assert figures["stores healed"] == figures["damaged on purpose"] == "2"
    assert figures["lost, doubled, torn or unanswered"] == "0"
