"""What the page of an authority shows: its inspections through the years, and its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from reports.facts.frameworks import FULL_INSPECTIONS, Track
from reports.facts.vocabulary import Role
from reports.models import Authority, Inspection, Paragraph
from reports.overview.grade_cells import GradeCell, grade_cells, joined, tracks_judged
from reports.overview.latest import AuthorityRow, latest_by_authority
from reports.pages.authority.timeline import Timeline, timeline

MOST_POINTS = 40
"""Points of one report that are shown; the longest report so far has fewer."""


@dataclass(frozen=True, slots=True)
class Story:
    """An authority's inspections and visits, the latest first, with its predecessors' and successors'.

    `latest` is its own latest full inspection and `readable` its own latest full one with a text;
    None where there is none. `history` has a row of cells for each full inspection, a cell for
    each of `tracks` or for two that were judged together. `has_own` says whether any inspection is
    its own, `has_text` whether any of these can be read.
    """

    inspections: list[Inspection]
    latest: Inspection | None
    readable: Inspection | None
    has_own: bool
    has_text: bool
    tracks: list[Track]
    history: list[tuple[Inspection, list[GradeCell]]]
    timeline: Timeline | None


def story(authority: Authority) -> Story:
    """Two queries, for an authority that came with its predecessors and successors."""
    lineage = [authority, *authority.predecessors.all(), *authority.successors.all()]
    inspections = list(Inspection.objects.filter(authority__in=lineage).listed())
    full = [each for each in inspections if each.kind in FULL_INSPECTIONS]
    own = [each for each in inspections if each.authority_id == authority.pk]
    own_full = [each for each in own if each.kind in FULL_INSPECTIONS]
    tracks = tracks_judged(full)
    return Story(
        inspections=inspections,
        latest=own_full[0] if own_full else None,
        readable=next((each for each in own_full if each.reading_id), None),
        has_own=bool(own),
        has_text=any(each.reading_id for each in own),
        tracks=tracks,
        history=[(each, joined(grade_cells(each, tracks))) for each in full],
        timeline=timeline(authority, inspections, timezone.localdate()),
    )


def points(inspection: Inspection | None) -> list[Paragraph]:
    """What a report says needs to improve, areas for priority action first; none without a report."""
    if inspection is None:
        return []
    paragraphs = inspection.paragraphs.filter(role__in=[Role.PRIORITY, Role.POINT])
    shown = paragraphs[:MOST_POINTS]
    return sorted(shown, key=lambda paragraph: paragraph.role != Role.PRIORITY)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Current authorities to compare one with, each with its latest grades.

    `own` is its own row; `neighbours` are its statistical neighbours, the closest first; `region`
    are the others of its region, by name.
    """

    own: AuthorityRow
    neighbours: list[AuthorityRow]
    region: list[AuthorityRow]


def neighbourhood(authority: Authority) -> Neighbourhood:
    """The neighbours of an authority; an invented one has invented neighbours."""
    latest = latest_by_authority()
    others = [
        row
        for row in latest.current
        if row.authority != authority and row.authority.invented == authority.invented
    ]
    by_code = {row.authority.dfe_code: row for row in others}
    return Neighbourhood(
        own=latest.of([authority])[0],
        neighbours=[by_code[code] for code in authority.neighbour_codes if code in by_code],
        region=[row for row in others if row.authority.region == authority.region],
    )
