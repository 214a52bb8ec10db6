"""Names in a question that the rows found for it do not bear: another force, another place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asked import Asked, Rows
from corpus.piece import fold
from index.english import is_word
from index.terms import ASKING, stem

_NAME = re.compile(r"(?<=[\w,;’'] )(?P<name>[A-Z][a-z][\w-]+)(?:['’]s)?")
_AT = re.compile(r"\b(?:in|at|for|from|by|of|did|does|has) $")


def bears(asked: Asked, found: Rows) -> bool:
    """Whether rows speak of every place and body that a question names beside their reports."""
    names = list(_strange(asked))
    if found.missing or not names:
        return True
    said = fold(" ".join(_said(asked, found)))
    return all(re.search(rf"\b{re.escape(name)}", said) for name in names)


def _strange(asked: Asked) -> Iterable[str]:
    """The folded names in a question that are no words of English, or that no report holds."""
    own = asked.understood.layers[0]
    for found in _NAME.finditer(own):
        name = fold(found["name"])
        unheld = name in asked.query.unknown and bool(_AT.search(own[: found.start()]))
        spoken = bool(re.search(r"[aeiouy]", name))  # `Mgr` is a post cut short, no place
        if spoken and stem(name) not in ASKING and (not is_word(name) or unheld):
            yield name


def _said(asked: Asked, found: Rows) -> Iterable[str]:
    """What the rows say, and the names of their reports and headings."""
    for draft in found.drafts:
        yield draft.text
        for span in draft.spans:
            report = asked.reports[span.report]
            yield f"{report.name} {report.force} {report.publisher} {span.quote}"
            yield " ".join(report.by_id[span.section].path)
