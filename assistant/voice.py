"""What one body says for itself: what it will do, welcomes, worries about or agrees to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.cite import Draft
from assistant.quote import LONG_LIST, length
from assistant.stated import answers
from assistant.topic import topic_of
from corpus.body import NAMED
from corpus.label import FAMILIES
from corpus.passages import points, sentences
from corpus.piece import fold
from corpus.report import Block, Report, Section, Span
from index.terms import generality, stem_set, stems


@dataclass(frozen=True, slots=True)
class _Act:
    """One thing that a body does with words: how it is asked for, and how reports tell it."""

    asked: re.Pattern[str]
    told: str


_WITH = r"(?: (?:with|about|by|at|of|to|on))?"
_ACTS = (
    _Act(
        re.compile(
            r"\b(?:promis\w+|pledg\w+|commit(?:s|ted|ments?)?|undertak\w+|undertook)\b"
            r"(?: to)?(?: do\b)?|\b(?:will|going to|plan(?:s|ning|ned)? to|intend\w* to)\b"
            r".*\bdo(?:ing)?\b(?: (?:next|now|about))*"
            r"|\bdo(?:es|ing)? next\b|\bnext steps?\b"
        ),
        r"(?:will|shall|is to|(?:intend|plan|propose|aim)s? to|underta(?:kes|ken|king)|undertook"
        r"|pledge[sd]?|commits?|committed|agreed to)",
    ),
    _Act(
        re.compile(
            r"\b(?:pleased?|prais\w+|commend\w*|welcom\w*|happy|delighted|impress\w*"
            rf"|encourag(?:ed|ing)|proud|glad)\b{_WITH}"
        ),
        r"(?:welcom\w*|commend\w*|prais\w*|values?|valued|pleas(?:ed|es|ing)|delight\w*|impress\w*"
        r"|encouraged|proud|glad|optimistic|thank\w*|congratulat\w*|grateful)",
    ),
    _Act(
        re.compile(
            r"\b(?:concern(?:s|ed)?|worr(?:y|ies|ied)|critical|critici[sz]\w+|unhappy|disappoint\w*"
            rf"|dissatisf\w*|not (?:\w+ )?(?:happy|satisfied|assured|pleased))\b{_WITH}"
        ),
        r"(?:concern\w*|worr\w*|critici[sz]\w*|disappoint\w*|dissatisf\w*|regrets?|frustrat\w*"
        r"|not (?:yet )?(?:fully )?(?:assured|satisfied|content)|part(?:ly|ially) assured"
        r"|(?:acknowledge|appreciate|recogni[sz]e)s(?: that|, where|, there))",
    ),
    _Act(
        re.compile(
            rf"\b(?:disput(?:es|ed)|reject(?:s|ed)?|(?:dis)?agree[sd]?|object(?:s|ed)?"
            rf"|accept(?:s|ed)?|support(?:s|ed)?|endors\w+|back(?:s|ed)?)\b{_WITH}"
        ),
        r"(?:(?:dis)?agree[sd]? with|accept(?:s|ed)?|supports?|supported|endors\w+|welcom\w+"
        r"|concur\w*|reject(?:s|ed)?|declin\w+)",
    ),
)
_FEELS, _AGREES = _ACTS[1:3], _ACTS[-1]
_AGAINST = re.compile(
    r"\b(?:disagree\w*|object\w*|reject\w*|refus\w*|declin\w+|dispute\w*|challeng\w*|push(?:ed"
    r"|ing)? back"
    r"|(?:not|n't) (?:fully )?(?:agree|accept|support|endorse)\w*)\b"
)
"""How a question asks for the opposite, and how reports tell it."""
_ASKED_OF = re.compile(
    rf"\b(?:{'|'.join(FAMILIES.values())}|afis?|recs?|findings?|reports?|inspections?|audits?"
    rf"|conclusions?|proposals?|judge?ments?)\b",
    re.IGNORECASE,
)
"""What there is to agree to where a question names nothing else."""
_YES_OR_NO = re.compile(r"^(?:and |so |ok |but )*(?:does|do|did|is|are|was|has|have)\b")
"""Asks whether somebody is content, which is answered by what is said for and against it."""
_SHAPE = re.compile(
    r"^(?:and |so |ok |but )*(?:what|does|do|did|is|are|has|have|will|list|show|how)\b"
)
_OTHER = re.compile(r"\b(?:why|who|when|whose|how (?:many|much|often|long)|which|each|every)\b")
"""What asks for one thing about it, or for a row of each item."""
_ANY = frozenset(
    stems("anything something thing else overall general next now far say new go next really us we")
)
"""Words that name no part of the subject."""
_ENOUGH = 0.5
"""Share of the topic's weight that a sentence must hold where it stands."""
_NOTE = Draft(
    "note", "These are found by how they are worded; what is said in another way is not among them."
)


def voice(asked: Asked) -> list[Draft]:
    """All sentences in which the one body named does what is asked; none if they are many."""
    text = asked.understood.own
    found = next(((act, m) for act in _ACTS if (m := act.asked.search(text))), None)
    if not found or not _SHAPE.search(text) or _OTHER.search(text):
        return []
    act, match = found
    if not _is_at_large(asked, act):
        return []
    acts = _FEELS if act in _FEELS and _YES_OR_NO.search(text) else (act,)
    named = [body for body, who in NAMED.items() if re.search(rf"\b{who}\b", text[: match.end()])]
    if len(named) != 1:
        return []
    topic = _topic(asked, f"{text[: match.start()]} {text[match.end() :]}")
    says = re.compile("|".join(_says(NAMED[named[0]], one) for one in acts))
    drafts = [
        d for key in sorted(asked.meant) for d in _told(asked, asked.reports[key], says, topic)
    ]
    if act is _AGREES:
        drafts = _agreed(drafts, text, bare=not topic)
    return [*drafts, _NOTE] if drafts and length(drafts) <= LONG_LIST else []


def _agreed(drafts: list[Draft], text: str, *, bare: bool) -> list[Draft]:
    """Of what somebody agrees to what is asked about; or that nothing is against it."""
    if family := _family(text):
        drafts = [d for d in drafts if re.search(family, d.text, re.IGNORECASE)]
    elif bare:
        drafts = [d for d in drafts if _ASKED_OF.search(d.text)]
    if not _AGAINST.search(text):
        return drafts
    against = [d for d in drafts if _AGAINST.search(fold(d.text))]
    none = [Draft("note", "No sentence held says so in such words; these say the opposite:")]
    return against or ([*none, *drafts] if drafts else [])


def _family(text: str) -> str:
    """How the family of items is written that a folded question names; empty if it names none."""
    named = (
        said for said in FAMILIES.values() if re.search(rf"\b(?:{said})\b", text, re.IGNORECASE)
    )
    return next((rf"\b(?:{said})\b" for said in named), "")


def _is_at_large(asked: Asked, act: _Act) -> bool:
    """Whether a question stands by itself, names no item or day, and is not told by rows."""
    said = asked.understood
    bound = said.numbers or said.on or said.month or said.context
    rows = said.families and (
        act is not _AGREES or any(answers(item, asked.day) for item in asked.register.items)
    )
    return not bound and not rows and not said.wants & {"count", "person"}


def _says(who: str, act: _Act) -> str:
    """How a folded sentence tells that a body does so, in its own words or from the other side."""
    between = r"(?:['’]s \w+)?(?: \([^()]*\))?,?(?: (?!not\b|that\b|which\b)\w+){0,3}? "
    ways = [
        rf"\b{who}{between}{act.told}\b",
        rf"\b{act.told}(?: \w+){{0,4}}? by (?:the )?{who}\b",
        rf"\b{act.told}(?: to)? (?:the )?{who}\b",  # it pleases the PCC
    ]
    return "|".join(ways if act in _FEELS else ways[:2])


def _topic(asked: Asked, rest: str) -> dict[str, float]:
    """The weights of what a question says beside who does what: of what it is about."""
    bodies = re.compile("|".join(rf"\b{who}\b" for who in NAMED.values()))
    left = topic_of(asked, bodies.sub(" ", rest), _ANY)
    return {s: w for s, w in asked.query.weights.items() if s in left and generality(s) == 1}


def _told(
    asked: Asked, report: Report, says: re.Pattern[str], topic: Mapping[str, float]
) -> Iterator[Draft]:
    """The sentences of a report that tell it, each with the points that it leads into."""
    for section in report.sections:
        for block in section.blocks:
            for unit in sentences(section, [block]):
                words = section.text[unit.start : unit.end]
                bears = asked.query.share(topic, stem_set(f"{section.title} {words}")) >= _ENOUGH
                if bears and says.search(fold(words)):
                    place = (Span.of(report, section, unit.start, unit.end),)
                    led = points(section, block) if unit.end == block.end else ()
                    yield Draft("lead-in" if led else "quotation", words, place)
                    yield from _points(report, section, led)


def _points(report: Report, section: Section, led: tuple[Block, ...]) -> Iterator[Draft]:
    for point in led:
        place = (Span.of(report, section, point.start, point.end),)
        yield Draft("item", section.words(point), place)
