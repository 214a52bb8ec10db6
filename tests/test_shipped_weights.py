from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnxruntime import InferenceSession

from eval.training.network import Network
from eval.training.shipped import shipped
from index.embed import published
from index.reader import FOLDER

READER = FOLDER / "reader.onnx"


def test_weights_taken_out_of_the_shipped_reader_do_what_it_does() -> None:
    chance = torch.Generator().manual_seed(0)
    ids = torch.randint(1000, 20_000, (6, 48), generator=chance)
    sides = torch.zeros_like(ids)
    sides[:, 15:] = 1
    fed = {"ids": ids, "sides": sides}
    network = Network(published())
    network.load_state_dict(shipped(READER))

    with torch.no_grad():
        ours = network.eval()(ids, sides, torch.ones_like(ids))[0].numpy()

    theirs = InferenceSession(READER).run(None, {k: v.numpy() for k, v in fed.items()})[0]
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.95


def test_a_file_without_the_networks_matrices_is_refused(tmp_path: Path) -> None:
    graph = onnx.helper.make_graph([], "none", [], [])
    onnx.save(onnx.helper.make_model(graph), tmp_path / "other.onnx")

    with pytest.raises(KeyError):
        shipped(tmp_path / "other.onnx")


@pytest.mark.parametrize("folder", [FOLDER, FOLDER.with_name("support")])
def test_no_matrix_is_signed_whose_products_overflow_without_vnni(folder: Path) -> None:
    held = {t.name: t.data_type for t in onnx.load(folder / "reader.onnx").graph.initializer}
    kinds = {kind for name, kind in held.items() if name.endswith("_quantized")}
    assert kinds == {onnx.TensorProto.UINT8}
