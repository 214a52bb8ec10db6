"""The writer without a model: which sentences are quoted, in which order, with what around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.barred import is_barred
from assistant.cite import Draft, Places
from assistant.judge import Candidate, share
from assistant.understand import Understood
from corpus.passages import items_from, lead_in, points, sentences, told
from corpus.piece import fold
from corpus.report import Block, Report, Section, Sentence, Span
from index.search import Query
from index.terms import stem_set, stems

_MAX_WORDS = 120
"""An answer is at most about this long, unless a list needs more."""
_SIDE_BY_SIDE = 90
"""A paragraph of up to so many words is quoted whole where things are compared."""
_LOOKED_AT = 10
"""Sentences, best first, among which those are chosen that are quoted."""
LONG_LIST = 400
"""A section of more words is not quoted whole as a list."""
_CLOSE = 3.0
"""How far below the best score a sentence may be and still stand beside it."""
_AS_GOOD = 1.0
"""How far below the best one a sentence of a paragraph may be that is quoted already."""
_LEANS = re.compile(
    r"^(?:This|That|It|They|These|Those|He|She|However|Therefore|As such|Alongside this|Such)\b"
)
_PLANNED = re.compile(
    r"\b(?:is|are|was|were) (?:scheduled|due|planned|expected) (?:to|for)|scheduled|forthcoming"
    r"|\bwill be (?:held|looking|presented|asked)|\bto be held\b|waiting for"
    r"|\bwill (?:look|ask|hold|present|return|be repeated)",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^(?:so |and )?(?:what|who|how|why|which)\b.*\bdid\b|^(?:so |and )?did\b", re.IGNORECASE
)
"""A question about what has been done."""
_SMALL = frozenset(stems("a an and are as at below by for from in is of on the to detailed"))


def write(found: Sequence[Candidate], said: Understood, places: Places) -> list[Draft]:
    """The answer in quotations: the deciding one first, then what stands close behind it."""
    drafts: list[Draft] = []
    used: set[tuple[str, int]] = set()
    for n, candidate in enumerate(found[:_LOOKED_AT]):
        other = candidate.hit.passage.report != found[0].hit.passage.report
        far = candidate.score < found[0].score - (_CLOSE * 1.5 if other else _CLOSE)
        block = (candidate.section.id, candidate.block.start)
        beside = candidate.score < found[0].score - _AS_GOOD and block in used
        if n and (far or beside):
            continue
        whole = _new(_quoted(candidate, said, places), drafts)
        part = not n or _is_fragment(candidate)
        alone = [] if part else _new([_alone(candidate, places)], drafts)
        more = next((d for d in (whole, alone) if not n or length([*drafts, *d]) <= _MAX_WORDS), [])
        drafts += more
        used |= {block, *_blocks(more, candidate.section)} if more else set()
    return drafts


def _is_fragment(candidate: Candidate) -> bool:
    """Whether a point of a list says little without the words that lead into it: `Theft; and`."""
    led = candidate.block.kind == "item" and lead_in(candidate.section, candidate.block)
    bare = re.sub(r"\W*\b(?:and|or)\W*$", "", candidate.text).strip()
    return bool(led) and (len(bare.split()) < _SAYS or candidate.text.rstrip()[-1:] in ";,")


_SAYS = 5
"""Words of a point, at least, that say something by themselves."""


def _new(some: Iterable[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Those of which the words are not told yet."""
    told = [fold(draft.text) for draft in drafts]
    return [d for d in some if not any(fold(d.text) in words for words in told)]


def length(drafts: Iterable[Draft]) -> int:
    """How many words some lines have."""
    return sum(len(draft.text.split()) for draft in drafts)


def _alone(candidate: Candidate, places: Places) -> Draft:
    """A sentence, list item or row without what stands around it."""
    report, section, block = (
        places.reports[candidate.hit.passage.report], candidate.section, candidate.block
    )  # fmt: skip
    if block.kind == "row":
        return Draft(
            "row", told(section, block), (Span.of(report, section, block.start, block.end),)
        )
    place = Span.of(report, section, candidate.unit.start, candidate.unit.end)
    return Draft("item" if block.kind == "item" else "quotation", candidate.text, (place,))


def _blocks(drafts: Sequence[Draft], section: Section) -> Iterator[tuple[str, int]]:
    """The blocks that some quotations of a section stand in."""
    for span in (span for draft in drafts for span in draft.spans):
        for block in section.blocks:
            if block.start <= span.start < block.end:
                yield section.id, block.start


def headed_lists(said: Understood, query: Query, reports: Sequence[Report]) -> list[Draft]:
    """The whole lists under a heading that the question names, such as `Main findings`."""
    asked = set(query.weights) & stem_set(said.spoken)
    named = [
        (report, section)
        for report in reports
        for section in report.sections
        if len(own := stem_set(section.heading) - _SMALL) > 1
        and own <= asked
        and len(section.text.split()) < LONG_LIST
    ]
    if not any(b.kind == "item" for _, section in named for b in section.blocks):
        return []
    scores = [share(query, stem_set(" ".join(section.path))) for _, section in named]
    drafts: list[Draft] = []
    for (report, section), score in zip(named, scores, strict=True):
        if score == max(scores):
            drafts += listed(report, section)
    return drafts


def listed(report: Report, section: Section) -> Iterator[Draft]:
    """The paragraphs and list items of a section, each as a statement."""
    for block in section.blocks:
        if block.kind in {"item", "paragraph"}:
            place = (Span.of(report, section, block.start, block.end),)
            yield Draft("item" if block.kind == "item" else "lead-in", section.words(block), place)


def only_planned(said: Understood, text: str) -> bool:
    """Whether a question asks how something came out and the text only says that it is to come."""
    asks = "outcome" in said.wants or bool(_DID.search(said.layers[0]))
    return asks and bool(_PLANNED.search(text)) and not said.wants & {"status", "list"}


def _quoted(candidate: Candidate, said: Understood, places: Places) -> Iterator[Draft]:
    section, block = candidate.section, candidate.block
    report = places.reports[candidate.hit.passage.report]

    def span(start: int, end: int) -> Span:
        return Span.of(report, section, start, end)

    led = points(section, block)
    lead = lead_in(section, block) if block.kind == "item" else None
    if led:
        leads = span(candidate.unit.start, block.end)
        yield Draft("lead-in", leads.quote, (leads,))
        for point in led:
            yield Draft("item", section.words(point), (span(point.start, point.end),))
    elif block.kind == "item" and said.wants & {"list", "count"}:
        yield from _whole_list(section, block, lead, span)
    elif block.kind == "item" and lead:
        last = _last_sentence(section.words(lead))
        yield Draft("lead-in", last, (span(lead.end - len(last), lead.end),))
        yield Draft("item", candidate.text, (span(block.start, block.end),))
    elif block.kind == "row":
        yield Draft("row", told(section, block), (span(block.start, block.end),))
    else:
        yield Draft.quoting(span(*_with_context(candidate, said)))


def _with_context(candidate: Candidate, said: Understood) -> tuple[int, int]:
    """Where a sentence starts and ends with what it leans on, or with its paragraph."""
    section, block, unit = candidate.section, candidate.block, candidate.unit
    start, end = _with_antecedent(section, block, unit), _with_consequent(section, block, unit)
    if "comparison" in said.wants and len(section.words(block).split()) <= _SIDE_BY_SIDE:
        start, end = block.start, block.end
    after = section.text[unit.end : end]
    return start, unit.end if after and is_barred(said.text, after, "") else end


def _whole_list(
    section: Section, block: Block, lead: Block | None, span: Callable[[int, int], Span]
) -> Iterator[Draft]:
    place = section.blocks.index(block)
    first = place
    while first and section.blocks[first - 1].kind == "item":
        first -= 1
    if lead:
        yield Draft("lead-in", section.words(lead), (span(lead.start, lead.end),))
    for point in items_from(section.blocks[first:]):
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
