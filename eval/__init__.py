"""Measure the answers."""

import index  # noqa: F401 (before onnxruntime, which it keeps from reporting its use)
