"""Where matching paragraphs stand: one scan of the index, of which every number that is not a rank
is made.

Totals, facets, trends, the matrix of a subject, the order by date: they all come from the places of
a scan. A scan is kept under the archive's version, which the database counts up with every change,
so that it is never stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from threading import Lock
from typing import TypeAlias

import numpy as np
from cachetools import LRUCache
from django.db import connection
from numpy.typing import NDArray

from reports.models.text_search import POSITION_BITS, SECTION_BITS, Matching
from reports.overview.cache import register_cache
from search.index.frequencies import Frequencies, counting_of, frequencies_of

Places: TypeAlias = NDArray[np.int64]
"""Places of paragraphs, each inspection, position and section in one number; in ascending order
unless said.
"""
NOWHERE: Places = np.empty(0, dtype=np.int64)
KEPT_BYTES = 64 * 2**20
"""How much the scans that a process keeps may take; one of a word that is in every paragraph takes
8 bytes of each.
"""
EVERYTHING = Matching(None)


_scans: LRUCache[tuple[int, Matching], Places] = LRUCache(
    KEPT_BYTES, getsizeof=lambda places: places.nbytes + 100
)
_lock = Lock()


def forget() -> None:
    """Make every scan anew when it is next asked for."""
    with _lock:
        _scans.clear()


register_cache(forget)


def places(version: int, asked: Matching | None) -> Places:
    """Where the paragraphs that match stand (None: all of them); made once for each `version`."""
    return places_of_each(version, [asked])[0]


def places_of_each(version: int, asked: Iterable[Matching | None]) -> list[Places]:
    """The places of several scans, each kept as that of `places`; one query for all that are not
    kept yet.
    """
    return look_up(version, asked, ())[0]


def look_up(
    version: int, asked: Iterable[Matching | None], lexemes: Collection[str]
) -> tuple[list[Places], Frequencies | None]:
    """The same and, in the same query, how often lexemes stand; None where all places were kept
    already.
    """
    wanted = [each or EVERYTHING for each in asked]
    found = _kept(version, {part for each in wanted for part in (each, *each.parts)})
    seen = None
    parts = dict.fromkeys(part for each in wanted if each not in found for part in each.parts)
    if new := [part for part in parts if part not in found]:
        scanned, seen = _scanned(new, lexemes)
        found |= zip(new, scanned, strict=True)
    for each in wanted:
        if each not in found:
            found[each] = _united([found[part] for part in each.parts])
    _keep(version, found)
    return [found[each] for each in wanted], seen


def is_kept(version: int, asked: Matching | None) -> bool:
    """Whether the places of a scan are known already."""
    return bool(_kept(version, [asked or EVERYTHING]))


def _kept(version: int, asked: Iterable[Matching]) -> dict[Matching, Places]:
    with _lock:
        return {each: _scans[version, each] for each in asked if (version, each) in _scans}


def _keep(version: int, found: Mapping[Matching, Places]) -> None:
    with _lock:
        for each, where in found.items():
            with suppress(ValueError):  # larger than all that is kept
                _scans[version, each] = where


def _scanned(
    asked: Sequence[Matching], lexemes: Collection[str]
) -> tuple[list[Places], Frequencies | None]:
    scans = ", ".join(["archive_scan(%s::tsquery, %s::tsquery)"] * len(asked))
    queries = [query for each in asked for query in (each.entries, each.paragraphs)]
    counting, counted = counting_of(lexemes) if lexemes else ("NULL", [])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counting}, {scans}", [*counted, *queries])
        seen, *found = cursor.fetchone()
    where = [_sorted(np.frombuffer(each, dtype=">i8").astype(np.int64)) for each in found]
    return where, frequencies_of(lexemes, seen) if lexemes else None


def as_array(places: Places) -> str:
    """The places as the text of an array; the driver takes far longer to write thousands of numbers
    one by one.
    """
    return f"{{{','.join(map(str, places.tolist()))}}}"


def _sorted(places: Places) -> Places:
    """In ascending order, in which most scans come by themselves."""
    return places if np.all(places[1:] >= places[:-1]) else np.sort(places, kind="stable")


def _united(parts: Sequence[Places]) -> Places:
    """The places of all parts, each once."""
    if len(parts) == 1:
        return parts[0]
    found = np.sort(np.concatenate(parts), kind="stable")  # which merges what is sorted already
    united: Places = found[np.append(True, found[1:] != found[:-1])[: len(found)]]
    return united


def inspections_of(places: Places) -> NDArray[np.int64]:
    """The inspection in which each place is."""
    return places >> (POSITION_BITS + SECTION_BITS)


def positions_of(places: Places) -> NDArray[np.int64]:
    """The position of each place within its report."""
    positions: Places = (places >> SECTION_BITS) & (2**POSITION_BITS - 1)
    return positions


def sections_of(places: Places) -> NDArray[np.int64]:
    """The section in which each place is."""
    sections: Places = places & (2**SECTION_BITS - 1)
    return sections
