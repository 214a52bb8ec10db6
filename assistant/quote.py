"""The writer without a model: which sentences answer, in which order, with what around them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from assistant.cite import Draft, Places
from assistant.understand import Understood, Want
from corpus.passages import lead_in, sentences, spoken, told
from corpus.piece import DATE, fold
from corpus.report import Block, Report, Section, Sentence, Span
from index.search import Hit, Query, Search
from index.terms import stem, stems

_MAX_WORDS = 120
"""An answer is at most about this long, unless a list needs more."""
_LONG_LIST = 400
"""A section of more words is not quoted whole as a list."""
_CLOSE = 1.0
"""How far below the best score a sentence may be and still stand beside it."""
_LEANS = re.compile(r"^(?:This|That|It|They|These|Those|He|She|However|Therefore|As such|Alongside this|Such)\b")
_NUMBER = re.compile(
    r"(?<![\w/])£?\d[\d,.]*%?(?![\w/])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:chief|inspector|superintendent|manager|officer|constable|commissioner|secretary|head|director|chair\w*|"
    r"lead|team|board|home office|college|programme|sergeant|acc|dcc|led by|deputy)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"{DATE.pattern}|\b(?:january|february|march|april|may|june|july|august|september|october|november|"
                   r"december|20\d\d|immediate|annual\w*|months?|weeks?|years?)\b", re.IGNORECASE)  # fmt: skip
_EXPANDS = re.compile(r"\([A-Z][A-Za-z]{1,9}s?\)|\b[A-Z0-9]{2,8} \([A-Za-z]|\bmeans?\b|\bis an?\b")

_PLANNED = re.compile(
    r"\b(?:is|are|was|were) (?:scheduled|due|planned|expected) (?:to|for)|scheduled|\bwill be (?:held|looking|presented|asked)|"
    r"\bwill (?:look|ask|hold|present|return|be repeated)|forthcoming|\bto be held\b|waiting for", re.IGNORECASE)  # fmt: skip

_SMALL = frozenset(stems("a an and are as at below by for from in is of on the to detailed"))

FEATURES = ("similarity", "passage", "rank", "words", "context", "type", "list", "names")
"""What a sentence is judged by; see `_features`."""


_WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """What a sentence's features count, and the bar for an answer; fitted by `python -m eval.fit`."""

    sentence: tuple[float, ...]
    """In the order of `FEATURES`."""
    gate: tuple[float, ...]
    """The same features, the gap, unknown names, other unknown words, a constant: logistic."""
    enough: float = 0.5
    """Probability under which nothing is answered."""

    @classmethod
    def shipped(cls) -> Weights:
        """The weights that come with the product."""
        return TypeAdapter(cls).validate_json(_WEIGHTS.read_bytes())

    def keep(self) -> None:
        """Make these the weights that come with the product."""
        _WEIGHTS.write_bytes(TypeAdapter(Weights).dump_json(self, indent=2) + b"\n")


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
    def is_form(self) -> bool:
        """Whether it only names a field of a form."""
        return _is_form(self.block, self.text)

    @property
    def block(self) -> Block:
        """The block that it is part of."""
        return next(b for b in self.section.blocks if b.start <= self.unit.start < b.end)


def candidates(
    query: Query, hits: Sequence[Hit], said: Understood, search: Search, places: Places, weights: Weights
) -> list[Candidate]:
    """Every sentence of the passages found, best first."""
    units = [(hit, unit) for hit in hits for unit in hit.passage.sentences if unit.kind not in {"head", "label"}]
    units = [(h, u) for h, u in units if not places.sections[h.passage.section].text.startswith("☐", u.start)]
    texts = [spoken(places.sections[hit.passage.section], u) for hit, u in units]
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
    score = sum(w * v for w, v in zip(weights.gate, gate_features(best, query), strict=True))
    return 1.0 / (1.0 + math.exp(-score))


def gate_features(best: Candidate, query: Query) -> tuple[float, ...]:
    """What the gate judges by: the sentence's features, what is unknown, and a constant."""
    return (*best.features, _gap(best, query), *_unknown(query), 1.0)


def _gap(best: Candidate, query: Query) -> float:
    """Weight of the heaviest word of the question that neither sentence nor place holds, in [0, 1]."""
    held = set(stems(f"{best.text} {best.hit.passage.context} {best.hit.passage.text}"))
    heaviest = max(query.weights.values(), default=0.0)
    missing = [w for term, w in query.weights.items() if not _holds(held, term, query)]
    return max(missing, default=0.0) / heaviest if heaviest else 0.0


def _unknown(query: Query) -> tuple[float, float]:
    """Shares of the question's weight in names and numbers, and in other words, not held at all."""
    total = sum(query.weights.values()) or 1.0
    named = {t for t in query.unknown if t[:1].isdigit() or re.search(rf"(?<!^)\b{re.escape(t.capitalize())}", query.text)}
    shares = {t: query.weights.get(stem(t), 0.0) / total for t in query.unknown}
    return sum(shares[t] for t in named), sum(shares[t] for t in set(query.unknown) - named)


def headed_lists(query: Query, reports: Sequence[Report]) -> list[Draft]:
    """The whole lists under a heading that the question names, such as `Main findings`."""
    asked = set(query.weights)
    named = [
        (report, section)
        for report in reports
        for section in report.sections
        if len(own := set(stems(section.heading)) - _SMALL) > 1
        and own <= asked
        and len(section.text.split()) < _LONG_LIST
    ]
    if not any(b.kind == "item" for _, section in named for b in section.blocks):
        return []
    scores = [_share(query, " ".join(section.path)) for _, section in named]
    drafts: list[Draft] = []
    for (report, section), score in zip(named, scores, strict=True):
        if score == max(scores):
            drafts += _listed(report, section)
    return drafts


def _listed(report: Report, section: Section) -> Iterator[Draft]:
    for block in section.blocks:
        if block.kind in {"item", "paragraph"}:
            place = (Span.of(report, section, block.start, block.end),)
            yield Draft("item" if block.kind == "item" else "lead-in", section.words(block), place)


def write(found: Sequence[Candidate], said: Understood, places: Places) -> list[Draft]:
    """The answer in quotations: the deciding one first, then what stands close behind it."""
    drafts: list[Draft] = []
    told: set[str] = set()
    for n, candidate in enumerate(found[:6]):
        other = candidate.hit.passage.report != found[0].hit.passage.report
        if n and candidate.score < found[0].score - (_CLOSE * 1.5 if other else _CLOSE):
            continue
        more = [d for d in _quoted(candidate, said, places) if fold(d.text) not in told]
        length = sum(len(draft.text.split()) for draft in [*drafts, *more])
        inside = any(fold(candidate.text) in words for words in told)
        if not n or (more and not inside and length <= _MAX_WORDS):
            drafts += more
            told |= {fold(draft.text) for draft in more}
    return drafts


def only_planned(said: Understood, text: str) -> bool:
    """Whether a question asks how something came out and the text only says that it is to come."""
    return "outcome" in said.wants and bool(_PLANNED.search(text)) and not said.wants & {"status", "list"}


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
        _share(query, text),
        _share(query, f"{text} {around}"),
        _typed(said.wants, text),
        _lists(said.wants, section, block, text),
        _names(query, f"{text} {around}"),
    )


def _is_form(block: Block, text: str) -> bool:
    """Whether a line only names a field of a form, or leads into what follows."""
    if text.isupper():
        return True
    short = len(text.split()) < 9 and text[-1:] not in ".!\"”)" and ":" not in text  # noqa: PLR2004
    return block.kind == "paragraph" and (len(text.split()) < 4 or (short and not _NUMBER.search(text)))  # noqa: PLR2004


def _share(query: Query, text: str) -> float:
    """Share of the question's weight whose words the text holds, in [0, 1]."""
    held = set(stems(text))
    total = sum(query.weights.values())
    found = sum(w for term, w in query.weights.items() if _holds(held, term, query))
    return found / total if total else 0.0


def _names(query: Query, text: str) -> float:
    """Share of the names and numbers of the question that the text and its place hold, in [0, 1]."""
    if not query.specific:
        return 1.0
    held = set(stems(text))
    return sum(_holds(held, term, query) for term in query.specific) / len(query.specific)


def _holds(held: set[str], term: str, query: Query) -> bool:
    expansion = query.expansions.get(term, ())
    return term in held or (bool(expansion) and held.issuperset(expansion))


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
    """The list items that a paragraph leads into."""
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
        yield Draft("row", told(section, block), (span(block.start, block.end),))
    else:
        start = _with_antecedent(section, block, candidate.unit)
        end = _with_consequent(section, block, candidate.unit)
        yield Draft("quotation", section.text[start:end], (span(start, end),))


def _whole_list(section: Section, block: Block, lead: Block | None, span: Callable[[int, int], Span]) -> Iterator[Draft]:
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


def _with_consequent(section: Section, block: Block, unit: Sentence) -> int:
    """Where a quotation ends: after the next sentence of the paragraph, if both are short."""
    after = next((u for u in sentences(section, [block]) if u.start >= unit.end), None)
    length = len(section.text[unit.start : after.end].split()) if after else 0
    return after.end if after and length <= _MAX_WORDS / 2 else unit.end


def _with_antecedent(section: Section, block: Block, unit: Sentence) -> int:
    """Where a quotation starts: one sentence earlier if it leans on the one before."""
    text = section.text[unit.start : unit.end]
    if not _LEANS.match(text) or unit.start == block.start:
        return unit.start
    before = section.text[block.start : unit.start].rstrip()
    return block.start + len(before) - len(_last_sentence(before))
