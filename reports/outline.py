"""Every authority, inspection and section in outline: what choices, filters and orders ask, read all at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from reports.kept import kept
from reports.models import ArchiveVersion, Authority, Section
from reports.vocabulary import Area


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
    authority_name: str
    ended: date


@dataclass(frozen=True, slots=True)
class Outline:
    """The authorities by name (their slugs, names and whether they are invented), and the others by their keys."""

    authorities: tuple[Authority, ...]
    reports: dict[int, Report]
    sections: tuple[Section, ...]

    @property
    def years(self) -> list[int]:
        """The years in which an inspection ended, the newest first."""
        return sorted({int(report.year) for report in self.reports.values()}, reverse=True)


@kept(2)
def outline(version: int) -> Outline:
    """Read in one query, once for each `version` of the archive."""
    with connection.cursor() as cursor:
        cursor.execute(OUTLINE, [Area.OVERALL])
        authorities, reports, sections = cursor.fetchone()
    return Outline(
        tuple(Authority(slug=slug, name=name, invented=invented) for slug, name, invented in authorities),
        {pk: Report(*[*told, date.fromisoformat(ended)]) for pk, *told, ended in reports},
        tuple(Section(*told) for told in sections),
    )


def outline_now() -> Outline:
    """The outline of the version of this moment, or of the request that is being answered."""
    return outline(ArchiveVersion.now())


OUTLINE = """
    SELECT (
        SELECT coalesce(json_agg(json_build_array(slug, name, invented) ORDER BY name), '[]') FROM reports_authority
    ), (
        SELECT coalesce(json_agg(json_build_array(
            inspection.id, authority.slug, inspection.region, inspection.kind, inspection.year::text,
            coalesce(grade, ''), inspection.slug, name, end_date
        ) ORDER BY inspection.id), '[]')
        FROM reports_inspection AS inspection JOIN reports_authority AS authority ON authority.id = authority_id
        LEFT JOIN reports_judgement ON inspection_id = inspection.id AND area = %s
    ), (
        SELECT coalesce(json_agg(json_build_array(id, area, grade, role) ORDER BY id), '[]') FROM reports_section
    )
"""
