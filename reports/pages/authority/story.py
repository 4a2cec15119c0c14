"""What the page of an authority tells: its own story through the years, and who stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from reports.facts.vocabulary import Role
from reports.models import Authority, Inspection, Paragraph
from reports.models.querysets import FULL_INSPECTIONS
from reports.overview.latest import AuthorityRow, latest_now
from reports.overview.tracks import Cell, Track, cells, joined, used
from reports.pages.authority.timeline import Timeline, timeline

MOST_POINTS = 40
"""Points of one report that are shown; the longest report known has fewer."""


@dataclass(frozen=True, slots=True)
class Story:
    """An authority's inspections and visits, the newest first, with those of its predecessors and
    successors.

    `latest` is its own latest full inspection, `readable` its latest with text; None where there is
    no such.
    """

    authority: Authority
    inspections: list[Inspection]
    latest: Inspection | None
    readable: Inspection | None
    tracks: list[Track]
    history: list[tuple[Inspection, list[Cell]]]
    timeline: Timeline | None

    @property
    def own(self) -> list[Inspection]:
        return [each for each in self.inspections if each.authority_id == self.authority.pk]

    @property
    def has_text(self) -> bool:
        return any(inspection.reading_id for inspection in self.own)


def story(authority: Authority) -> Story:
    """The story of an authority whose predecessors and successors are fetched, in two queries."""
    lineage = [authority, *authority.predecessors.all(), *authority.successors.all()]
    inspections = list(Inspection.objects.filter(authority__in=lineage).listed())
    full = [each for each in inspections if each.kind in FULL_INSPECTIONS]
    own = [each for each in full if each.authority_id == authority.pk]
    tracks = used(full)
    return Story(
        authority,
        inspections,
        latest=own[0] if own else None,
        readable=next((each for each in own if each.reading_id), None),
        tracks=tracks,
        history=[(inspection, joined(cells(inspection, tracks))) for inspection in full],
        timeline=timeline(authority, inspections, timezone.localdate()),
    )


def points(inspection: Inspection | None) -> list[Paragraph]:
    """What a report says needs to improve, areas for priority action first."""
    if inspection is None:
        return []
    asked = inspection.paragraphs.filter(role__in=[Role.PRIORITY, Role.POINT]).defer(
        "search_vector"
    )[:MOST_POINTS]
    return sorted(asked, key=lambda paragraph: paragraph.role != Role.PRIORITY)


@dataclass(frozen=True, slots=True)
class Beside:
    """Other authorities of today with their latest grades: statistical neighbours, the closest
    first, the region.
    """

    own: AuthorityRow
    neighbours: list[AuthorityRow]
    region: list[AuthorityRow]


def beside(authority: Authority) -> Beside:
    """Who stands beside an authority."""
    known = latest_now()
    own = known.of([authority])[0]
    rows = [
        row
        for row in known.current
        if row.authority != authority and row.authority.invented == authority.invented
    ]
    by_code = {row.authority.dfe_code: row for row in rows}
    return Beside(
        own,
        [by_code[code] for code in authority.neighbour_codes if code in by_code],
        [row for row in rows if row.authority.region == authority.region],
    )
