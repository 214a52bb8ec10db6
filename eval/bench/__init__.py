"""Ours beside other retrieval frameworks, on the same files, model and questions."""
