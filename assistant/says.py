"""Whose words the sentences found are, where a question asks what somebody says of a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.judge import Candidate
from assistant.tell import row
from assistant.topic import telling
from corpus.body import NAMED, Body, body_of
from corpus.piece import fold
from corpus.report import Report, Section
from corpus.voice import speaker_of
from index.search import Query
from index.terms import stem, stem_set, stems

_SAYS = re.compile(
    r"^(?:and |so |ok |but |please )*what(?:'s| is| did| does| do| has| have| had| was| were)? "
    rf"(?:the )?(?:{'|'.join(f'(?P<{body}>{who})' for body, who in NAMED.items())})"
    r"(?:['’]?s?|s['’])? (?:\w+ )?(?:says?|said|finds?|found|thinks?|thought|concluded?|views?"
    r"|opinions?|verdict|reports?|reported"
    r"|make|made|tell|told|raised?|identif(?:y|ied)|not(?:e|ed)|findings?|observed?|(?:do|done"
    r"|doing) about)\b",
    re.IGNORECASE,
)
"""Asks what one body says: `what did the inspectors find about ...`."""


_OF = re.compile(r"\s+(?:about|on|of|regarding|concerning|around)\b")
"""Leads to a subject, not to when or how it was said."""
_DOES = re.compile(r"\b(?:do|done|doing) about$", re.IGNORECASE)
"""Asks what is done, not what is said."""


def asked_of(text: str) -> Body | None:
    """The body of which a question wants to know what it says; None where it names none.

    >>> asked_of("What do HMICFRS say about domestic abuse?"), asked_of("Who owns it?")
    ('inspectorate', None)
    """
    return next((body for body, _ in _spoken_of(text)), None)


def _spoken_of(text: str) -> Iterator[tuple[Body, re.Match[str]]]:
    """The body of which a question wants to know what it says, and how it asks."""
    if found := _SAYS.search(text):
        yield from ((body, found) for body in NAMED if found[body])


def without_speaker(query: Query, text: str) -> Query:
    """The query of a question for what a body says, without the words that name the body."""
    body, found = next(_spoken_of(text), (None, None))
    if not body or not found:
        return query
    named, rest = set(stems(found[body])), text[found.end() :]
    says = not _DOES.search(found[0])
    return replace(
        query,
        text=f"What is said{rest}" if says and _OF.match(rest) else text,
        weights={s: w for s, w in query.weights.items() if s not in named},
        unknown=tuple(t for t in query.unknown if stem(t) not in named),
        specific=query.specific - named,
    )


def spoken_first(
    ranked: Sequence[Candidate], text: str, reports: Mapping[str, Report]
) -> list[Candidate]:
    """The sentences of the body that a question asks about, if any; else all."""
    body = asked_of(text)
    own = [c for c in ranked if body and _speaker(c, reports[c.hit.passage.report]) == body]
    return own or list(ranked)


def replies(asked: Asked) -> list[Draft]:
    """What the force or the commissioner replies to the items on a subject, with those items."""
    said = asked.understood
    body, found = next(_spoken_of(said.layers[0]), (None, None))
    if not found or body not in _ANSWER or said.families or said.numbers or said.context:
        return []
    topic = telling(asked, said.layers[0][found.end() :])
    drafts: list[Draft] = []
    for item in asked.register.items:
        told = [r.text.span for r in item.responses if body_of(r.by) == body]
        if topic and told and item.report in asked.meant and topic <= stem_set(item.text.value):
            drafts += map(Draft.quoting, told)
            drafts.append(row(asked, item, short=True))
    return drafts


_ANSWER = frozenset({"force", "PCC"})


def _speaker(candidate: Candidate, report: Report) -> Body:
    """Who speaks in a sentence: of a row whom its label names, else who speaks in its section."""
    label = candidate.text.partition("\t")[0] if candidate.block.kind == "row" else ""
    named = body_of(label) if len(label.split()) <= _LABEL else "other"
    if named != "other":
        return named
    answers = "response" in fold(report.kind) and _FIRST.search(candidate.text)
    return "other" if answers or _ANSWERS.search(label) else _body(report, candidate.section)


_FIRST = re.compile(r"\b(?:[Ww]e|[Oo]ur|I|[Mm]y)\b")
"""Who answers speaks of themselves; what is restated does not."""
_LABEL = 6
"""Words of a label of a row, at most."""
_ANSWERS = re.compile(
    r"\b(?:we|our|response|reply|answer|accept(?:ed)?|update|progress|position|agreed)\b",
    re.IGNORECASE,
)
"""Labels of what somebody answers, whoever it is."""


def made_by(reports: Sequence[Report], text: str) -> list[Report]:
    """The reports that may hold what the body says that a question asks about."""
    strange = _STRANGE.get(asked_of(text) or "other", ())
    return [r for r in reports if not any(kind in fold(r.kind) for kind in strange)] or [*reports]


_STRANGE: Mapping[Body, tuple[str, ...]] = {
    "inspectorate": ("audit",),
    "auditor": ("inspection", "response"),
}
"""Kinds of reports that do not bear a body's own words."""


def is_spoken(report: Report, section: str, body: Body) -> bool:
    """Whether a section of a report bears the words of a body."""
    return _body(report, report.by_id[section]) == body


def _body(report: Report, section: Section) -> Body:
    """Who speaks in a section: by its headings, else by the kind of its report.

    A response restates the inspection that it answers outside the parts in which somebody speaks.
    """
    if speaker := speaker_of(section):
        return body_of(speaker)
    kind = fold(report.kind)
    by_kind: tuple[tuple[str, Body], ...] = (
        ("audit", "auditor"), ("response", "inspectorate"), ("inspection", "inspectorate"),
    )  # fmt: skip
    return next((body for word, body in by_kind if word in kind), "other")
