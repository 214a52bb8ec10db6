"""Damaged files: none may crash or hang the reader. `python tests/mutations.py [COUNT] [FOLDER]`.

The files of a folder, or small ones made here, are damaged by chance from a fixed seed: bytes
flipped, tails cut, parts spliced, members of a zip lost or damaged, XML and markup broken.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from synthetic import LONGER, PROSE, Set, docx, form_pdf, html, pdf

from corpus.read import UnreadableError
from corpus.sandbox import Limits, read_apart

SEED = 20251103
LIMITS = Limits(seconds=60, megabytes=1024)
_SUFFIXES = {".pdf", ".docx", ".html", ".txt", ".md"}

Damage = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True)
class Outcome:
    """What became of one damaged file."""

    name: str
    how: str
    """read, refused, or what went wrong."""
    seconds: float


def flipped(raw: bytes, chance: random.Random) -> bytes:
    """A few bytes changed."""
    found = bytearray(raw)
    for _ in range(chance.choice((1, 5, 40, 400))):
        found[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(found)


def cut(raw: bytes, chance: random.Random) -> bytes:
    """The end lost."""
    return raw[: chance.randrange(1, len(raw))]


def spliced(raw: bytes, chance: random.Random) -> bytes:
    """A piece of it repeated, lost or put elsewhere."""
    start = chance.randrange(len(raw))
    piece = raw[start : start + chance.randrange(1, 2000)]
    place = chance.randrange(len(raw))
    rest = raw if chance.random() < 0.5 else raw[:start] + raw[start + len(piece) :]
    return rest[:place] + piece * chance.choice((1, 1, 50)) + rest[place:]


def renumbered(raw: bytes, chance: random.Random) -> bytes:
    """Numbers made very large, negative or nothing: lengths, offsets, sizes, spans."""
    places = [n for n, byte in enumerate(raw) if chr(byte).isdigit()]
    found = bytearray(raw)
    for place in chance.sample(places, min(len(places), 30)):
        found[place : place + 1] = chance.choice((b"0", b"9", b"-", b"99999999"))
    return bytes(found)


def broken_markup(raw: bytes, chance: random.Random) -> bytes:
    """Marks of tags and names lost, doubled or swapped."""
    found = bytearray(raw)
    places = [n for n, byte in enumerate(raw) if byte in b"<>/\"'=&[](){}"]
    for place in sorted(chance.sample(places, min(len(places), 12)), reverse=True):
        found[place : place + 1] = chance.choice((b"", b"<<", b">", b"&#0;", b"]]>", b"<!--", b'"'))
    return bytes(found)


def member_damaged(raw: bytes, chance: random.Random) -> bytes:
    """A member of a zip lost, emptied, doubled, or itself damaged; other files are flipped."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(raw))
    except zipfile.BadZipFile:
        return flipped(raw, chance)
    members = [(part.filename, packed.read(part)) for part in packed.infolist()]
    hurt = chance.randrange(len(members))
    if chance.random() < 0.6:
        hurt = next(n for n, (name, _) in enumerate(members) if name.endswith("document.xml"))
    name, content = members[hurt]
    harm = chance.choice((broken_markup, broken_markup, renumbered, flipped, spliced, _emptied))
    members[hurt : hurt + 1] = (
        [] if chance.random() < 0.1 else [(name, harm(content, chance) if content else content)]
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as anew:
        for part, words in members:
            anew.writestr(part, words)
    return whole.getvalue()


def _emptied(_raw: bytes, _chance: random.Random) -> bytes:
    return b""


DAMAGES: Sequence[Damage] = (flipped, cut, spliced, renumbered, broken_markup, member_damaged)


def made(folder: Path) -> list[Path]:
    """Small sound files of each format."""
    folder.mkdir(exist_ok=True)
    table = [["<b>Ref</b>", "<b>Action</b>"], ["1", PROSE], ["2", ""]]
    big = Set("Result of the visit", 17, bold=True)
    story = [big, Set(PROSE), Set(LONGER, bullet=True), table, "page", Set(LONGER)]
    styled = [("Heading 1", "Result"), ("Normal", PROSE), ("List Bullet", LONGER)]
    tagged = f"<h2>Result</h2><p>{PROSE}</p><table><tr><th>a<th>b<tr><td>{LONGER}<td></table>"
    markdown = folder / "made.md"
    markdown.write_text(
        f"---\ntitle: Visit\n---\n\n# Result\n\n{PROSE}\n\n- {LONGER}\n\n|a|b|\n|-|-|\n"
    )
    text = folder / "made.txt"
    text.write_text(f"RESULT\n\n{PROSE}\n\nRecommendation 1\n\n{LONGER}\n\nRef\tOwner\n1\tDesk\n")
    return [
        markdown,
        text,
        pdf(folder / "made.pdf", story, head="Northmoor", foot="Page {page}"),
        form_pdf(folder / "form.pdf", {"National": True, "Local": False}, "A Reader"),
        docx(folder / "made.docx", [*styled, [["Ref", "Action"], ["1", PROSE]]]),
        html(folder / "made.html", tagged),
    ]


def damaged(sources: Sequence[Path], count: int, folder: Path) -> Iterator[Path]:
    """So many damaged files, each source and each damage in its turn."""
    folder.mkdir(exist_ok=True)
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    for n in range(count):
        source = sources[n % len(sources)]
        damage = DAMAGES[(n // len(sources)) % len(DAMAGES)]
        path = folder / f"{n:03d}-{getattr(damage, '__name__', '')}-{source.name}"
        path.write_bytes(damage(source.read_bytes(), chance))
        yield path


def tried(path: Path, limits: Limits = LIMITS) -> Outcome:
    """What becomes of a file: anything but reports or a reason that names it is a fault."""
    start = time.monotonic()
    try:
        how = "read" if read_apart(path, limits) else "nothing came back"
    except UnreadableError as error:
        said = str(error)
        how = "refused" if said.startswith(f"{path.name}: ") else f"unnamed: {said}"
        how = f"crashed: {said}" if said.startswith(f"{path.name}: damaged (") else how
        how = f"slow: {said}" if "not read within" in said else how
    return Outcome(path.name, how, time.monotonic() - start)


def main() -> int:
    """Print what became of the damaged files; 1 where one was a fault."""
    parser = argparse.ArgumentParser(prog="python tests/mutations.py", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("folder", type=Path, nargs="?")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        sources = made(Path(scratch, "made"))
        if asked.folder:
            found = sorted(p for p in asked.folder.iterdir() if p.suffix in _SUFFIXES)
            sources = [path for path in found if path.stat().st_size]
        paths = damaged(sources, asked.count, Path(scratch, "damaged"))
        outcomes = [tried(path) for path in paths]
    faults = [each for each in outcomes if each.how not in {"read", "refused"}]
    counts = Counter("fault" if each in faults else each.how for each in outcomes)
    slowest = max(outcomes, key=lambda each: each.seconds)
    print(f"{len(outcomes)} damaged files of {len(sources)}: {dict(counts)}")
    print(f"slowest {slowest.seconds:.1f} s: {slowest.name}")
    print("".join(f"  {each.name}: {each.how}\n" for each in faults), end="")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
