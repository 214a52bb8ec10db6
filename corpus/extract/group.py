"""What the headings over groups of items tell of each: its subject, state, rank or owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extract.draft import Draft, Said
from corpus.extract.heading import says_no_topic, short_heading
from corpus.extract.over import told_over
from corpus.extract.part import Part
from corpus.extract.rank import is_rank
from corpus.label import item_label
from corpus.register import Field


def sorted_by_heading(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """The drafts, those of tables that stand under several headings with theirs as their area."""
    listed = [draft for draft in drafts if draft.listed]
    topics = {draft.heading for draft in listed if not says_no_topic(draft.heading)}
    sorted_already = {draft.family for draft in listed if draft.area}
    for draft in listed if len(topics) > 1 else ():
        if draft.family not in sorted_already:
            draft.area = short_heading(draft.heading) if draft.heading in topics else ""
    return drafts


def tell_of_group(part: Part, draft: Draft) -> None:
    """Add to a draft what the headings over its group tell of it, where its own place does not.

    `Closed since the last meeting`, `High priority`, `For the Chief Constable`. In an inspection
    report only the state counts: ranks and bodies there head what was found.
    """
    own = part.section.heading
    single = draft.alone or item_label(own) or _REFERENCE.match(own)
    over = part.section.path[-2:] if single else (own,)
    label = item_label(own)
    told_by = [("priority", label.qualifier)] if label and is_rank(label.qualifier) else []
    ranks = (_BRACKET.search(heading) for heading in reversed(part.section.path[-2:]))
    told_by += [("priority", found["rank"]) for found in ranks if found and is_rank(found["rank"])]
    for kind, value in (*told_by, *map(told_over, over)):
        told = Field(value, draft.sources[0])
        if not kind or draft.fields.get(kind) or (kind == "status" and draft.statuses):
            continue
        if kind == "status":
            draft.statuses.append(Said(told, part.speaker))
        elif kind == "priority" or part.report.kind != "inspection report":
            draft.fields[kind] = [told]


_BRACKET = re.compile(r"[(\[](?P<rank>[^()\[\]]{3,30})[)\]]\s*$")
"""What closes a heading in brackets: `4.1 Interviews are not held (Priority 1)`."""
_REFERENCE = re.compile(r"[A-Z\d][\w/.-]{0,9}$")
"""A heading that is no more than a reference: `PSB/36`."""
