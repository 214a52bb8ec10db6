"""How alike a question and the items of the register are in meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from assistant.cite import Places
from corpus.passages import sentences, spoken
from corpus.register import Item
from index.embed import Vectors
from index.search import Search


@dataclass(frozen=True, slots=True)
class Likeness:
    """The vectors of what each item says."""

    vectors: dict[str, Vectors]
    """By item id, shape `(units, dimension)`; items of which nothing is embedded are left out."""

    @classmethod
    def of(cls, items: Iterable[Item], places: Places, search: Search) -> Likeness:
        """The vectors made at ingestion of the sentences, rows and list items of each item."""
        texts = {item.id: tuple(_told(item, places)) for item in items}
        held = search.sentence_vectors([text for told in texts.values() for text in told])
        kept = {key: [held[t] for t in told if t in held] for key, told in texts.items()}
        return cls({key: np.stack(found) for key, found in kept.items() if found})

    def of_item(self, item: Item, question: Vectors) -> float:
        """The best cosine of a question with what an item says; 0 if nothing is embedded."""
        found = self.vectors.get(item.id)
        return float((found @ question).max()) if found is not None else 0.0


def _told(item: Item, places: Places) -> Iterator[str]:
    for span in item.sources:
        section = places.sections[span.section]
        for unit in sentences(section, section.blocks):
            if unit.start < span.end and unit.end > span.start and unit.kind != "label":
                yield spoken(section, unit)
