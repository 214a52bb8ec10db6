"""Two sets of weights -> their weighed mean."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="the extra train is not installed")
pytest.importorskip("onnx", reason="the extra train is not installed")


def test_mixed_weights_are_the_weighed_mean_and_keep_whole_numbers() -> None:
    from eval.training.export import mixed  # noqa: PLC0415 (only where torch is installed)

    ours = {"w": torch.tensor([1.0, 3.0]), "n": torch.tensor([4])}
    other = {"w": torch.tensor([2.0, 1.0]), "n": torch.tensor([5])}
    # 0.75 * 1 + 0.25 * 2 = 1.25; 0.75 * 3 + 0.25 * 1 = 2.5.
    made = mixed(ours, other, 0.75)
    assert made["w"].tolist() == [1.25, 2.5]
    assert made["n"].tolist() == [4]
