"""Short forms that the reports use and nowhere spell out: what one stands for is not told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asked import Asked, Rows
from assistant.cite import Draft
from corpus.piece import fold
from corpus.said import Said, said

_FORM = r"['\"‘“]?(?P<{}>[A-Za-z][\w&/-]{{1,11}})['\"’”]?"
_ASKED = re.compile(
    rf"\b(?:do|does|did|letters|initials) {_FORM.format('stood')} (?:actually )?stands? for\b"
    rf"|{_FORM.format('brief')} (?:is |-+ |– )?(?:what(?:'s|’s| is) )?(?:it |that )?short for\b"
    rf"|\b(?:acronym|abbreviation|initials|letters|short form) (?:for )?{_FORM.format('called')}"
    rf"|\b(?:full (?:name|form|title)|expansion|spel\w+ out) (?:of )?{_FORM.format('full')}"
)
_SMALL = r"(?: (?:of|and|for|the|to|in|on|a))*"
_SHOWN = 3
"""Sentences with the short form that are shown."""


def unspelt(asked: Asked) -> Rows | None:
    """That a short form is used and not spelled out, where a question asks what it stands for."""
    named = _ASKED.search(asked.understood.layers[0])
    form = next(filter(None, named.groups()), "") if named else ""
    used = list(_uses(asked, form)) if form else []
    if not used or _is_told(asked, form):
        return None
    printed = re.findall(_whole(form), used[0].text, re.IGNORECASE)[0]
    note = f"Not in the corpus: {printed} is used, but no report held says what it stands for."
    quoted = [Draft("quotation", one.text, (one.span,)) for one in used[:_SHOWN]]
    return Rows((Draft("note", note), *quoted), tuple(one.span for one in used), missing=True)


def _uses(asked: Asked, form: str) -> Iterator[Said]:
    """The sentences that hold a short form, printed with more than one capital."""
    for report in asked.reports.values():
        for one in said(report, rows=True):
            found = re.search(_whole(form), one.text, re.IGNORECASE)
            if found and sum(letter.isupper() for letter in found[0]) > 1:
                yield one


def _whole(form: str) -> str:
    return rf"(?<![\w-]){re.escape(form)}(?![\w-])"


def _is_told(asked: Asked, form: str) -> bool:
    """Whether an expansion is recorded, or words somewhere begin with its letters in turn."""
    folded = fold(form)
    if any(fold(d.short).removesuffix("s") == folded for d in asked.register.definitions):
        return True
    letters = [letter for letter in folded if letter.isalpha()]
    spelt = rf"{_SMALL}[ -]".join(rf"\b{letter}[a-z’'-]+" for letter in letters)
    return any(
        re.search(spelt, fold(section.text))
        for report in asked.reports.values()
        for section in report.sections
    )
