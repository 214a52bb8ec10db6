"""What came of one case."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, Statement
from corpus.report import Section
from eval.case import Case, Kind, Split
from eval.found import Found
from eval.measures import citation_match, correct, forbidden, missing, verbatim

SectionOf = Callable[[str], Section]
"""A section by its id; LookupError when there is none."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one case, and why."""

    id: str
    kind: Kind
    split: Split
    correct: bool
    """Right in full; partial is wrong."""
    abstained: bool
    abstain: bool
    """Whether it should have abstained."""
    cited: bool | None
    """Whether the quotations cited are those on which a right answer rests; None if none is."""
    quotations: int
    """Quotations and citations that the answer shows."""
    words: int
    """Length of the answer; what is required is found more easily in a long one."""
    elapsed_ms: float
    """From question to answer, by the clock of the run."""
    altered: tuple[str, ...] = ()
    """Those quotations that are not in their section word for word."""
    missing: tuple[str, ...] = ()
    """Required, and not in the answer."""
    forbidden: tuple[str, ...] = ()
    """Forbidden, and in the answer."""
    question: str = ""
    answer: str = ""
    """The answer as a person reads it."""
    confidence: float = 1.0
    """Probability, by the assistant, that its evidence answers; in [0, 1]."""
    partial: bool = False
    """Whether it was answered in part, and says so."""
    found: Found | None = None
    """Where search put the support; None if the case has none, or it was not looked for."""
    citations: tuple[Citation, ...] = ()
    """The evidence that the answer rests on."""
    nearest: tuple[Citation, ...] = ()
    """What an abstention shows as nearest."""

    @property
    def why(self) -> str:
        """Why it is wrong, in one line; empty when it is right."""
        if self.correct:
            return ""
        astray = "abstained" if self.abstained else "answered what is not in the corpus"
        parts = [astray] if self.abstained != self.abstain else []
        parts += [f"missing {words}" for words in self.missing]
        return "; ".join([*parts, *(f"holds {words}" for words in self.forbidden)])

    @property
    def outcome(self) -> "Result":
        """The same without words of question and answer: what a baseline keeps."""
        told = replace(self, altered=(), missing=(), forbidden=(), question="", answer="")
        return replace(told, confidence=1.0, found=None, citations=(), nearest=())


def judge(case: Case, answer: Answer, section_of: SectionOf, elapsed_ms: float) -> Result:
    """Hold an answer against its case; what search found is not looked at here."""
    printed = _printed(answer)
    shown = [*answer.citations, *answer.see_also]
    texts = {c.number: _text(c.span.section, section_of) for c in answer.citations}
    quoted = [s for s in answer.statements if s.kind in {"quotation", "item", "lead-in"}]
    altered = [
        *(c.quote for c in shown if not verbatim(c, _text(c.span.section, section_of))),
        *(s.text for s in quoted if not _stands(s, texts)),
    ]
    return Result(
        id=case.id,
        kind=case.kind,
        split=case.split,
        correct=correct(case, printed, abstained=answer.abstained),
        abstained=answer.abstained,
        abstain=case.abstain,
        cited=citation_match(case, answer.citations),
        quotations=len(shown) + len(quoted),
        words=len(printed.split()),
        elapsed_ms=round(elapsed_ms, 1),
        altered=tuple(altered),
        missing=missing(case, printed),
        forbidden=forbidden(case, printed),
        question=case.question,
        answer=answer.text,
        confidence=round(answer.confidence, 4),
        partial=answer.partial,
        citations=answer.citations,
        nearest=answer.see_also if answer.abstained else (),
    )


def _printed(answer: Answer) -> str:
    """The answer without citation marks: `[4]` is not the count 4."""
    return "\n".join([*(s.text for s in answer.statements), *answer.caveats])


def _text(section: str, section_of: SectionOf) -> str:
    try:
        return section_of(section).text
    except LookupError:
        return ""  # no quotation stands in a section that is not there


def _stands(statement: Statement, texts: dict[int, str]) -> bool:
    """Whether words of a report stand in a section that they cite, white space aside."""
    words = " ".join(statement.text.split())
    return any(words in " ".join(texts.get(n, "").split()) for n in statement.citations)
