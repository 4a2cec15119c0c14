"""What inspections judged, as the cells of a table with a column for each track.

Children in care and care leavers, judged together, are one judgement on two tracks. Where an
inspection has no judgement on a track, its cell says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.facts.frameworks import TRACKS, Framework, Track, framework_of, judged_as
from reports.facts.vocabulary import Area
from reports.models import Inspection, Judgement

JOINT_AREAS = {area.value: area for area in Area if area.is_joint}
"""The areas of judgements for several tracks, by their codes."""


@dataclass(frozen=True, slots=True)
class GradeCell:
    """What one inspection says on one track (`judgement` None: it did not judge it).

    `span` counts the columns that the cell covers: two for what was judged together, once `joined`.
    """

    track: Track
    judgement: Judgement | None
    span: int = 1

    @property
    def joint(self) -> Area | None:
        """The area of a judgement for this track and others; None for any other judgement."""
        return JOINT_AREAS.get(self.judgement.area) if self.judgement else None

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks that the judgement is for; the cell's own where it has none."""
        joint = self.joint
        return tuple([Track(code) for code in joint.tracks]) if joint else (self.track,)

    @property
    def together(self) -> bool:
        """Whether the judgement is one for this track and others."""
        return self.joint is not None

    @property
    def another_name(self) -> str:
        """The judgement's own name where it is not that of ILACS; else empty."""
        if self.judgement is None or self.judgement.area == self.track.areas[0]:
            return ""
        return str(self.judgement.get_area_display())


def grade_cells(inspection: Inspection, tracks: Iterable[Track]) -> list[GradeCell]:
    """A cell for each track, in the order of `tracks`."""
    judgements = {judgement.area: judgement for judgement in inspection.judgements.all()}
    return judgement_cells(judgements, tracks)


def judgement_cells(
    judgements: Mapping[str, Judgement], tracks: Iterable[Track]
) -> list[GradeCell]:
    """A cell for each track from an inspection's judgements by area."""
    return [GradeCell(track, judgements.get(judged_as(track, judgements))) for track in tracks]


def joined(cells: Iterable[GradeCell]) -> list[GradeCell]:
    """The cells of a row, with those side by side that hold one judgement made into one."""
    row: list[GradeCell] = []
    for cell in cells:
        if cell.together and row and row[-1].judgement is cell.judgement:
            row[-1] = GradeCell(row[-1].track, cell.judgement, row[-1].span + 1)
        else:
            row.append(cell)
    return row


def tracks_judged(inspections: Iterable[Inspection]) -> list[Track]:
    """The tracks on which at least one of the inspections has a judgement."""
    areas: set[str] = set()
    for inspection in inspections:
        areas |= judged_areas(inspection)
    return [track for track in TRACKS if judged_as(track, areas)]


def judged_areas(inspection: Inspection) -> set[str]:
    """The areas that an inspection judged."""
    return {judgement.area for judgement in inspection.judgements.all()}


def framework_of_inspection(inspection: Inspection) -> Framework | None:
    """The framework of a full inspection; None when none of its judgements is known."""
    return framework_of(inspection.kind, judged_areas(inspection))
