"""Where matching paragraphs are: one scan of the index, of which every number is made.

Totals, facets, trends, the matrix of a subject, the order by date: they all come from the places of
scans. Scans are cached under the archive's version, which the database counts up with every change,
so that none is ever stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from math import log
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
from cachetools import LRUCache
from django.db import connection
from numpy.typing import NDArray

from reports.models.text_search import POSITION_BITS, SECTION_BITS
from reports.overview.cache import current_version, register_cache
from search.index.compiling import Scan
from search.index.sql import statement

Places: TypeAlias = NDArray[np.int64]
"""Places of paragraphs, each inspection, position and section in one number; in ascending order
unless said.
"""
NOWHERE: Places = np.empty(0, dtype=np.int64)
EVERYTHING = (Scan(),)
CACHED_BYTES = 64 * 2**20
"""The size of a process's cache; a scan of a word in every paragraph takes 8 bytes for each."""
FEW = 300
"""Paragraphs that are scored in the statement that scans them."""
COMMONEST = ["the", "of", "and", "to"]
"""The commonest words of English, which hardly any paragraph lacks."""

SCAN, SCORES_OF_FEW = statement("scan"), statement("scores_of_few")
FREQUENCIES, OF_BEGINNINGS = statement("frequencies"), statement("beginnings")

_cache: LRUCache[tuple[int, Scan], Places] = LRUCache(
    CACHED_BYTES, getsizeof=lambda places: places.nbytes + 100
)
_lock = Lock()


def forget() -> None:
    """Empty the cache."""
    with _lock:
        _cache.clear()


register_cache(forget)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many paragraphs lexemes occur (a beginning, which ends in a star: at most).

    `total` is how many paragraphs there are, taken from the commonest words. `stems_of_beginnings`
    are the stems of all words with a beginning, unless they are too many to be of use.
    """

    paragraphs: dict[str, int]
    total: int
    stems_of_beginnings: dict[str, tuple[str, ...]] = field(default_factory=dict)


def rarity(paragraphs: int, total: int) -> float:
    """The inverse document frequency of what occurs in `paragraphs` of `total`; above zero."""
    return log(1 + (max(total - paragraphs, 0) + 0.5) / (paragraphs + 0.5))


@dataclass(frozen=True, slots=True)
class ScoreComponents:
    """What the score of a paragraph is made of: an expression that gives numbers of eight bytes
    side by side, with its parameters by name.
    """

    expression: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Scanned:
    """The places of scans; `components` are those of the scores of all of them together, as the
    database sends them, None where they are not few, or some were cached.
    """

    places: dict[Scan, Places]
    frequencies: Frequencies
    components: bytes | None = None


def look_up(
    scans: Iterable[Scan], lexemes: Collection[str] = (), scored: ScoreComponents | None = None
) -> Scanned:
    """The places of scans, how often lexemes occur, and the components of scores of few paragraphs.

    One statement for all that is not cached; none where everything is.
    """
    version = current_version()
    distinct = list(dict.fromkeys(scans))
    places: dict[Scan, Places] = {}
    with _lock:
        for scan in distinct:
            cached = _cache.get((version, scan))
            if cached is not None:
                places[scan] = cached
    missing = [scan for scan in distinct if scan not in places]
    if not missing and not lexemes:
        return Scanned(places, Frequencies({}, 1))
    if places:
        scored = None
    scanned = _scan(missing, lexemes, scored)
    with _lock:
        for scan, matches in scanned.places.items():
            with suppress(ValueError):  # larger than the whole cache
                _cache[version, scan] = matches
    return Scanned(places | scanned.places, scanned.frequencies, scanned.components)


def is_cached(scans: Iterable[Scan]) -> bool:
    """Whether the places of all scans are cached."""
    version = current_version()
    with _lock:
        missing = [scan for scan in scans if (version, scan) not in _cache]
    return not missing


def _scan(
    scans: Sequence[Scan], lexemes: Collection[str], scored: ScoreComponents | None
) -> Scanned:
    beginnings = [lexeme for lexeme in lexemes if lexeme.endswith("*")]
    parameters: dict[str, Any] = {
        "entries": [scan.entries for scan in scans],
        "paragraphs": [scan.paragraphs for scan in scans],
        "lexemes": [*lexemes, *COMMONEST],
        "beginnings": beginnings,
    }
    frequencies = f"{FREQUENCIES} {OF_BEGINNINGS}" if beginnings else FREQUENCIES
    scores = "NULL"
    if scored:
        scores = SCORES_OF_FEW.format(components=scored.expression)
        parameters |= {"few": FEW, **scored.parameters}
    with connection.cursor() as cursor:
        cursor.execute(SCAN.format(frequencies=frequencies, scores=scores), parameters)
        (_, _, counted, components), *rows = cursor.fetchall()
    places: dict[Scan, Places] = {}
    for scan, row in zip(scans, rows, strict=True):
        # In ascending order, in which most scans come by themselves; a stable sort is quick then.
        places[scan] = np.sort(np.frombuffer(row[1], dtype=">i8").astype(np.int64), kind="stable")
    return Scanned(places, _frequencies(lexemes, counted or []), components)


def _frequencies(
    lexemes: Iterable[str], counted: list[tuple[str, int, list[str] | None]]
) -> Frequencies:
    paragraphs = dict.fromkeys(lexemes, 0)
    stems_of_beginnings = {}
    for lexeme, count, stems in counted:
        paragraphs[lexeme] = int(count)
        if stems:
            stems_of_beginnings[lexeme] = tuple(stems)
    return Frequencies(paragraphs, max([1, *paragraphs.values()]), stems_of_beginnings)


def united(places: Sequence[Places]) -> Places:
    """The places of all scans, each once."""
    if len(places) == 1:
        return places[0]
    together = np.sort(np.concatenate(places), kind="stable")  # merges what is sorted already
    is_new = np.append(True, together[1:] != together[:-1])[: len(together)]
    once: Places = together[is_new]
    return once


def as_array(places: Places) -> str:
    """The places as the text of an array, which is far quicker than thousands of parameters."""
    return f"{{{','.join(map(str, places.tolist()))}}}"


def inspections_of(places: Places) -> Places:
    """The key of the inspection of each place."""
    return places >> (POSITION_BITS + SECTION_BITS)


def positions_of(places: Places) -> Places:
    """The position of each place within its report."""
    positions: Places = (places >> SECTION_BITS) & (2**POSITION_BITS - 1)
    return positions


def sections_of(places: Places) -> Places:
    """The key of the section of each place."""
    sections: Places = places & (2**SECTION_BITS - 1)
    return sections
