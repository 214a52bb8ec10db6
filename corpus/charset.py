"""The text of a file, whatever its encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.read import UnreadableError

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE
)
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ALIAS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
"""What pages that declare these are written in (WHATWG Encoding, section 4.2)."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 100_000
"""Bytes from which an encoding is guessed."""


def decoded(path: Path) -> str:
    """The text of a file: by its mark, as UTF-8, as it declares, or as its letters suggest.

    What is sound UTF-8 is UTF-8, whatever the file says of itself.

    Raises:
        UnreadableError: If it is no text.
    """
    raw = path.read_bytes()
    mark = next((name for bom, name in _BOMS.items() if raw.startswith(bom)), None)
    stated = _DECLARED.search(raw[:2048])
    told = _ALIAS.get(stated[1].decode("ascii").casefold(), stated[1].decode()) if stated else None
    for name in _names(raw, mark, told):
        text = _read_as(raw, name)
        if (
            text is not None
            and len(_CONTROL.findall(text[:_SAMPLE])) <= len(text[:_SAMPLE]) // 1000
        ):
            return text
    raise UnreadableError(f"{path.name}: not a text file")


def _names(raw: bytes, mark: str | None, told: str | None) -> Iterator[str]:
    """Encodings to try; the guess, which costs most, comes last."""
    yield from filter(None, (mark, "utf-8", told))
    if guessed := _guessed(raw):
        yield guessed


def _read_as(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(raw: bytes) -> str | None:
    """An encoding by its letters; without a mark, UTF-16 shows by its empty bytes."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    sample = raw[:_SAMPLE]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    western = from_bytes(sample, cp_isolation=["cp1252", "iso8859_15", "mac_roman"]).best()
    found = western or from_bytes(sample).best()
    return found.encoding if found else None
