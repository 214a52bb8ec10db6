"""Where a conversation is: the places that the latest answers were drawn from, and what is near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.cite import Places
from assistant.conversation import subject
from corpus.passages import passages
from corpus.report import Passage, Section, Sentence
from index.search import Hit, Scope, Search
from index.terms import content, stem, stem_set

_ANSWERS = 2
"""Answers before, at most, of which the places are sought."""
_FOUND = 4
"""Passages in which the words of an answer are sought."""
_TOLD, _WORDS = 0.7, 2
"""Share of an answer's content words that its place must hold, and how many at least."""
_FADES = 0.5
"""How much less a place counts for each answer that was given since."""
_BESIDE = 0.4
"""What a place under the same headings counts, as against the same section."""
_MOST = 6
"""Passages of the places themselves that are read beside those that search found."""
_RAISES = 0.6
"""By what share the score of a passage there is raised."""


@dataclass(frozen=True)
class Nearby:
    """How near to what was told last each section is."""

    told: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """By report and section, in (0, 1]: 1 where the latest answer was drawn from."""
    under: Mapping[tuple[str, ...], float] = field(default_factory=dict)
    """The same by report and headings above such a section."""

    @classmethod
    def of(cls, answers: Sequence[str], search: Search, places: Places, scope: Scope) -> Nearby:
        """The places of the latest answers.

        Args:
            answers: What was answered, the latest first.
            search: Finds the passages that hold an answer's words.
            places: Where sections stand.
            scope: The reports that count.
        """
        told: dict[tuple[str, str], float] = {}
        under: dict[tuple[str, ...], float] = {}
        for n, answer in enumerate([a for a in answers if a.strip()][:_ANSWERS]):
            for report, section in _sections(subject(answer), search, scope):
                told.setdefault((report, section), _FADES**n)
                under.setdefault(_above(places.sections[section], report), _BESIDE * _FADES**n)
        return cls(told, under)

    def of_section(self, section: Section, report: str) -> float:
        """How near a section is, in [0, 1]."""
        return self.told.get((report, section.id)) or self.under.get(_above(section, report), 0.0)

    def raised(self, hits: Sequence[Hit], places: Places) -> tuple[Hit, ...]:
        """The passages that search found, those near raised, and those there that it missed."""
        if not hits or not self.told:
            return tuple(hits)
        held = {hit.passage.id for hit in hits}
        here = [p for key in self.told for p in _of_section(places, *key) if p.id not in held]
        more = [replace(hits[-1], passage=passage) for passage in here[:_MOST]]
        nears = [replace(hit, near=self._near(hit.passage, places)) for hit in (*hits, *more)]
        scored = [replace(hit, score=hit.score * (1.0 + _RAISES * hit.near)) for hit in nears]
        best = sorted(scored, key=lambda hit: -hit.score)
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(best, start=1))

    def _near(self, passage: Passage, places: Places) -> float:
        return self.of_section(places.sections[passage.section], passage.report)


def _above(section: Section, report: str) -> tuple[str, ...]:
    return (report, *section.path[:-1])


def _of_section(places: Places, report: str, section: str) -> tuple[Passage, ...]:
    return passages(replace(places.reports[report], sections=(places.sections[section],)))


def _sections(answer: str, search: Search, scope: Scope) -> Iterator[tuple[str, str]]:
    """The reports and sections that hold the words of an answer, best first."""
    told = _words(answer)
    if len(told) < _WORDS:
        return
    for hit in search.search(search.query(" ".join(answer.split()[:60])), scope, _FOUND):
        if any(_holds(sentence, hit, told) for sentence in hit.passage.sentences):
            yield hit.passage.report, hit.passage.section


def _holds(sentence: Sentence, hit: Hit, told: frozenset[str]) -> bool:
    start = hit.passage.start
    said = _words(hit.passage.text[sentence.start - start : sentence.end - start])
    both = len(said & told)
    whole = both >= _TOLD * len(told) or (len(said) > _WORDS and both >= _TOLD * len(said))
    return both >= _WORDS and whole


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content(re.sub(r"[“”\"]", " ", text))) & stem_set(text)
