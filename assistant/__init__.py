"""Answer, citing what is relied on."""
