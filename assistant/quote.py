"""The writer without a model: which sentences answer, in which order, with what around them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.cite import Draft, Places
from assistant.understand import Understood, Want
from corpus.passages import lead_in, table_head
from corpus.piece import DATE, fold
from corpus.report import Block, Section, Sentence, Span
from index.search import Hit, Query, Search
from index.terms import stems

_MAX_WORDS = 120
"""An answer is at most about this long, unless a list needs more."""
_LEANS = re.compile(r"^(?:This|That|It|They|These|Those|He|She|However|Therefore|As such|Alongside this|Such)\b")
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|no)\b", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:chief|inspector|superintendent|manager|officer|constable|commissioner|secretary|head|director|chair\w*|"
    r"lead|team|board|home office|college|programme|sergeant|acc|dcc|led by|deputy)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"{DATE.pattern}|\b(?:january|february|march|april|may|june|july|august|september|october|november|"
                   r"december|20\d\d|immediate|annual\w*|months?|weeks?|years?)\b", re.IGNORECASE)  # fmt: skip
_EXPANDS = re.compile(r"\([A-Z][A-Za-z]{1,9}s?\)|\b[A-Z0-9]{2,8} \([A-Za-z]|\bmeans?\b|\bis an?\b")

FEATURES = ("similarity", "passage", "rank", "words", "context", "type", "list", "form")
"""What a sentence is judged by; see `_features`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature counts, in the order of `FEATURES`, and the bar for an answer."""

    sentence: tuple[float, ...] = (3.0, 1.0, 1.5, 2.5, 2.0, 0.8, 0.4, 0.6)
    gate: tuple[float, float, float, float] = (4.0, 5.0, -4.0, -4.2)
    """Coverage, similarity, share of unknown words, and the constant, of a logistic model."""
    enough: float = 0.5
    """Probability under which nothing is answered."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer."""

    section: Section
    unit: Sentence
    hit: Hit
    features: tuple[float, ...]
    score: float

    @property
    def text(self) -> str:
        """Its words."""
        return self.section.text[self.unit.start : self.unit.end]

    @property
    def block(self) -> Block:
        """The block that it is part of."""
        return next(b for b in self.section.blocks if b.start <= self.unit.start < b.end)


def candidates(
    query: Query, hits: Sequence[Hit], said: Understood, search: Search, places: Places, weights: Weights
) -> list[Candidate]:
    """Every sentence of the passages found, best first."""
    units = [(hit, unit) for hit in hits for unit in hit.passage.sentences if unit.kind not in {"head", "label"}]
    texts = [places.sections[hit.passage.section].text[u.start : u.end] for hit, u in units]
    vectors = search.sentence_vectors(texts)
    found = []
    for (hit, unit), text in zip(units, texts, strict=True):
        section = places.sections[hit.passage.section]
        vector = vectors.get(text)
        similarity = float(np.dot(query.vector, vector)) if vector is not None else 0.0
        features = _features(query, said, hit, section, unit, similarity, hits[0].score)
        score = sum(w * f for w, f in zip(weights.sentence, features, strict=True))
        found.append(Candidate(section, unit, hit, features, score))
    return sorted(found, key=lambda c: -c.score)


def probability(best: Candidate, query: Query, weights: Weights) -> float:
    """How likely the best sentence answers the question, in [0, 1]."""
    total = sum(query.weights.values()) or 1.0
    unknown = sum(query.weights.get(stems(term)[0], 0.0) for term in query.unknown if stems(term)) / total
    coverage, similarity, missing, constant = weights.gate
    score = coverage * best.features[4] + similarity * best.features[0] + missing * unknown + constant
    return 1.0 / (1.0 + math.exp(-score))


def write(found: Sequence[Candidate], said: Understood, places: Places) -> list[Draft]:
    """The answer in quotations: the deciding one first, then what stands close behind it."""
    drafts = list(_quoted(found[0], said, places))
    used = {(c.section.id, c.unit.start) for c in found[:1]}
    words = sum(len(draft.text.split()) for draft in drafts)
    told = " ".join(fold(draft.text) for draft in drafts)
    for candidate in found[1:4]:
        near = candidate.score >= found[0].score - 0.45
        new = (candidate.section.id, candidate.unit.start) not in used and fold(candidate.text) not in told
        more = list(_quoted(candidate, said, places)) if near and new else []
        length = sum(len(draft.text.split()) for draft in more)
        if more and words + length <= _MAX_WORDS * 1.5:
            drafts += more
            words += length
            told += " ".join(fold(draft.text) for draft in more)
    return drafts


def _features(
    query: Query, said: Understood, hit: Hit, section: Section, unit: Sentence, similarity: float, top: float
) -> tuple[float, ...]:
    text = section.text[unit.start : unit.end]
    block = next(b for b in section.blocks if b.start <= unit.start < b.end)
    lead = lead_in(section, block) if block.kind == "item" else None
    above = section.words(lead) if lead else ""
    around = " ".join([hit.passage.context, above, hit.passage.text])
    return (
        similarity,
        hit.similarity,
        hit.score / top,
        _share(query.weights, text),
        _share(query.weights, f"{text} {around}"),
        _typed(said.wants, text),
        _lists(said.wants, section, block, text),
        -float(len(text.split()) < 4 or text.endswith(":")),  # noqa: PLR2004
    )


def _share(weights: Mapping[str, float], text: str) -> float:
    """Share of the question's weight whose words the text holds, in [0, 1]."""
    held = set(stems(text))
    total = sum(weights.values())
    return sum(w for term, w in weights.items() if term in held) / total if total else 0.0


def _typed(wants: frozenset[Want], text: str) -> float:
    """Whether the text holds the kind of thing that is asked for, in [0, 1]."""
    checks = []
    if wants & {"person", "owner"}:
        checks.append(bool(_POST.search(text)))
    if wants & {"time", "deadline"}:
        checks.append(bool(_WHEN.search(text)))
    if "count" in wants:
        checks.append(bool(_NUMBER.search(text)))
    if "definition" in wants:
        checks.append(bool(_EXPANDS.search(text)))
    return sum(checks) / len(checks) if checks else 0.5


def _lists(wants: frozenset[Want], section: Section, block: Block, text: str) -> float:
    """Whether the text enumerates, where a list is asked for, in [0, 1]."""
    if not wants & {"list"}:
        return 0.0
    names = len(re.findall(r"(?:,|;| and) (?:[A-Z]|an? |the )", text))
    return 1.0 if block.kind in {"item", "row"} or _points(section, block) else min(names / 3, 1.0)


def _points(section: Section, block: Block) -> tuple[Block, ...]:
    """The list items that follow a paragraph ending in a colon."""
    if block.kind != "paragraph" or not section.words(block).endswith(":"):
        return ()
    after = [b for b in section.blocks if b.start >= block.end]
    return tuple(_leading_items(after))


def _leading_items(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind != "item":
            return
        yield block


def _quoted(candidate: Candidate, said: Understood, places: Places) -> Iterator[Draft]:
    section, block = candidate.section, candidate.block
    report = places.reports[candidate.hit.passage.report]

    def span(start: int, end: int) -> Span:
        return Span.of(report, section, start, end)

    points = _points(section, block)
    lead = lead_in(section, block) if block.kind == "item" else None
    if points:
        yield Draft("lead-in", section.text[candidate.unit.start : block.end], (span(candidate.unit.start, block.end),))
        for point in points:
            yield Draft("item", section.words(point), (span(point.start, point.end),))
    elif block.kind == "item" and said.wants & {"list", "count"}:
        yield from _whole_list(section, block, lead, span)
    elif block.kind == "item" and lead:
        yield Draft("lead-in", _last_sentence(section.words(lead)), (span(lead.end - len(_last_sentence(section.words(lead))), lead.end),))
        yield Draft("item", candidate.text, (span(block.start, block.end),))
    elif block.kind == "row":
        yield Draft("row", _told(section, block), (span(block.start, block.end),))
    else:
        start = _with_antecedent(section, block, candidate.unit)
        yield Draft("quotation", section.text[start : candidate.unit.end], (span(start, candidate.unit.end),))


def _whole_list(section: Section, block: Block, lead: Block | None, span) -> Iterator[Draft]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    place = section.blocks.index(block)
    first = place
    while first and section.blocks[first - 1].kind == "item":
        first -= 1
    if lead:
        yield Draft("lead-in", section.words(lead), (span(lead.start, lead.end),))
    for point in _leading_items(section.blocks[first:]):
        yield Draft("item", section.words(point), (span(point.start, point.end),))


def _last_sentence(text: str) -> str:
    found = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
    return found[-1]


def _told(section: Section, block: Block) -> str:
    """A table row with each cell under the name of its column."""
    heads = table_head(section, block)
    names = section.words(heads[0]).split("\t") if heads else []
    cells = section.words(block).split("\t")
    pairs = [(names[n] if n < len(names) else "", cell) for n, cell in enumerate(cells) if cell.strip()]
    return "; ".join(f"{name.rstrip(':*')}: {cell}" if name else cell for name, cell in pairs)


def _with_antecedent(section: Section, block: Block, unit: Sentence) -> int:
    """Where a quotation starts: one sentence earlier if it leans on the one before."""
    text = section.text[unit.start : unit.end]
    if not _LEANS.match(text) or unit.start == block.start:
        return unit.start
    before = section.text[block.start : unit.start].rstrip()
    return block.start + len(before) - len(_last_sentence(before))
