"""Where matching paragraphs stand: one scan of the index, of which every number that is not a rank is made.

Totals, facets, trends, the matrix of a subject, the order by date: they all come from the places of a scan. A scan is
kept under the archive's version, which the database counts up with every change, so that it is never stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TypeAlias

import numpy as np
from cachetools import LRUCache, cached
from django.db import connection
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

from reports.kept import forgotten_with_others, kept
from reports.models import Inspection, Judgement, Section
from reports.text_search import POSITION_BITS, SECTION_BITS, Matching
from reports.vocabulary import Area

Places: TypeAlias = NDArray[np.int64]
"""Places of paragraphs, each inspection, position and section in one number; in ascending order unless said."""
NOWHERE: Places = np.empty(0, dtype=np.int64)
KEPT_BYTES = 64 * 2**20
"""How much the scans that a process keeps may take; one of a word that is in every paragraph takes 8 bytes of each."""

SCAN = "archive_scan(%s::tsquery, %s::tsquery)"


@dataclass(frozen=True, slots=True)
class Report:
    """What filters ask of an inspection, under their names, and what orders ask.

    `authority` is a slug, `overall` is empty where no such grade was given.
    """

    authority: str
    region: str
    kind: str
    year: str
    overall: str
    slug: str
    ended: date
    authority_name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Matching paragraphs of one report, section and part, and how many they are."""

    inspection: int
    area: str
    grade: str
    role: str
    paragraphs: int


_scans: LRUCache[object, Places] = LRUCache(KEPT_BYTES, getsizeof=lambda places: places.nbytes + 100)
forgotten_with_others(_scans.clear)


@cached(_scans, lock=Lock())
def places(version: int, asked: Matching | None) -> Places:
    """Where the paragraphs that match stand (None: all of them); made once for each `version`."""
    return scanned([asked or Matching(None)])[0]


def scanned(asked: Sequence[Matching]) -> list[Places]:
    """The places of several scans, in one query of the database, which nothing keeps."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join([SCAN] * len(asked))}",
            [part for each in asked for part in (each.entries, each.paragraphs)],
        )
        return [_sorted(np.frombuffer(found, dtype=">i8").astype(np.int64)) for found in cursor.fetchone()]


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
    return tuple(Group(inspection, *known[section], count) for inspection, section, count in rows)


@kept(2)
def sections(version: int) -> tuple[Section, ...]:
    """Every section that occurs, by its key, read once for each `version` of the archive."""
    return tuple(Section.objects.order_by("pk"))


@kept(2)
def reports(version: int) -> dict[int, Report]:
    """Every inspection by its key, read once for each `version` of the archive."""
    overall = Judgement.objects.filter(inspection=OuterRef("pk"), area=Area.OVERALL).values("grade")
    rows = Inspection.objects.order_by("pk").annotate(given=Coalesce(Subquery(overall), Value("")))
    asked = ("authority__slug", "region", "kind", Cast("year", TextField()), "given", "slug", "end_date")
    return {pk: Report(*told) for pk, *told in rows.values_list("pk", *asked, "authority__name")}
