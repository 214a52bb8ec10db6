"""Full-text search of PostgreSQL, weighed as FTS5 does: it has no BM25 of its own.

Words are cut where FTS5 cuts them and stemmed by the same stemmer, and none is left out.
PostgreSQL finds the passages that are likely best; those are weighed exactly, by where the words
stand in them.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.report import Passage
from index.library.database import Database

TABLES = """
CREATE TEXT SEARCH DICTIONARY assistant_stem (TEMPLATE = snowball, Language = porter);
CREATE TEXT SEARCH CONFIGURATION assistant (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION assistant
    ALTER MAPPING FOR asciiword, word, numword WITH assistant_stem;
CREATE TABLE words (
    id TEXT COLLATE "C" PRIMARY KEY, report TEXT COLLATE "C", body TSVECTOR, length BIGINT);
CREATE INDEX words_body ON words USING GIN (body);
CREATE INDEX words_report ON words (report);
"""
INSERT = (
    "INSERT INTO words (id, report, body, length) VALUES (:id, :report, "
    "setweight(to_tsvector('assistant', :text), 'A') || "
    "setweight(to_tsvector('assistant', :context), 'B'), :length)"
)
COUNTED = (
    "SELECT gin_clean_pending_list('words_body')",
    "DELETE FROM pointer WHERE name IN ('texts', 'words')",
    "INSERT INTO pointer (name, value) SELECT 'texts', COUNT(*) FROM words",
    "INSERT INTO pointer (name, value) SELECT 'words', COALESCE(SUM(length), 0) FROM words",
)
_FREQUENCIES = (
    "SELECT (SELECT COUNT(*) FROM words WHERE body @@ phraseto_tsquery('assistant', said)) "
    "FROM unnest(CAST(:terms AS TEXT[])) WITH ORDINALITY AS term (said, place) ORDER BY place"
)
_LIKELY = """
SELECT id, length
FROM (
    SELECT id, length, rarity, CASE WHEN ranked > 1 THEN 4 * ranked - 3 ELSE ranked END AS often
    FROM ROWS FROM (unnest(CAST(:terms AS TEXT[])), unnest(CAST(:rarities AS DOUBLE PRECISION[])))
        AS term (said, rarity)
    CROSS JOIN LATERAL (SELECT array_agg(CAST(quote_literal(lexeme) AS TSQUERY)) AS parts
        FROM unnest(to_tsvector('assistant', said))) AS each
    JOIN words ON body @@ phraseto_tsquery('assistant', said) {inside}
    CROSS JOIN LATERAL (
        SELECT MIN(ts_rank('{{0, 0, 0.5, 1}}', body, part)) * 1.64493406685 AS ranked
        FROM unnest(parts) AS part) AS place
) AS found
GROUP BY id, length
ORDER BY SUM(rarity * often / (often + 0.3 + 0.9 / :mean * CAST(length AS DOUBLE PRECISION))) DESC,
    id LIMIT :most
"""
"""`ts_rank` of one word sums 1 / n² over its places: once gives 1, twice 1.25. A phrase occurs at
most as often as the rarest of its words."""
_LEXEMES = (
    "SELECT term.place, lexeme, positions FROM unnest(CAST(:terms AS TEXT[])) "
    "WITH ORDINALITY AS term (said, place), unnest(to_tsvector('assistant', said))"
)
_PLACES = (
    "SELECT id, lexeme, positions, weights FROM words, unnest(body) "
    "WHERE id = ANY(CAST(:ids AS TEXT[])) AND lexeme = ANY(CAST(:lexemes AS TEXT[]))"
)
_WEIGHTS = {"A": 1.0, "B": 0.5}
"""What a word counts in the text and in its context."""
_TRACE = 1e-6
"""The least that a word counts."""
_LIKELY_OF = 3
"""So many times the passages wanted are weighed exactly."""


def row(passage: Passage) -> dict[str, object]:
    """A passage as its words are stored."""
    text, context = plain(passage.text), plain(passage.context)
    length = len(text.split()) + len(context.split())
    return {
        "id": passage.id,
        "report": passage.report,
        "text": text,
        "context": context,
        "length": length,
    }


def frequencies(database: Database, terms: Sequence[str]) -> list[int]:
    """How many passages hold each of some words or phrases, in any of their forms."""
    found = database.rows(_FREQUENCIES, {"terms": [plain(term) for term in terms]})
    return [int(count) for (count,) in found]


def ranked(
    database: Database, terms: Sequence[str], reports: Sequence[str], limit: int
) -> list[tuple[str, float]]:
    """Passage ids by BM25, best first: those that are likely best, weighed exactly."""
    held = _Held.of(database)
    counts = dict(zip(map(plain, terms), frequencies(database, terms), strict=True))
    rarities = {term: held.rarity(count) for term, count in counts.items() if count}
    if not rarities:
        return []
    most = _LIKELY_OF * limit
    # What half of all passages hold tells none of them apart, where enough hold something rarer.
    told = {t: r for t, r in rarities.items() if r > _TRACE}
    enough = not reports and max((counts[term] for term in told), default=0) >= most
    lengths = _likely(database, told if enough else rarities, held.mean, reports, most)
    often = _counted(database, list(rarities), list(lengths))
    scores = {
        key: sum(
            rarity * _saturated(often[key][term], length / held.mean)
            for term, rarity in rarities.items()
        )
        for key, length in lengths.items()
    }
    best = sorted((key for key in scores if scores[key] > 0), key=lambda key: (-scores[key], key))
    return [(key, scores[key]) for key in best[:limit]]


def _likely(
    database: Database,
    rarities: Mapping[str, float],
    mean: float,
    reports: Sequence[str],
    most: int,
) -> dict[str, int]:
    """The passages that are likely best, and their lengths."""
    values: dict[str, object] = {
        "terms": list(rarities),
        "rarities": list(rarities.values()),
        "mean": mean,
        "most": most,
    }
    inside = ""
    if reports:
        inside = "AND report = ANY(CAST(:reports AS TEXT[]))"
        values["reports"] = list(reports)
    return dict(database.rows(_LIKELY.format(inside=inside), values))


@dataclass(frozen=True, slots=True)
class _Held:
    """How much is held."""

    texts: int
    words: int

    @classmethod
    def of(cls, database: Database) -> _Held:
        sql = "SELECT name, value FROM pointer WHERE name IN ('texts', 'words')"
        counts: dict[str, int] = dict(database.rows(sql))
        return cls(counts.get("texts", 0), counts.get("words", 0))

    @property
    def mean(self) -> float:
        """Words of a passage."""
        return self.words / self.texts

    def rarity(self, holding: int) -> float:
        """Inverse document frequency, as FTS5 has it: never below a trace."""
        return max(math.log((self.texts - holding + 0.5) / (holding + 0.5)), _TRACE)


def _saturated(often: float, length: float) -> float:
    """What a word that occurs so often counts in a passage of so many times the mean length."""
    return often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length))


def _counted(
    database: Database, terms: Sequence[str], ids: Sequence[str]
) -> dict[str, dict[str, float]]:
    """By passage: how often each word or phrase occurs there, weighed by where."""
    asked: dict[str, dict[int, str]] = {term: {} for term in terms}
    for place, lexeme, positions in database.rows(_LEXEMES, {"terms": list(terms)}):
        asked[terms[place - 1]] |= dict.fromkeys(positions, lexeme)
    lexemes = {lexeme for parts in asked.values() for lexeme in parts.values()}
    stand: dict[str, dict[str, set[tuple[int, str]]]] = {key: {} for key in ids}
    values = {"ids": list(ids), "lexemes": sorted(lexemes)}
    for key, lexeme, positions, weights in database.rows(_PLACES, values):
        stand[key][lexeme] = set(zip(positions, weights, strict=True))
    return {
        key: {term: _often(asked[term], places) for term in terms} for key, places in stand.items()
    }


def _often(asked: Mapping[int, str], places: Mapping[str, set[tuple[int, str]]]) -> float:
    """How often lexemes stand one after the other as asked, weighed by where.

    >>> _often({1: "night", 2: "rota"}, {"night": {(4, "A"), (9, "B")}, "rota": {(5, "A")}})
    1.0
    """
    first = min(asked)
    return sum(
        _WEIGHTS[weight]
        for at, weight in places.get(asked[first], set())
        if all((at + n - first, weight) in places.get(lexeme, ()) for n, lexeme in asked.items())
    )


def plain(text: str) -> str:
    """A text as words and blanks, cut where FTS5 cuts it.

    >>> plain("the Café's 2.25/26 – “4P”_plan")
    'the Cafe s 2 25 26    4P  plan'
    """
    letters = unicodedata.normalize("NFKD", text)
    kept = (c for c in letters if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in kept)
