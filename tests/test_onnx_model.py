import shutil
from pathlib import Path

import numpy as np
import pytest

import index.reference
from index import DEFAULT_MODEL
from index.embed import Embedder, ModelError, published
from index.reference import TEXTS, closeness

KEPT = Path("models") / DEFAULT_MODEL


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the default model has been compiled."""
    home = tmp_path_factory.mktemp("compiled")
    Embedder(home=home).embed(["calls"])
    return home


def test_the_compiled_model_gives_what_sentence_transformers_gives(home: Path) -> None:
    given = Embedder(str(published())).embed(TEXTS)
    found = Embedder(home=home).embed(TEXTS)
    assert (found * given).sum(axis=1).min() > 0.99999
    assert closeness(lambda _: given) > 0.99999


def test_both_are_the_same_model_to_a_library(home: Path) -> None:
    assert Embedder(home=home).sha256 == Embedder(str(published())).sha256


def test_vectors_come_in_the_order_of_the_texts_at_unit_length(home: Path) -> None:
    texts = [f"{'rota ' * (n % 7)}{n}" for n in range(300)]
    model = Embedder(home=home)
    found = model.embed(texts)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    for place in (0, 6, 299):
        assert found[place] @ model.embed([texts[place]])[0] == pytest.approx(1, abs=1e-5)
    assert model.embed([]).shape == (0, found.shape[1])


def test_a_model_is_compiled_once_and_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        Embedder(home=tmp_path).embed(["calls"])
    assert capsys.readouterr().err == "compiling the embedding model, once\n"
    assert {path.name for path in (tmp_path / KEPT).iterdir()} == {
        "model.json",
        "model.onnx",
        "tokenizer.json",
    }


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "model.json"])
def test_a_damaged_file_is_made_again(
    home: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    whole = Embedder(home=tmp_path).embed(["calls"])
    (tmp_path / KEPT / name).write_bytes(b"{}")
    capsys.readouterr()
    assert Embedder(home=tmp_path).embed(["calls"]) == pytest.approx(whole)
    assert "compiling" in capsys.readouterr().err


def test_a_model_that_is_off_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.npy"
    np.save(other, np.roll(np.load(Path(index.reference.__file__).with_suffix(".npy")), 1, axis=0))
    monkeypatch.setattr(index.reference, "_KEPT", other)
    with pytest.raises(ModelError, match="the compiled model is off"):
        Embedder(home=tmp_path).embed(["calls"])
    assert not (tmp_path / KEPT).exists()
