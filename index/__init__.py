"""Find what bears on a question."""
