"""Scans of the index: the places of all matching paragraphs.

Totals, facets, trends, the matrix of a subject and the order by date are all computed from these
places. Scans are cached under the version of the archive. The database counts the version up with
every change, so no cached scan is ever stale.
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
"""Places of paragraphs: inspection, position and section in one number each.

In ascending order unless a docstring says otherwise.
"""
NOWHERE: Places = np.empty(0, dtype=np.int64)
EVERYTHING = (Scan(),)
CACHED_BYTES = 64 * 2**20
"""The size of a process's cache. A place takes 8 bytes."""
MOST_SCORED = 300
"""Up to so many matches, the statement that scans them scores them too."""
COMMONEST = ["the", "of", "and", "to"]
"""The commonest words of English: hardly any paragraph has none of them."""

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
    """In how many paragraphs each lexeme occurs.

    For the beginning of a word, which ends in a star, the number is an upper bound, and
    `stems_of_beginnings` gives the stems of all words that begin so, unless they are too many to be
    of use. `total` is the number of all paragraphs, estimated from the commonest words.
    """

    paragraphs: dict[str, int]
    total: int
    stems_of_beginnings: dict[str, tuple[str, ...]] = field(default_factory=dict)


def rarity(paragraphs: int, total: int) -> float:
    """The inverse document frequency of a word in `paragraphs` of `total`; above zero.

    The formula is that of BM25, which `search.index.ranking` cites.
    """
    return log(1 + (max(total - paragraphs, 0) + 0.5) / (paragraphs + 0.5))


@dataclass(frozen=True, slots=True)
class ScoreComponents:
    """How the database computes the components of a paragraph's score.

    `expression` is SQL that gives numbers of eight bytes side by side; `parameters` are its
    parameters by name.
    """

    expression: str
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Scanned:
    """The answer to a look-up: the places of each scan, and how often each lexeme occurs.

    `components` has the score components of all matches as the database sends them. It is None
    where the matches are too many, or some of the scans were cached.
    """

    places: dict[Scan, Places]
    frequencies: Frequencies
    components: bytes | None = None


def look_up(
    scans: Iterable[Scan], lexemes: Collection[str] = (), components: ScoreComponents | None = None
) -> Scanned:
    """Look up the places of scans, how often lexemes occur, and score components of a few matches.

    One statement looks up everything that is not cached; there is none if all is cached.
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
        components = None
    scanned = _scan(missing, lexemes, components)
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
    scans: Sequence[Scan], lexemes: Collection[str], components: ScoreComponents | None
) -> Scanned:
    """Look up scans, lexemes and components of scores in one statement."""
    beginnings = [lexeme for lexeme in lexemes if lexeme.endswith("*")]
    parameters: dict[str, Any] = {
        "entries": [scan.entries for scan in scans],
        "paragraphs": [scan.paragraphs for scan in scans],
        "lexemes": [*lexemes, *COMMONEST],
        "beginnings": beginnings,
    }
    frequencies = f"{FREQUENCIES} {OF_BEGINNINGS}" if beginnings else FREQUENCIES
    scores = "NULL"
    if components:
        scores = SCORES_OF_FEW.format(components=components.expression)
        parameters |= {"few": MOST_SCORED, **components.parameters}
    with connection.cursor() as cursor:
        cursor.execute(SCAN.format(frequencies=frequencies, scores=scores), parameters)
        (_, _, counts, sent), *rows = cursor.fetchall()
    places: dict[Scan, Places] = {}
    for scan, row in zip(scans, rows, strict=True):
        numbers = np.frombuffer(row[1], dtype=">i8").astype(np.int64)
        # Most scans come in ascending order already: a stable sort is quick then.
        places[scan] = np.sort(numbers, kind="stable")
    paragraphs = dict.fromkeys(lexemes, 0)
    stems_of_beginnings = {}
    for lexeme, count, stems in counts or []:
        paragraphs[lexeme] = int(count)
        if stems:
            stems_of_beginnings[lexeme] = tuple(stems)
    total = max([1, *paragraphs.values()])
    return Scanned(places, Frequencies(paragraphs, total, stems_of_beginnings), sent)


def united(places: Sequence[Places]) -> Places:
    """The union of the places of several scans, each place once."""
    if len(places) == 1:
        return places[0]
    together = np.sort(np.concatenate(places), kind="stable")  # merges what is sorted already
    is_new = np.append(True, together[1:] != together[:-1])[: len(together)]
    once: Places = together[is_new]
    return once


def as_array(places: Places) -> str:
    """The places as the text of a PostgreSQL array: far quicker than thousands of parameters."""
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
