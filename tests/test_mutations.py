from pathlib import Path

import pytest
from mutations import damaged, made, tried

FEW, MORE = (
    [6 * harm + (harm + turn) % 6 for harm in range(6) for turn in turns]
    for turns in ((0,), (2, 4))
)
"""Of 200, which `make mutations` tries: each of six kinds of damage to three of six sources."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("mutations")
    return list(damaged(made(folder / "made"), 36, folder / "damaged"))


@pytest.mark.parametrize("n", [*FEW, *(pytest.param(n, marks=pytest.mark.slow) for n in MORE)])
def test_a_damaged_file_is_read_or_refused_by_name(files: list[Path], n: int) -> None:
    assert tried(files[n]).how in {"read", "refused"}


def test_each_sound_file_is_read(tmp_path: Path) -> None:
    assert {tried(path).how for path in made(tmp_path / "made")} == {"read"}
