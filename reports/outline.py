"""Every authority, inspection and section in outline: what choices, filters, orders and lists ask, read all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from reports.kept import kept
from reports.models import ArchiveVersion, Authority, Inspection, Section
from reports.vocabulary import Area


class Report(NamedTuple):
    """What filters ask of an inspection, under their names, and what orders and lists ask.

    `authority` is a slug, `overall` is empty where no such grade was given.
    """

    authority: str
    region: str
    authority_name: str
    authority_id: int
    kind: str
    year: str
    overall: str
    slug: str
    started: date
    ended: date
    published: date | None
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The authorities by name (their keys, slugs, names, regions and whether they are invented), and what they have.

    Reports and sections go in the order of their keys.
    """

    authorities: tuple[Authority, ...]
    reports: dict[int, Report]
    sections: tuple[Section, ...]
    by_key: dict[int, Authority]

    @property
    def years(self) -> list[int]:
        """The years in which an inspection ended, the newest first."""
        return sorted({int(report.year) for report in self.reports.values()}, reverse=True)

    def inspection(self, key: int) -> Inspection:
        """An inspection as its model, with its authority; other fields are read when they are asked for."""
        report = self.reports[key]
        values = (
            *(key, report.authority_id, report.region, report.kind, report.started, report.ended),
            *(int(report.year), report.published, report.title, report.slug),
        )
        inspection = Inspection.from_db(connection.alias, INSPECTION, values)
        inspection.authority = self.by_key[report.authority_id]
        return inspection


@kept(2)
def outline(version: int) -> Outline:
    """Read in one query, once for each `version` of the archive."""
    with connection.cursor() as cursor:
        cursor.execute(OUTLINE, [Area.OVERALL])
        authorities, sections, *columns = cursor.fetchone()
    known = tuple(Authority.from_db(connection.alias, AUTHORITY, told) for told in authorities)
    by_key = {authority.pk: authority for authority in known}
    told = zip(*(column or [] for column in columns), strict=True)
    reports = {key: _report(by_key[authority], *others) for key, authority, *others in told}
    return Outline(known, reports, tuple(Section(*told) for told in sections), by_key)


def outline_now() -> Outline:
    """The outline of the version of this moment, or of the request that is being answered."""
    return outline(ArchiveVersion.now())


INSPECTION = (
    *("id", "authority_id", "region", "kind", "start_date", "end_date"),
    *("year", "published", "title", "slug"),
)
AUTHORITY = ("id", "name", "slug", "region", "invented")
"""What is read of each, in the order of the models' fields."""
OUTLINE = """
    SELECT (
        SELECT coalesce(json_agg(json_build_array(id, name, slug, region, invented) ORDER BY name), '[]')
        FROM reports_authority
    ), (
        SELECT coalesce(json_agg(json_build_array(id, area, grade, role) ORDER BY id), '[]') FROM reports_section
    ), array_agg(id), array_agg(authority_id), array_agg(kind), array_agg(overall), array_agg(slug),
        array_agg(start_date), array_agg(end_date), array_agg(published), array_agg(title)
    FROM (
        SELECT inspection.*, coalesce(grade, '') AS overall FROM reports_inspection AS inspection
        LEFT JOIN reports_judgement ON inspection_id = inspection.id AND area = %s
        ORDER BY inspection.id
    ) AS inspection
"""


def _report(
    authority: Authority,
    kind: str,
    overall: str,
    slug: str,
    started: date,
    ended: date,
    published: date | None,
    title: str,
) -> Report:
    of_authority = (authority.slug, authority.region, authority.name, authority.pk)
    return Report(*of_authority, kind, str(ended.year), overall, slug, started, ended, published, title)
