"""Where matching paragraphs stand: one scan of the index, of which every number that is not a rank is made.

Totals, facets, trends, the matrix of a subject, the order by date: they all come from the places of a scan. A scan is
kept under the archive's version, which the database counts up with every change, so that it is never stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

import numpy as np
from cachetools import LRUCache, cached
from django.db import connection
from numpy.typing import NDArray

from reports.kept import forgotten_with_others
from reports.models import Section
from reports.outline import Report, outline
from reports.text_search import POSITION_BITS, SECTION_BITS, Matching

Places: TypeAlias = NDArray[np.int64]
"""Places of paragraphs, each inspection, position and section in one number; in ascending order unless said."""
NOWHERE: Places = np.empty(0, dtype=np.int64)
KEPT_BYTES = 64 * 2**20
"""How much the scans that a process keeps may take; one of a word that is in every paragraph takes 8 bytes of each."""

SCAN = "archive_scan(%s::tsquery, %s::tsquery)"
BOTH = f"archive_scan(%s::tsquery, NULL) || {SCAN}"


@dataclass(frozen=True, slots=True)
class Group:
    """Matching paragraphs of one report, section and part, and how many they are."""

    inspection: int
    area: str
    grade: str
    role: str
    paragraphs: int


_scans: LRUCache[object, Places] = LRUCache(KEPT_BYTES, getsizeof=lambda places: places.nbytes + 100)
_lock = Lock()
forgotten_with_others(_scans.clear)


@cached(_scans, lock=_lock)
def places(version: int, asked: Matching | None) -> Places:
    """Where the paragraphs that match stand (None: all of them); made once for each `version`."""
    return scanned([asked or Matching(None)])[0]


def places_of_each(version: int, asked: Iterable[Matching | None]) -> list[Places]:
    """The places of several scans, each kept as that of `places`; one query for all that are not kept yet."""
    asked = list(asked)
    keys = {each: places.cache_key(version, each) for each in asked}
    with _lock:
        found = {each: _scans[key] for each, key in keys.items() if key in _scans}
    if new := [each for each in keys if each not in found]:
        found |= zip(new, scanned([each or Matching(None) for each in new]), strict=True)
        with _lock:
            _scans.update((keys[each], found[each]) for each in new)
    return [found[each] for each in asked]


def scanned(asked: Sequence[Matching]) -> list[Places]:
    """The places of several scans, in one query of the database, which nothing keeps."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(SCAN if each.sure is None else BOTH for each in asked)}",
            [part for each in asked for part in (*([each.sure] if each.sure else ()), each.entries, each.paragraphs)],
        )
        return [_sorted(np.frombuffer(found, dtype=">i8").astype(np.int64)) for found in cursor.fetchone()]


def as_array(places: Places) -> str:
    """The places as the text of an array; the driver takes far longer to write thousands of numbers one by one."""
    return f"{{{','.join(map(str, places.tolist()))}}}"


def _sorted(places: Places) -> Places:
    """In ascending order, in which most scans come by themselves."""
    return places if np.all(places[1:] >= places[:-1]) else np.sort(places, kind="stable")


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


def groups(version: int, asked: Matching | None) -> tuple[Group, ...]:
    """The paragraphs that match, counted by report, section and part."""
    found = places(version, asked)
    known = {section.pk: (section.area, section.grade, section.role) for section in sections(version)}
    without_position = inspections_of(found) << SECTION_BITS | sections_of(found)
    each, counts = np.unique(without_position, return_counts=True)
    rows = zip((each >> SECTION_BITS).tolist(), sections_of(each).tolist(), counts.tolist(), strict=True)
    # A section that came in after the version was read is none of this version's.
    return tuple(Group(inspection, *known[section], count) for inspection, section, count in rows if section in known)


def sections(version: int) -> tuple[Section, ...]:
    """Every section that occurs, by its key, in one `version` of the archive."""
    return outline(version).sections


def reports(version: int) -> dict[int, Report]:
    """Every inspection by its key, in one `version` of the archive."""
    return outline(version).reports
