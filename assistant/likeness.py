"""How alike a question and the items of the register are in meaning."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from assistant.cite import Places
from corpus.passages import sentences, spoken
from corpus.register import Item
from index.embed import Vectors
from index.search import Search


class Likeness:
    """How alike a question and an item are, by what each item says."""

    def __init__(self, places: Places, search: Search) -> None:
        self._places, self._search = places, search
        self._known: dict[tuple[str, str], Vectors | None] = {}
        self._spoken: dict[str, Vectors] = {}

    def of_item(self, item: Item, question: Vectors) -> float:
        """The best cosine of a question with what an item says; 0 if nothing is embedded."""
        key = (item.report, item.id)
        if key not in self._known:
            self._known[key] = self._vectors(item)
        found = self._known[key]
        return float((found @ question).max()) if found is not None else 0.0

    def of_text(self, text: str, question: Vectors) -> float:
        """The cosine of a question with a text of a few words, such as a heading."""
        if text not in self._spoken:
            self._spoken[text] = self._search.query(text).vector
        return float(self._spoken[text] @ question)

    def _vectors(self, item: Item) -> Vectors | None:
        """The vectors made at ingestion of an item's sentences, `(units, dimension)`."""
        told = tuple(_told(item, self._places))
        held = self._search.sentence_vectors(told)
        return np.stack([held[text] for text in told if text in held]) if held else None


def _told(item: Item, places: Places) -> Iterator[str]:
    for span in item.sources:
        section = places.sections[span.section]
        for unit in sentences(section, section.blocks):
            if unit.start < span.end and unit.end > span.start and unit.kind != "label":
                yield spoken(section, unit)
