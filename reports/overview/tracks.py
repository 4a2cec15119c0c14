"""Each judgement's track through the changes of framework: what was called otherwise in another
year, side by side.

A track never makes a grade: where a framework had no such judgement, its cell says so, and a grade
that was given for children in care and care leavers together stays one grade over both tracks.

Source: Ofsted's frameworks; SIF 2013-2018, ILACS with four judgements 2018-2022, with five
2023-2026, without overall effectiveness from April 2026.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from reports.facts.vocabulary import Area, Framework, Kind
from reports.models import Inspection, Judgement


@dataclass(frozen=True, slots=True)
class Track:
    """A judgement by any of the names that the frameworks gave it; `letter` heads a narrow column,
    `short` a lane.
    """

    label: str
    letter: str
    areas: tuple[Area, ...]
    short: str

    @property
    def code(self) -> str:
        """What addresses call it: the code of its judgement of today."""
        return self.areas[0].value


LEADERS = Track("Leaders", "L", (Area.LEADERS, Area.LEADERSHIP), "Leaders")
HELP = Track("Help and protection", "H", (Area.HELP_AND_PROTECTION,), "Help")
IN_CARE = Track("Children in care", "C", (Area.IN_CARE, Area.LOOKED_AFTER), "In care")
CARE_LEAVERS = Track("Care leavers", "V", (Area.CARE_LEAVERS,), "Care leavers")
ADOPTION = Track("Adoption", "A", (Area.ADOPTION,), "Adoption")
BOARD = Track("Safeguarding board", "B", (Area.LSCB,), "Board")
OVERALL = Track("Overall effectiveness", "All", (Area.OVERALL,), "Overall")

CORE = (LEADERS, HELP, IN_CARE, CARE_LEAVERS, OVERALL)
"""What every full inspection since 2018 may have; the tracks of the list of authorities."""
TRACKS = (LEADERS, HELP, IN_CARE, CARE_LEAVERS, ADOPTION, BOARD, OVERALL)


@cache
def areas_on(track: Track) -> tuple[Area, ...]:
    """The areas whose grade stands on a track: its own names first, then what was judged together."""
    return (
        (*track.areas, Area.IN_CARE_AND_CARE_LEAVERS)
        if track in (IN_CARE, CARE_LEAVERS)
        else track.areas
    )


def same_subject(areas: Iterable[str]) -> set[str]:
    """The areas, and what other frameworks call the same: `care-leavers` also stands for what was
    judged together.
    """
    wanted = set(areas)
    for track in TRACKS:
        if not wanted.isdisjoint(track.areas):
            wanted |= {*areas_on(track)}
    return wanted


@dataclass(frozen=True, slots=True)
class Cell:
    """What one inspection says on one track, or on the two that it judged together; None: it has no
    such judgement.
    """

    track: Track
    judgement: Judgement | None
    span: int = 1

    @property
    def together(self) -> bool:
        return self.judgement is not None and self.judgement.area == Area.IN_CARE_AND_CARE_LEAVERS

    @property
    def another_name(self) -> str:
        """The judgement's own name where it differs from that of ILACS, the first of its track;
        else empty.
        """
        if self.judgement is None or self.judgement.area == self.track.areas[0]:
            return ""
        return str(self.judgement.get_area_display())


def cells(inspection: Inspection, tracks: Iterable[Track]) -> list[Cell]:
    """One cell a track; children in care and care leavers, judged together, are each that one
    judgement.
    """
    return cells_of(
        {judgement.area: judgement for judgement in inspection.judgements.all()}, tracks
    )


def cells_of(given: Mapping[str, Judgement], tracks: Iterable[Track]) -> list[Cell]:
    """The same of judgements by their areas."""
    return [Cell(track, given.get(judged_as(track, given))) for track in tracks]


def judged_as(track: Track, given: Collection[str]) -> str:
    """Which of the areas that an inspection judged is on this track: its own by any name, else the
    one of two tracks.

    Empty where it judged no such thing.
    """
    return next((area for area in areas_on(track) if area in given), "")


def joined(row: list[Cell]) -> list[Cell]:
    """The same row for a table in which neighbours that are one judgement become one cell."""
    wide: list[Cell] = []
    for cell in row:
        if cell.together and wide and wide[-1].judgement is cell.judgement:
            wide[-1] = Cell(wide[-1].track, cell.judgement, wide[-1].span + 1)
        else:
            wide.append(cell)
    return wide


def framework_of(inspection: Inspection) -> Framework | None:
    """The framework of a full inspection, told by what it judged, for a date is no proof of it;
    None: not known.
    """
    if inspection.kind in (Kind.SIF, Kind.PRE_SIF):
        return Framework(inspection.kind)
    judged = {judgement.area for judgement in inspection.judgements.all()}
    if not judged:
        return None
    if Area.IN_CARE_AND_CARE_LEAVERS in judged:
        return Framework.ILACS_2018
    return Framework.ILACS_2023 if Area.OVERALL in judged else Framework.ILACS_2026


def used(inspections: Iterable[Inspection]) -> list[Track]:
    """The tracks on which at least one of the inspections has a judgement."""
    given = {
        judgement.area for inspection in inspections for judgement in inspection.judgements.all()
    }
    return [track for track in TRACKS if judged_as(track, given)]
