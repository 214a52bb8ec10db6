"""The register as a page shows it: a table of rows, each with its place, conflicts with both sides.

Every word of a report is escaped; nothing in it is live.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.day import uk
from assistant.many import many
from assistant.place import key_of
from assistant.table import Chosen, Row
from assistant.timeline import state, timeline
from assistant.wanted import address
from corpus.position import told_status
from corpus.register import Conflict
from corpus.report import Report, Span

_HEADS = ("Item", "What is asked", "Owner", "Due", "Priority", "Status")
_EXCERPT = 300
"""Characters shown of what is asked; the rest is a press away."""
_SIDE = 260
"""Characters shown of one side of a conflict."""
_BADGES = {
    "past": "Past due, completion not recorded",
    "done": "Completion recorded",
}


class Listing:
    """Writes the rows that were chosen, out of one generation."""

    def __init__(self, chosen: Chosen, generation: int, said: Mapping[str, str]) -> None:
        self._chosen, self._generation, self._said = chosen, generation, said

    def whole(self, loose: Sequence[Conflict]) -> str:
        """Summary, ways to keep it, picture and table; then conflicts that concern no one item."""
        return (
            f'<div class="listing">{self._summary()}'
            + (f"{timeline(self._chosen)}{self._table()}" if self._chosen.rows else self._nothing())
            + self._loose(loose)
            + "</div>"
        )

    def _summary(self) -> str:
        rows = self._chosen.rows
        past = sum(row.position.past_due for row in rows)
        torn = sum(bool(row.conflicts) for row in rows)
        told = f"{len(rows)} of {many(self._chosen.whole, 'item')}, as at {uk(self._chosen.as_at)}"
        parts = [told]
        if past:
            parts.append(f"{past} past due")
        if torn:
            parts.append(f"{torn} where reports disagree")
        links = "".join(
            f'<a class="keep" href="{escape(address(self._said, kind))}" download>{words}</a>'
            for kind, words in (("csv", "Save as CSV"), ("xlsx", "Save for Excel"))
        )
        return (
            f'<div class="summary"><p role="status"><b>{"; ".join(parts)}.</b></p>'
            f'<p class="keeps">{links}</p></div>'
        )

    def _nothing(self) -> str:
        if not self._chosen.whole:
            return (
                '<div class="empty"><h2>No report holds anything to follow up yet</h2><p>The '
                "register fills itself from the recommendations, actions and areas for improvement "
                "that reports print. Add a report under Reports.</p></div>"
            )
        return (
            '<div class="empty"><h2>Nothing passes these choices</h2><p>Take one away, or press '
            "“Clear all choices”.</p></div>"
        )

    def _table(self) -> str:
        heads = "".join(
            f'<th scope="col" role="columnheader" aria-sort="none"><button type="button" '
            f'data-sort="{place}">{words}<span class="arrow" aria-hidden="true"></span></button>'
            "</th>"
            for place, words in enumerate(_HEADS)
        )
        rows = "".join(self._row(place, row) for place, row in enumerate(self._chosen.rows))
        return (
            '<table class="items" role="table"><caption>Items; press a heading to put them in '
            "its order, an item to read its source</caption>"
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table>'
        )

    def _row(self, place: int, row: Row) -> str:
        item = row.item
        shown = (
            (f"{place:06}", self._item(row), "th scope='row' role='rowheader'"),
            (item.text.value.casefold(), self._asked(row), ""),
            (_owners(row).casefold(), _who(row), ""),
            (item.deadline.isoformat() if item.deadline else "9", _due(row), ""),
            (_weight(row), escape(_priority(row)) or _none(), ""),
            (_status_words(row), _status(row), ""),
        )
        cells = "".join(
            f'<{tag or "td role=cell"} data-head="{head}" data-by="{escape(by[:80])}">{words}'
            f"</{(tag or 'td')[:2]}>"
            for head, (by, words, tag) in zip(_HEADS, shown, strict=True)
        )
        return f'<tr role="row" class="{state(row)}" data-row="">{cells}</tr>'

    def _item(self, row: Row) -> str:
        item = row.item
        report = self._chosen.reports[item.report]
        return (
            f"{self._opens(item.sources[0], item.label, item.label)}"
            f'<small title="{escape(report.name)}">{escape(_short(report))}</small>'
        )

    def _asked(self, row: Row) -> str:
        torn = "".join(self._conflict(conflict) for conflict in row.conflicts)
        return f"<p>{escape(_cut(row.item.text.value, _EXCERPT))}</p>{torn}"

    def _conflict(self, conflict: Conflict) -> str:
        sides = "".join(
            f"<li><q>{escape(_cut(side.span.quote, _SIDE))}</q> "
            f"{self._opens(side.span, self._place(side.span), 'One side')}</li>"
            for side in dict.fromkeys(conflict.sides)
        )
        # Sides that read the same are two places all the same: all are shown, none is picked.
        shown = " open" if self._said.get("conflicts") else ""
        told = escape(_cap(conflict.note))
        return (
            f'<details class="torn"{shown}><summary><b>Reports disagree.</b> {told}</summary>'
            f"<ul>{sides}</ul></details>"
        )

    def _loose(self, loose: Sequence[Conflict]) -> str:
        if not loose:
            return ""
        held = "".join(f"<li>{self._conflict(conflict)}</li>" for conflict in loose)
        return (
            f'<section class="loose"><h2>Reports disagree elsewhere too ({len(loose)})</h2>'
            f"<p>These concern no one item. Neither side is picked.</p><ul>{held}</ul></section>"
        )

    def _opens(self, span: Span, words: str, name: str) -> str:
        key = escape(key_of(span, self._generation))
        return (
            f'<button type="button" class="place" data-open="{key}" data-name="{escape(name)}">'
            f"{escape(words)}</button>"
        )

    def _place(self, span: Span) -> str:
        return f"{_short(self._chosen.reports[span.report])}: {self._chosen.place(span)}"


def told_off(words: str) -> str:
    """What stands in the place of the rows when what was asked for makes no sense."""
    return (
        '<div class="listing"><div class="empty" role="alert"><h2>Nothing is shown</h2>'
        f"<p>{escape(words)}</p></div></div>"
    )


def _due(row: Row) -> str:
    item = row.item
    if item.deadline is None:
        words = item.deadlines[0].value if item.deadlines else "No date"
        return f"<p>{escape(words)}</p>"
    badge = _BADGES.get(state(row), _cap(row.position.due))
    earlier = "".join(f"<small>first: {escape(field.value)}</small>" for field in item.earlier)
    return f'<p>{uk(item.deadline)}</p><p class="badge {state(row)}">{badge}</p>{earlier}'


def _who(row: Row) -> str:
    """Owners; where none is named, whom the report asks."""
    names = dict.fromkeys(owner.value for owner in row.item.owners)
    if names:
        return "".join(f"<p>{escape(name)}</p>" for name in names)
    asked = "; ".join(row.item.addressees)
    return f"<p>{_none('No owner named')}</p>" + (
        f"<small>asked of: {escape(asked)}</small>" if asked else ""
    )


def _status(row: Row) -> str:
    known = row.item.statuses_at(row.position.day)
    told = "".join(f"<p>{escape(_cap(told_status(status)))}</p>" for status in known)
    notes = "".join(f"<small>{escape(_cap(note))}</small>" for note in row.position.notes)
    return (told or f"<p>{_none('No status recorded')}</p>") + notes


def _status_words(row: Row) -> str:
    known = row.item.statuses_at(row.position.day)
    return known[-1].value.casefold() if known else "~"


def _owners(row: Row) -> str:
    return " ".join(owner.value for owner in row.item.owners) or "~"


def _priority(row: Row) -> str:
    return row.item.priorities[0].value if row.item.priorities else ""


def _weight(row: Row) -> str:
    """Priorities in their own order where they are high, medium and low."""
    known = {"high": "0", "medium": "1", "low": "2"}
    words = _priority(row).casefold()
    return known.get(words, words or "~")


def _none(words: str = "None given") -> str:
    return f'<span class="none">{words}</span>'


def _short(report: Report) -> str:
    """A report in few words."""
    title = report.title if len(report.title) <= 60 else report.title[:57].rsplit(" ", 1)[0] + " …"
    return ", ".join(filter(None, [title, str(report.dated.year) if report.dated else ""]))


def _cut(text: str, most: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _cap(words: str) -> str:
    return words[:1].upper() + words[1:]
