"""The judgements of inspections as cells of a table with a column for each track.

A judgement on children in care and care leavers together is on two tracks. An inspection without a
judgement on a track has an empty cell there.
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
    """The judgement of one inspection on one track; `judgement` is None if it has none.

    `span` is the number of columns that the cell covers: two for a joint judgement, after `joined`.
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
        """The tracks of the judgement; the cell's own track without a judgement."""
        joint = self.joint
        return tuple([Track(code) for code in joint.tracks]) if joint else (self.track,)

    @property
    def together(self) -> bool:
        """Whether the judgement is for this track and others together."""
        return self.joint is not None

    @property
    def another_name(self) -> str:
        """The name of the judgement if it differs from that of ILACS; else empty."""
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
    """The cells of a row, with adjacent cells of the same joint judgement merged into one."""
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
