"""How much of what was found is read before it is judged."""

from collections.abc import Sequence
from datetime import date

import pytest
from tiny import assistant_of, written

from assistant.answer import Question
from assistant.ask import Assistant
from assistant.cite import Places
from assistant.judge import Judge, Weights
from assistant.understand import understand
from corpus.report import Passage
from index.reader import Reader
from index.reading import Reading
from index.search import Scope


class Scripted(Reader):
    """A reader that finds each text as likely to answer as it is told."""

    def __init__(self, *likely: float) -> None:
        super().__init__()
        self.likely, self.seen = likely, 0

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:  # noqa: ARG002 (as the real one)
        told = self.likely[self.seen : self.seen + len(passages)]
        self.seen += len(passages)
        return [Reading(0, 1, 0.0, 1 - likely) for likely in told]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("judged")
    return assistant_of(folder / "home", written(folder / "reports"))


@pytest.mark.parametrize(
    ("likely", "read"),
    [
        ((0.1, 0.2, 0.1, 0.9, 0.1, 0.1), 4),
        ((0.1, 0.2, 0.1, 0.2, 0.9, 0.1), 6),
        ((0.1,) * 6, 6),
    ],
)
def test_the_rest_is_read_only_where_the_first_passages_hardly_answer(
    assistant: Assistant, likely: tuple[float, ...], read: int
) -> None:
    reader = Scripted(*likely)
    places = Places(assistant.reports)
    judge = Judge(assistant.search, places, Weights.shipped(), reader=reader)
    said = understand(Question("Who signs the rota?"), date(2026, 1, 1))
    query = assistant.search.query(said.text)
    hits = assistant.search.search(query, Scope(tuple(r.id for r in assistant.reports)))
    assert len(hits) >= 6

    best = judge.candidates(query, hits, said)[0]

    assert reader.seen == read
    assert best.read[0] == pytest.approx(max(likely[:read]))
