"""Areas and their grades as printed, and the areas that are said not to be graded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.extract.part import Part, parts
from corpus.extract.table import Table, tables
from corpus.passages import sentences
from corpus.piece import fold
from corpus.register import Field, Judgement
from corpus.report import PROSE, Report

GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
"""HMICFRS's five grades."""
NOT_GRADED = "Not graded"
_NAMES = {
    "grade",
    "judgement",
    "judgment",
    "overall grade",
    "graded judgement",
    "graded judgment",
    "our judgement",
    "grading",
}
_NONE = re.compile(
    r"^(?:not graded|ungraded|no grade(?: given)?|not (?:assessed|inspected|judged))\W*$",
    re.IGNORECASE,
)
_UNGRADED = re.compile(
    r"\b(?:is|are|was|were)(?: not|n['’]t) (?:a )?graded|\bungraded\b|\b(?:do|did|does)(?: not|n['’]t) "
    r"(?:make|give|award)\w* (?:a|any) (?:graded judge?ment|grade)|\bno grade(?:d judge?ment)? (?:is|was|has been) (?:given|made)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"^(?P<who>[A-Z][\w&' -]*?(?:Police|Constabulary|Police Service|Service)(?:'s [a-z ,]+?)?)\s+"
    r"(?:(?:is|are) (?P<be>outstanding|good|adequate|inadequate)|(?P<ri>requires improvement))"
    r"(?:\s+(?:at|in|with)\s+(?P<area>[^.;]{3,110}))?\.?$"
)
_OLD = re.compile(r"previous|last|prior|20\d\d", re.IGNORECASE)
_GRADES_IN = re.compile(
    r"grad|judg|rating|rated|assess|inspect|20\d\d|overall|result|\bnow\b|\bthis\b"
)
"""Columns that may hold grades; `Progress: Good` is none."""
_NUMBERED = re.compile(r"[A-Za-z]+ \d{1,2}(?=[:.–-]\s)")
"""The number of an area before its name: `Question 2: Demand`."""
_MARK = re.compile(r"^(?:[✓✔√●•■x×*]|yes)$", re.IGNORECASE)


def judgements(report: Report) -> Iterator[Judgement]:
    """Every grade of a report, in reading order; an area graded twice comes twice.

    Save where it is known by a number, `Question 2`, and only its name is longer the second time.
    """
    depth = graded_depth(report)
    headings = {fold(section.heading): section.heading for section in report.sections}
    numbered: set[tuple[str, str]] = set()
    for found in _all(report, depth):
        for area in _areas_in(found.area, headings):
            number = _NUMBERED.match(area)
            key = (fold(number[0]) if number else "", fold(found.grade))
            if not number or key not in numbered:
                yield replace(found, area=area)
            numbered.add(key)


def _areas_in(area: str, headings: Mapping[str, str]) -> list[str]:
    """An area, or the several that one cell of a strip stacks, told by the report's headings.

    >>> _areas_in("Preventing crime Managing offenders", {"preventing crime": "Preventing crime",
    ...     "managing offenders": "Managing offenders"})
    ['Preventing crime', 'Managing offenders']
    """
    said, rest = [], fold(area)
    while rest and fold(area) not in headings:
        first = max((h for h in headings if h and rest.startswith(h)), key=len, default="")
        if not first:
            return [area]
        said.append(headings[first])
        rest = rest[len(first) :].strip()
    return said or [area]


def _all(report: Report, depth: int) -> Iterator[Judgement]:
    for part in parts(report):
        lined = [*_lines(part), *_grouped(part)]
        yield from lined
        yield from _opinions(part)
        yield from _from_tables(part)
        if not lined:
            yield from _from_sentences(part)
        if not any(j.grade == NOT_GRADED for j in lined):
            yield from _ungraded(part, depth)


OPINION = "Audit opinion"
"""The area of an auditor's overall opinion."""
_LEVEL = r"(?:substantial|reasonable|moderate|adequate|significant|full|partial|limited|minimal|no|high|medium|low|satisfactory|unsatisfactory)"
_VERDICT = re.compile(rf"^(?P<level>{_LEVEL}(?: (?:assurance|opinion))?)\W*$", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:opinion|assurance (?:level|rating|given|opinion)|level of assurance|overall (?:assurance|conclusion|assessment))\b",
    re.IGNORECASE,
)
_OPINED = re.compile(
    rf"\b(?:opinion|conclu\w+|assurance)\b[^.;]{{0,90}}?\b(?P<level>{_LEVEL} assurance)\b"
    rf"|\b(?:can take|gives?|gave|provides?|given|giving)\b[^.;]{{0,60}}?\b(?P<taken>{_LEVEL} assurance)\b",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"\b(?:last|previous(?:ly)?|before|earlier|20\d\d/\d\d|was)\b", re.IGNORECASE
)


_SIDE = re.compile(
    r"(?:(?:control|operational|operating|overall) )*(?:design|effectiveness|adequacy|compliance|application)(?: of (?:the )?controls?)?(?: opinion)?",
    re.IGNORECASE,
)
"""The side of the controls that one of two opinions is on."""


def _opinions(part: Part) -> Iterator[Judgement]:
    """The auditor's opinion: `Opinion: Limited assurance`, a verdict under a heading, a sentence."""
    if "audit" not in part.report.kind:
        return
    above = part.section.heading
    opens = bool(_OPINION.search(above))
    for block in part.blocks:
        headed = bool(_OPINION.search(above))
        above = part.words(block) if block.kind == "label" else part.section.heading
        words = part.words(block).replace("\t", ": ")
        name, _, value = words.rpartition(":")
        verdict = _VERDICT.match(value.strip())
        opens = opens or bool(_OPINION.search(words))
        side = block.kind == "row" and opens and bool(_SIDE.fullmatch(name.strip()))
        if verdict and (side or (_OPINION.search(name) if name else headed)):
            yield Judgement(part.report.id, OPINION, verdict["level"], part.whole(block).span)
        elif (told := _OPINED.search(words)) and not _OF_BEFORE.search(words[: told.end()]):
            level = told["level"] or told["taken"]
            yield Judgement(part.report.id, OPINION, level, part.whole(block).span)


def _lines(part: Part) -> Iterator[Judgement]:
    """`Grade: Good`, and `Grade` over or beside the grade."""
    for n, block in enumerate(part.blocks):
        words = (
            part.words(block).replace("\t", ": ", 1) if block.kind == "row" else part.words(block)
        )
        name, _, value = words.partition(":")
        first = n == 0 and block.kind in {"paragraph", "label"} and part.section.path
        if first and (alone := _grade(words)):
            yield Judgement(part.report.id, part.section.heading, alone, part.whole(block).span)
        if fold(name) not in _NAMES:
            continue
        whole = part.whole(block)
        after = part.blocks[n + 1] if n + 1 < len(part.blocks) else None
        if not value.strip() and after:
            value, whole = part.words(after), part.field(block.start, after.end)
        if grade := _grade(value):
            yield Judgement(part.report.id, _area(part), grade, whole.span)


def _grouped(part: Part) -> Iterator[Judgement]:
    """The areas of a list that stand under their grades: `Good`, then a point for each."""
    grade = ""
    told: list[Judgement] = []
    for block in part.blocks:
        words = part.words(block)
        if block.kind != "row" and (found := _grade(words.rstrip(" :"))):
            grade = found
        elif block.kind == "item" and grade:
            told.append(Judgement(part.report.id, words, grade, part.whole(block).span))
        else:
            grade = ""
    if len({judgement.grade for judgement in told}) > 1:
        yield from told


def _grade(words: str) -> str:
    """The grade that some words are, as printed; `Not graded` however that is put."""
    bare = words.strip(" .*\t")
    if _NONE.match(bare):
        return NOT_GRADED
    return bare if fold(bare) in GRADES else ""


def _area(part: Part) -> str:
    return next((p for p in reversed(part.section.path) if fold(p).strip(": ") not in _NAMES), "")


def _from_tables(part: Part) -> Iterator[Judgement]:
    """Grades told by the column that an area stands in, by a mark there, or by a column of grades."""
    for table in tables(part):
        graded = [n for n, name in enumerate(table.names) if fold(name).strip(" *:") in GRADES]
        filled = [n for n, name in enumerate(table.names) if name]
        for row in table.rows:
            cells = part.cells(row)
            if len(graded) > 1 and len(graded) == len(filled):
                for n, cell in cells.items():
                    if n in graded:
                        yield Judgement(part.report.id, cell.value, table.names[n], cell.span)
            elif len(graded) > 1:
                yield from _marked(part, table, cells, graded)
            else:
                yield from _row(part, table, cells)


def _marked(
    part: Part, table: Table, cells: dict[int, Field], graded: Sequence[int]
) -> Iterator[Judgement]:
    marks = [n for n in graded if n in cells and _MARK.match(cells[n].value)]
    if 0 in cells and 0 not in graded and len(marks) == 1:
        span = part.field(cells[0].span.start, max(c.span.end for c in cells.values())).span
        yield Judgement(part.report.id, cells[0].value, table.names[marks[0]], span)


def _row(part: Part, table: Table, cells: dict[int, Field]) -> Iterator[Judgement]:
    names = {n: table.names[n] if n < len(table.names) else "" for n in cells}
    graded = [n for n, c in cells.items() if _grade(c.value)]
    if len(graded) > 1 and len(graded) == len(cells) and all(names.values()):
        for n in graded:
            yield Judgement(part.report.id, names[n], _grade(cells[n].value), cells[n].span)
        return
    now = [n for n in graded if not _OLD.search(names[n])] if len(graded) > 1 else graded
    grading = bool(now) and (not names[now[0]] or bool(_GRADES_IN.search(fold(names[now[0]]))))
    if len(now) == 1 and grading and 0 in cells and 0 not in graded:
        span = part.field(cells[0].span.start, max(c.span.end for c in cells.values())).span
        yield Judgement(part.report.id, cells[0].value, _grade(cells[now[0]].value), span)


def _from_sentences(part: Part) -> Iterator[Judgement]:
    """`Wexshire Police is good at preventing crime.`: alone under its area, or in a list of them."""
    told = [
        (b, m)
        for b in part.blocks
        if b.kind != "row" and (m := _SENTENCE.match(_plain(part.words(b))))
    ]
    told = [(b, m) for b, m in told if not re.match(r"the (?:force|service)\b", fold(m["who"]))]
    for block, found in told:
        grade = found["be"] or found["ri"]
        alone = len(told) == 1 and block in [b for b in part.blocks if b.kind == "paragraph"][:2]
        area = _area(part) if alone else (found["area"] or "")
        if area and (alone or len(told) > 2):
            yield Judgement(part.report.id, area, grade.capitalize(), part.whole(block).span)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


def graded_depth(report: Report) -> int:
    """How deep the headings of graded areas stand, 0 where none has a grade line of its own."""
    graded = (part.section.path for part in parts(report) if any(_lines(part)))
    return next((len(path) for path in graded), 0)


def _ungraded(part: Part, depth: int) -> Iterator[Judgement]:
    """An area of which the report says, under its own heading, that it has no grade."""
    path = part.section.path
    if not path or len(path) < depth:
        return
    area = path[depth - 1] if depth else path[-1]
    for unit in sentences(part.section, [b for b in part.blocks if b.kind in PROSE]):
        words = part.section.text[unit.start : unit.end]
        if _UNGRADED.search(words) and _speaks_of_area(words, path[-2:]):
            yield Judgement(part.report.id, area, NOT_GRADED, part.field(unit.start, unit.end).span)
            return


def _speaks_of_area(words: str, headings: Sequence[str]) -> bool:
    """Whether a sentence is on this one area: it says so, or takes up the words of its heading."""
    if re.search(r"\bthis (?:area|section|assessment|question|part)\b", words, re.IGNORECASE):
        return True
    said = set(re.findall(r"[a-z]{4,}", fold(words)))
    return any(len(said & set(re.findall(r"[a-z]{4,}", fold(h)))) > 1 for h in headings)
