"""Every authority, inspection and section in outline: what choices, filters, orders and lists ask, read all at once.

It is read anew after every change of the archive, by every process. So reports come as columns of plain values, and
become objects only where somebody asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db import connection

from reports.kept import kept
from reports.models import ArchiveVersion, Authority, Inspection, Section
from reports.vocabulary import Area


class Report(NamedTuple):
    """What filters ask of an inspection, under their names.

    `authority` is a slug, `overall` is empty where no such grade was given.
    """

    authority: str
    authority_name: str
    region: str
    kind: str
    year: str
    overall: str


@dataclass(frozen=True)
class Columns:
    """What is told of all inspections, in the order of their keys, a list for each thing.

    Days are those of `date.fromordinal`, 0 where a day is not known.
    """

    keys: list[int]
    authority_ids: list[int]
    started: list[int]
    ended: list[int]
    published: list[int]
    kinds: list[str]
    overalls: list[str]
    slugs: list[str]
    titles: list[str]


@dataclass(frozen=True)
class Outline:
    """The authorities by name (their keys, slugs, names, regions and whether they are invented), and what they have."""

    authorities: tuple[Authority, ...]
    sections: tuple[Section, ...]
    columns: Columns

    @cached_property
    def by_key(self) -> dict[int, Authority]:
        return {authority.pk: authority for authority in self.authorities}

    @cached_property
    def rows(self) -> dict[int, int]:
        """The place of each inspection in the columns, by its key."""
        return {key: row for row, key in enumerate(self.columns.keys)}

    @cached_property
    def of_authority(self) -> list[Authority]:
        """The authority of each inspection."""
        return [self.by_key[key] for key in self.columns.authority_ids]

    @cached_property
    def years(self) -> list[str]:
        """The year in which each inspection ended."""
        known = {days: str(date.fromordinal(days).year) for days in set(self.columns.ended)}
        return [known[days] for days in self.columns.ended]

    @cached_property
    def reports(self) -> dict[int, Report]:
        """Every inspection by its key."""
        told = zip(self.of_authority, self.columns.kinds, self.years, self.columns.overalls, strict=True)
        known = (Report(each.slug, each.name, each.region, *others) for each, *others in told)
        return dict(zip(self.columns.keys, known, strict=True))

    def inspection(self, key: int) -> Inspection | None:
        """An inspection as its model, with its authority; other fields are read when they are asked for.

        None for one that came in after the version was read, and so is none of it.
        """
        if (row := self.rows.get(key)) is None:
            return None
        authority, told = self.of_authority[row], self.columns
        days = (told.started[row], told.ended[row], told.published[row])
        started, ended, published = (date.fromordinal(each) if each else None for each in days)
        of_authority = (authority.pk, authority.region)
        values = (key, *of_authority, told.kinds[row], started, ended, int(self.years[row]), published)
        inspection = Inspection.from_db(connection.alias, INSPECTION, (*values, told.titles[row], told.slugs[row]))
        inspection.authority = authority
        return inspection


@kept(2)
def outline(version: int) -> Outline:
    """Read in one query, once for each `version` of the archive."""
    with connection.cursor() as cursor:
        cursor.execute(OUTLINE, [Area.OVERALL])
        authorities, sections, *columns = cursor.fetchone()
    return Outline(
        tuple(Authority.from_db(connection.alias, AUTHORITY, told) for told in authorities),
        tuple(Section(*told) for told in sections),
        _columns([[] if column is None else column.split(BETWEEN) for column in columns]),
    )


def _columns(told: list[list[str]]) -> Columns:
    numbers, texts = told[:5], told[5:]
    return Columns(*([int(value) for value in column] for column in numbers), *texts)  # type: ignore[arg-type]  # in their order


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
BETWEEN = "\x1f"
"""What stands between the values of a column: one text of all is read many times faster than an array."""
OUTLINE = """
    SELECT (
        SELECT coalesce(json_agg(json_build_array(id, name, slug, region, invented) ORDER BY name), '[]')
        FROM reports_authority
    ), (
        SELECT coalesce(json_agg(json_build_array(id, area, grade, role) ORDER BY id), '[]') FROM reports_section
    ),
        string_agg(id::text, chr(31)), string_agg(authority_id::text, chr(31)), string_agg(started::text, chr(31)),
        string_agg(ended::text, chr(31)), string_agg(published::text, chr(31)), string_agg(kind, chr(31)),
        string_agg(overall, chr(31)), string_agg(slug, chr(31)), string_agg(translate(title, chr(31), ' '), chr(31))
    FROM (
        SELECT inspection.id, authority_id, start_date - '0001-01-01' + 1 AS started,
            end_date - '0001-01-01' + 1 AS ended, coalesce(published - '0001-01-01' + 1, 0) AS published,
            kind, coalesce(grade, '') AS overall, slug, title
        FROM reports_inspection AS inspection
        LEFT JOIN reports_judgement ON inspection_id = inspection.id AND area = %s
        ORDER BY inspection.id
    ) AS inspection
"""
