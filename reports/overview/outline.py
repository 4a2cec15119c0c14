"""Every authority, inspection and section in outline: what choices, filters, orders and lists ask,
read all at once.

It is read anew after every change of the archive, by every process. So numbers come as the bytes of
whole columns and words as one text a column, and both become objects only where somebody asks for
them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from reports.facts.vocabulary import Area
from reports.models import ArchiveVersion, Authority, Inspection, Section
from reports.overview.cache import forgotten_with_others, kept

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Columns:
    """What is told of all inspections, in the order of their keys, a row of values for each thing.

    Days are those of `date.fromordinal`, 0 where a day is not known.
    """

    keys: Numbers
    authority_ids: Numbers
    started: Numbers
    ended: Numbers
    published: Numbers
    kinds: list[str]
    overalls: list[str]
    slugs: list[str]
    titles: list[str]


@dataclass(frozen=True)
class Outline:
    """The authorities by name (their keys, slugs, names, regions and whether they are invented),
    and what they have.
    """

    authorities: tuple[Authority, ...]
    sections: tuple[Section, ...]
    columns: Columns

    @cached_property
    def authority_rows(self) -> Numbers:
        """The place of each inspection's authority among `authorities`."""
        keys = np.array([authority.pk for authority in self.authorities], dtype=np.int64)
        order = np.argsort(keys)
        return order[np.searchsorted(keys, self.columns.authority_ids, sorter=order)]

    @cached_property
    def years(self) -> Numbers:
        """The year in which each inspection ended."""
        days = (self.columns.ended - FIRST_OF_1970).astype("datetime64[D]")
        return days.astype("datetime64[Y]").astype(np.int64) + 1970

    def inspection(self, key: int) -> Inspection | None:
        """An inspection as its model, with its authority; other fields are read when they are asked
        for.

        Made once, for all who ask. None for one that came in after the version was read, and so is
        none of it.
        """
        if key not in self._inspections:
            row = int(np.searchsorted(self.columns.keys, key))
            if row == len(self.columns.keys) or self.columns.keys[row] != key:
                return None
            self._inspections[key] = self._inspection(row)
        return self._inspections[key]

    @cached_property
    def _inspections(self) -> dict[int, Inspection]:
        """Those that were asked for, by their keys."""
        return {}

    def _inspection(self, row: int) -> Inspection:
        told = self.columns
        authority = self.authorities[self.authority_rows[row]]
        days = (int(told.started[row]), int(told.ended[row]), int(told.published[row]))
        started, ended, published = (date.fromordinal(each) if each else None for each in days)
        of_authority = (authority.pk, authority.region)
        values = (
            int(told.keys[row]),
            *of_authority,
            told.kinds[row],
            started,
            ended,
            int(self.years[row]),
            published,
        )
        inspection = Inspection.from_db(
            connection.alias, INSPECTION, (*values, told.titles[row], told.slugs[row])
        )
        inspection.authority = authority
        return inspection


@kept(2)
def outline(version: int) -> Outline:
    """Read in one query, once for each `version` of the archive."""
    with connection.cursor() as cursor:
        cursor.execute(OUTLINE, [Area.OVERALL])
        authorities, sections, judged, graded, *numbers, kinds, slugs, titles = cursor.fetchone()
    keys, authority_ids, started, ended, published = map(_numbers, numbers)
    overall = dict(zip(_numbers(judged).tolist(), _texts(graded), strict=True))
    overalls = [overall.get(key, "") for key in keys.tolist()]
    made = Outline(
        _authorities(authorities),
        tuple(Section(*told) for told in sections),
        Columns(
            *(keys, authority_ids, started, ended, published),
            *(_texts(kinds), overalls, _texts(slugs), _texts(titles)),
        ),
    )
    _newest[:] = [(version, made)]
    return made


_newest: list[tuple[int, Outline]] = []
"""The outline that was read last, with its version."""
forgotten_with_others(_newest.clear)


@lru_cache(maxsize=2)
def _authorities(told: str) -> tuple[Authority, ...]:
    """Most versions have the same, and share them."""
    return tuple(
        Authority.from_db(connection.alias, AUTHORITY, values) for values in json.loads(told)
    )


def _numbers(told: bytes | None) -> Numbers:
    return np.frombuffer(told or b"", dtype=">i8").astype(np.int64)


def _texts(told: str | None) -> list[str]:
    return [] if told is None else told.split(BETWEEN)


def any_invented(version: int) -> bool:
    """Whether there are invented authorities: pages that ask nothing else of an outline need not
    read it for this.
    """
    for known, told in _newest:
        if known == version:
            return any(authority.invented for authority in told.authorities)
    return _any_invented(version)


@kept(2)
def _any_invented(version: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM reports_authority WHERE invented)")
        return bool(cursor.fetchone()[0])


def outline_now() -> Outline:
    """The outline of the version of this moment, or of the request that is being answered."""
    return outline(ArchiveVersion.now())


INSPECTION = frozenset(
    (
        *("id", "authority_id", "region", "kind", "start_date", "end_date"),
        *("year", "published", "title", "slug"),
    )
)
AUTHORITY = ("id", "name", "slug", "region", "invented")
"""What is read of each, in the order of the models' fields."""
FIRST_OF_1970 = date(1970, 1, 1).toordinal()
BETWEEN = "\x1f"
"""What stands between the values of a column: one text of all is read many times faster than an
array.
"""
# The overall grades are matched to their inspections here: the database takes longer to join them.
OUTLINE = """
    SELECT (
        SELECT coalesce(json_agg(json_build_array(id, name, slug, region, invented) ORDER BY name), '[]')::text
        FROM reports_authority
    ), (
        SELECT coalesce(json_agg(json_build_array(id, area, grade, role) ORDER BY id), '[]') FROM reports_section
    ), overall.*, known.*
    FROM (
        SELECT string_agg(int8send(inspection_id), ''), string_agg(grade, chr(31))
        FROM reports_judgement WHERE area = %s
    ) AS overall, (
        SELECT string_agg(int8send(id), ''), string_agg(int8send(authority_id), ''), string_agg(started, ''),
            string_agg(ended, ''), string_agg(published, ''), string_agg(kind, chr(31)),
            string_agg(slug, chr(31)), string_agg(translate(title, chr(31), ' '), chr(31))
        FROM (
            SELECT id, authority_id, int8send(start_date - '0001-01-01' + 1) AS started,
                int8send(end_date - '0001-01-01' + 1) AS ended,
                int8send(coalesce(published - '0001-01-01' + 1, 0)) AS published, kind, slug, title
            FROM reports_inspection ORDER BY id
        ) AS inspection
    ) AS known
"""
