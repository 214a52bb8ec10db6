"""What it takes to answer a question: its records and tables' reports, and what search finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from assistant.asked import Asked
from assistant.cite import Places
from assistant.gist import Gist, families
from assistant.likeness import Likeness
from assistant.naming import Naming
from assistant.nearby import Nearby
from assistant.people import People
from assistant.quoter import Sought
from assistant.understand import Understood
from corpus.register import Item
from index.search import Query, Scope, Search


class Gatherer:
    """Gathers from one library what bears on questions."""

    def __init__(
        self,
        search: Search,
        places: Places,
        naming: Naming,
        people: People,
        today: Callable[[], date],
    ) -> None:
        self._search, self._places, self._today = search, places, today
        self._naming, self._people = naming, people
        self._likeness = Likeness(places, search)
        self._gist = Gist.shipped()
        self._knows = self._gist.model_sha256 == search.generation.model_sha256

    def gathered(self, said: Understood, query: Query, scope: Scope) -> tuple[Asked, Sought]:
        """A question with all that it takes to answer it from rows, and from sentences found.

        Passages near to where the answers before were drawn from are raised.
        """
        known = self._search.registers.over(scope.reports)
        register = known.register.within(scope.reports)
        said = self.joined(said, query, register.items)
        hits = self._search.search(query, scope)
        near = Nearby.of(said.answers, self._search, self._places, scope)
        meant = self._naming.meant(said.text, scope.reports)
        held = set(scope.reports)
        asked = Asked(
            understood=said,
            query=query,
            register=register,
            reports={key: self._places.reports[key] for key in scope.reports},
            today=self._today(),
            meant=meant,
            plainly=self._naming.is_plain(said.text, scope.reports),
            naming=self._naming.spoken(said.text, meant),
            people=self._people,
            likeness=lambda item: self._likeness.of_item(item, query.vector),
            alike=lambda text: self._likeness.of_text(text, query.vector),
            torn=tuple(c for c in known.torn if {side.span.report for side in c.sides} <= held),
            near=near,
        )
        return asked, Sought(said, query, scope, near.raised(hits, self._places))

    def joined(self, said: Understood, query: Query, items: Iterable[Item]) -> Understood:
        """The question with what it is believed to want beside what its wording gives away."""
        return self._gist.joined(said, query.vector, families(items)) if self._knows else said
