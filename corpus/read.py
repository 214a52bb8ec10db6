"""A file -> its reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.outline import outline
from corpus.piece import DATE, dates, fold
from corpus.report import Event, Report, Section
from corpus.text import pieces, plain

SUFFIXES = (".md", ".markdown", ".txt", ".text")

_FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)
_KINDS = {
    "follow-up audit": r"follow[ -]?up of (?:previous )?(?:internal audit|management actions)",
    "internal audit": r"internal audit|audit report",
    "PCC response": r"response by the (?:pcc|police and crime commissioner)|pcc response"
    r"|(?:commissioner'?s?|pcc'?s?) response",
    "minutes": r"\bminutes\b|action log",
    "scrutiny meeting": r"scrutiny meeting",
    "inspection report": r"\binspection\b|\bpeel\b|inspectorate",
}
_REFERENCE = re.compile(r"\b((?:[A-Z]{1,4}[ -]?)?\d{1,3}[.-]\s?\d{2}(?:\d{2})?/\d{2})\b")
_FORCE = re.compile(
    r"\b((?:[A-Z][a-z]+(?:[- ](?:and |& )?)){1,3})(?:Police|Constabulary)\b(?! and Crime| Federation)"
    r"|(?:Commissioner for|Mayor of) ((?:[A-Z][a-z]+ ?){1,2})"
)
_NOT_A_FORCE = {"the", "national", "local", "british transport", "all", "response", "chief"}
_LEADING = re.compile(r"^(?:The|Is|Of|For|By|At|In|When|How|Does|Did|Has|That|This|Both) ")
_TITLE = re.compile(r"^(?:report )?title(?: of [\w ]+)?\s*[-–:]\s*(.+)$", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\b(?:dated?|published|issued|held|received|meeting|final|draft|review(?:ed)?)\b", re.IGNORECASE
)
_NOT_A_TITLE = re.compile(
    r"^official\b|protective|constabulary and|commissioner for|office of the|^(?:final |draft )?internal audit report"
    r"|^contents$", re.IGNORECASE)  # fmt: skip
_PUBLISHER = re.compile(r"\b([A-Z][A-Za-z&]+(?: [A-Z][A-Za-z&]+)* (?:LLP|Ltd|Limited|PLC))\b")


class UnreadableError(ValueError):
    """A file cannot be read as a report."""


@dataclass(frozen=True, slots=True)
class _Front:
    """What a report says about itself before its first section."""

    lines: tuple[str, ...]
    stated: Mapping[str, str]
    """Front matter, by key."""


def read(path: Path) -> tuple[Report, ...]:
    """The reports in a text or Markdown file, in their order there.

    Raises:
        UnreadableError: If the file is missing, of another type, not text, or holds no words.
    """
    if path.suffix.casefold() not in SUFFIXES:
        raise UnreadableError(f"{path.name}: only {', '.join(SUFFIXES)} are read")
    text = _decoded(path)
    markdown = path.suffix.casefold() in SUFFIXES[:2]
    parts = [text] if _FRONT.match(text) else list(_parts(text))
    reports = [_report(part, path.name, markdown=markdown) for part in parts]
    if not any(report.sections for report in reports):
        raise UnreadableError(f"{path.name}: no words were found in it")
    return tuple(report for report in reports if report.sections)


def _decoded(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}") from error
    for encoding in ("utf-8-sig", "cp1252") if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-16",):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableError(f"{path.name}: not a text file")


def _parts(text: str) -> Iterator[str]:
    """The reports that one file holds one after the other, parted where a new one opens."""
    lines = text.split("\n")
    starts = [n for n in range(len(lines)) if _opens(lines, n)]
    bounds = [0, *[n for n in starts if any(line.strip() for line in lines[:n])], len(lines)]
    for start, end in zip(bounds, bounds[1:], strict=False):
        yield "\n".join(lines[start:end])


def _opens(lines: Sequence[str], n: int) -> bool:
    """Whether a report opens at a line: a gap, then a title block with a date or a title line."""
    if not lines[n].strip() or n < 2 or lines[n - 1].strip() or lines[n - 2].strip():  # noqa: PLR2004
        return False
    block = [line.strip() for line in lines[n : n + 16] if line.strip()][:5]
    titled = any(_TITLE.match(line) for line in block)
    dated = any(DATE.fullmatch(line) for line in block)
    short = all(len(line) < 100 and line[-1] not in ".;" for line in block[:3])  # noqa: PLR2004
    head = bool(block) and len(block[0]) < 100 and not re.match(r"[-•|\d]", block[0])  # noqa: PLR2004
    return head and (titled or (dated and short))


def _report(text: str, source: str, *, markdown: bool) -> Report:
    matter = _FRONT.match(text)
    stated = _stated(matter[1]) if matter else {}
    body = text[matter.end() :] if matter else text
    lines = tuple(plain(line.lstrip("#> ")) for line in body.split("\n") if line.strip())
    front = _Front(lines[:30], stated)
    kind = stated.get("kind") or _kind(front)
    title = stated.get("title") or _title(front, source)
    events = _events(front, lines)
    reference = stated.get("reference") or _reference(front)
    known = Report(
        id=_slug(kind, title, reference, events),
        title=title,
        kind=kind,
        sections=(),
        publisher=stated.get("publisher") or _publisher(lines, kind),
        reference=reference,
        force=stated.get("force") or _force(lines),
        dates=events,
        source=source,
        restated_from=stated.get("restated_from", ""),
        handling=stated.get("handling", ""),
    )
    sections = outline(pieces(body, markdown=markdown), known.id)
    return replace(known, sections=sections)


def _stated(matter: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in matter.split("\n") if ":" in line)
    return {key.strip().casefold(): value.strip().strip("\"'") for key, _, value in pairs}


def _kind(front: _Front) -> str:
    head = fold(" ".join(front.lines[:12]))
    return next((kind for kind, words in _KINDS.items() if re.search(words, head)), "report")


def _title(front: _Front, source: str) -> str:
    for line in front.lines[:12]:
        if found := _TITLE.match(line):
            return found[1].strip()
    shown = [line for line in front.lines[:6] if len(line) < 140 and not DATE.search(line)]  # noqa: PLR2004
    own = [line for line in shown if not _NOT_A_TITLE.search(line)]
    return next(iter(own or shown), Path(source).stem).rstrip(".")


def _reference(front: _Front) -> str:
    found = next((m for line in front.lines[:10] if (m := _REFERENCE.search(line))), None)
    return found[1].replace(" ", "") if found else ""


def _events(front: _Front, lines: Sequence[str]) -> tuple[Event, ...]:
    """The dates a report gives for itself; the one it is known by comes first."""
    events = []
    for key in ("published", "inspection_published", "date"):
        if days := dates(front.stated.get(key, "")):
            events.append(Event(key.replace("_", " "), days[0]))
    cover = [line for line in front.lines[:12] if DATE.fullmatch(line)]
    events += [Event("dated", day) for line in cover for day in dates(line)]
    for line in lines:
        found = DATE.search(line)
        label = line[: found.start()].strip(" |:-–\t") if found else ""
        if found and len(label.split()) <= 5 and _DATE_LABEL.search(label) and dates(found[0]):  # noqa: PLR2004
            events.append(Event(re.sub(r"\s+on$", "", " ".join(label.split())), dates(found[0])[0]))
    return tuple(dict.fromkeys(events))


def _force(lines: Sequence[str]) -> str:
    found = Counter[str]()
    for line in lines:
        for match in _FORCE.finditer(line):
            name = (match[1] or match[2]).strip(" -")
            found[_LEADING.sub("", name)] += 1
    found = Counter({name: n for name, n in found.items() if fold(name) not in _NOT_A_FORCE})
    return f"{found.most_common(1)[0][0]} Police" if found else ""


def _publisher(lines: Sequence[str], kind: str) -> str:
    if kind == "PCC response":
        return "Police and Crime Commissioner"
    found = Counter(m[1] for line in lines for m in _PUBLISHER.finditer(line))
    if found:
        return found.most_common(1)[0][0]
    inspectorate = sum("HMICFRS" in line for line in lines)
    return "HMICFRS" if inspectorate and kind == "inspection report" else ""


def _slug(kind: str, title: str, reference: str, events: Sequence[Event]) -> str:
    """A readable id: `internal-audit-vulnerability-2.25-26`."""
    small = {"a", "an", "and", "for", "in", "of", "the", "to", "by", "report", "inspection"}
    words = re.findall(r"[a-z0-9]+", fold(title.replace(reference, "")))
    kept = [word for word in words if word not in small][:6]
    ending = reference.replace("/", "-") or (f"{events[0].on:%Y-%m-%d}" if events else "")
    return "-".join(filter(None, [*re.findall(r"[a-z]+", fold(kind)), *kept, ending]))


def sections_of(reports: Sequence[Report]) -> dict[str, Section]:
    """Every section of some reports, by id."""
    return {section.id: section for report in reports for section in report.sections}


def day(text: str) -> date:
    """A date as people type it: `2025-11-03`, `3 November 2025` or `3/11/2025`.

    Raises:
        ValueError: If there is no date in the text.
    """
    found = dates(text)
    if not found:
        raise ValueError(f"{text!r} is no date; write it as 2025-11-03 or 3 November 2025")
    return found[0]
