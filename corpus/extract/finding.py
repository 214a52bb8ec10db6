"""What inspectors or auditors found, of a kind that the report's own headings name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.extract.judgement import graded_depth
from corpus.extract.part import Part, parts
from corpus.passages import points
from corpus.piece import fold
from corpus.records import FindingKind
from corpus.register import Field, Finding
from corpus.report import PROSE, Block, Report

_KINDS: dict[FindingKind, str] = {
    "promising practice": r"(?:promising|innovative|notable|positive|good|best) practice",
    "main finding": r"(?:main|key|principal|headline) findings?",
    "adequate control": r"(?:adequately|well|effectively|properly) (?:designed|controlled|managed)|operat(?:ing|ed) effectively|"
    r"(?:what|controls? that) works?$|(?:areas?|what) (?:is |that (?:is|are) |that )?work(?:ing|s) well|controls? .{0,60}(?:effective|adequate|working|sound)|"
    r"(?:areas?|examples) of (?:good control|strength)|strengths?$",
}
"""Words of a heading or lead-in, by the kind of finding under it."""
_NOT = re.compile(r"\bnot\b|n['’]t\b|ineffective|inadequate", re.IGNORECASE)
_WEAK = re.compile(
    r"^(?:detailed )?(?:findings?|issues?|observations?|weakness(?:es)?)(?: identified)?(?:\s*(?:/|and|&)\s*(?:implications?|risks?))?:?$",
    re.IGNORECASE,
)
_CARD = re.compile(
    r"^(?:control|assessment|findings?|issues?|observations?|weakness|risks?|implications?|management actions?|actions?|recommendations?)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^in this section\b|sets? out (?:its|our|the)|\bdetailed below\b", re.IGNORECASE
)


def findings(report: Report) -> Iterator[Finding]:
    """The findings of a report in reading order."""
    told = list(parts(report))
    depth = graded_depth(report)
    for n, part in enumerate(told):
        yield from _headed(part, told[n + 1 :], depth)
        yield from _led(part)
        yield from _weak(part)


def _kind(words: str) -> FindingKind | None:
    if _NOT.search(words):
        return None
    return next(
        (kind for kind, terms in _KINDS.items() if re.search(rf"\b(?:{terms})", fold(words))), None
    )


def _headed(part: Part, later: Sequence[Part], depth: int) -> Iterator[Finding]:
    """Findings under a heading that names their kind: points, paragraphs, or parts of their own."""
    kind = _kind(part.section.heading)
    if not kind or part.replies:
        return
    children = _children(part, later)
    if children:
        yield from (Finding(kind, part.report.id, c.section.heading, _opening(c)) for c in children)
        return
    items = [block for block in part.blocks if block.kind == "item"]
    proper = [
        b
        for b in part.blocks
        if b.kind == "paragraph"
        and not _SAYS.search(part.words(b))
        and not part.words(b).endswith(":")
    ]
    for block in items or (
        proper[:1] if kind == "promising practice" else proper if kind != "main finding" else []
    ):
        yield Finding(kind, part.report.id, _area(part, kind, depth), part.whole(block))


def _led(part: Part) -> Iterator[Finding]:
    """Findings in a list under a sentence that names their kind."""
    if _kind(part.section.heading) or part.replies:
        return
    for block in part.blocks:
        words = part.words(block)
        kind = _kind(words) if block.kind in {"paragraph", "label"} else None
        if not kind:
            continue
        named = re.match(r"^(?P<name>[\w ]{5,40}):\s+(?=\S)", words)
        if named and _kind(named["name"]):
            yield Finding(
                kind,
                part.report.id,
                part.section.heading,
                part.field(block.start + named.end(), block.end),
            )
        elif words.endswith(":"):
            for item in points(part.section, block):
                yield Finding(kind, part.report.id, part.section.heading, part.whole(item))


def _children(part: Part, later: Sequence[Part]) -> list[Part]:
    """The parts directly under a part's heading."""
    path = part.section.path
    found = []
    for other in later:
        if other.section.path[: len(path)] != path or other.section.path == path:
            break
        found.append(other)
    return [c for c in found if len(c.section.path) == len(path) + 1]


def _opening(part: Part) -> Field:
    proper = [b for b in part.blocks if b.kind in PROSE]
    return part.whole((proper or list(part.blocks))[0])


def _area(part: Part, kind: FindingKind, depth: int) -> str:
    """The graded area that a finding stands in; without grades the heading above its own."""
    if kind == "adequate control":
        return part.section.heading
    return part.section.path[depth - 1] if 0 < depth < len(part.section.path) else part.area


def _weak(part: Part) -> Iterator[Finding]:
    """What stands under the label `Findings` of a finding card."""
    for n, block in enumerate(part.blocks):
        cells = part.cells(block)
        names = [c for c in cells.values() if _WEAK.match(c.value)]
        if block.kind == "row" and len(cells) == 2 and 0 in cells and cells[0] in names:
            yield Finding(
                "control weakness", part.report.id, part.section.heading, cells[max(cells)]
            )
        elif len(cells) == 1 and names and block.kind in {"label", "paragraph"}:
            body = _until_label(part, part.blocks[n + 1 :])
            if body:
                text = part.field(body[0].start, body[-1].end)
                yield Finding("control weakness", part.report.id, part.section.heading, text)


def _until_label(part: Part, blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        if block.kind in {"label", "head"} or (
            len(part.words(block)) < 48 and _CARD.match(part.words(block))
        ):
            break
        found.append(block)
    return found
