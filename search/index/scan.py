"""Where matching paragraphs are: one scan of the index, of which every number is made.

Totals, facets, trends, the matrix of a subject, the order by date: they all come from the places of
scans. Scans are cached under the archive's version, which the database counts up with every change,
so that none is ever stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from threading import Lock
from typing import TypeAlias

import numpy as np
from cachetools import LRUCache
from django.db import connection
from numpy.typing import NDArray

from reports.models import ArchiveVersion
from reports.models.text_search import POSITION_BITS, SECTION_BITS
from reports.overview.cache import register_cache
from search.index.compiling import Scan
from search.index.frequencies import Frequencies, counting_of, frequencies_of

Places: TypeAlias = NDArray[np.int64]
"""Places of paragraphs, each inspection, position and section in one number; in ascending order
unless said.
"""
NOWHERE: Places = np.empty(0, dtype=np.int64)
EVERYTHING = (Scan(),)
CACHED_BYTES = 64 * 2**20
"""The size of a process's cache; a scan of a word in every paragraph takes 8 bytes for each."""

_cache: LRUCache[tuple[int, Scan], Places] = LRUCache(
    CACHED_BYTES, getsizeof=lambda places: places.nbytes + 100
)
_lock = Lock()


def forget() -> None:
    """Empty the cache."""
    with _lock:
        _cache.clear()


register_cache(forget)


def places_of_each(scans: Iterable[Scan]) -> list[Places]:
    """The places of each scan, with one statement for all that are not cached."""
    scans = list(scans)
    places, _ = look_up(scans, ())
    return [places[scan] for scan in scans]


def look_up(
    scans: Iterable[Scan], lexemes: Collection[str]
) -> tuple[dict[Scan, Places], Frequencies | None]:
    """The places of each scan and, in the same statement, how often lexemes occur.

    The frequencies are None where all places were cached, or no lexemes are given.
    """
    version = ArchiveVersion.now()
    distinct = list(dict.fromkeys(scans))
    with _lock:
        places = {scan: _cache[version, scan] for scan in distinct if (version, scan) in _cache}
    missing = [scan for scan in distinct if scan not in places]
    if not missing:
        return places, None
    scanned, frequencies = _scanned(missing, lexemes)
    new = dict(zip(missing, scanned, strict=True))
    with _lock:
        for scan, matches in new.items():
            with suppress(ValueError):  # larger than the whole cache
                _cache[version, scan] = matches
    return places | new, frequencies


def is_cached(scans: Iterable[Scan]) -> bool:
    """Whether the places of all scans are cached."""
    version = ArchiveVersion.now()
    with _lock:
        return all((version, scan) in _cache for scan in scans)


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


def _scanned(
    scans: Sequence[Scan], lexemes: Collection[str]
) -> tuple[list[Places], Frequencies | None]:
    scanning = ", ".join(["archive_scan(%s::tsquery, %s::tsquery)"] * len(scans))
    counting, arguments = counting_of(lexemes) if lexemes else ("NULL", [])
    queries = [query for scan in scans for query in (scan.entries, scan.paragraphs)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counting}, {scanning}", [*arguments, *queries])
        counted, *rows = cursor.fetchone()
    places = [_sorted(np.frombuffer(each, dtype=">i8").astype(np.int64)) for each in rows]
    return places, frequencies_of(lexemes, counted) if lexemes else None


def _sorted(places: Places) -> Places:
    """In ascending order, in which most scans come by themselves."""
    return places if np.all(places[1:] >= places[:-1]) else np.sort(places, kind="stable")
