"""The grades of several authorities side by side, each with its earlier ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from reports.facts.frameworks import (
    TRACKS,
    Framework,
    Scale,
    Track,
    judged_as,
    same_subject,
    scale_of_inspection,
    scales_in_use,
)
from reports.facts.vocabulary import Area
from reports.models import Authority, Inspection
from reports.overview.grade_cells import (
    GradeCell,
    framework_of_inspection,
    grade_cells,
    joined,
    judged_areas,
    tracks_judged,
)
from search.compare.form import Beside


@dataclass(frozen=True, slots=True)
class Compared:
    """One authority with its full inspections, the newest first."""

    authority: Authority
    inspections: tuple[Inspection, ...]

    @property
    def graded(self) -> Inspection | None:
        """The inspection whose grades stand; None when no full inspection is known."""
        return next(iter(self.inspections), None)

    @property
    def framework(self) -> Framework | None:
        return framework_of_inspection(self.graded) if self.graded else None

    @property
    def scale(self) -> Scale:
        """The scale of the grades that stand; the first in use where there are none."""
        if self.graded is None:
            return scales_in_use()[0]
        grades = {each.area: each.grade for each in self.graded.judgements.all()}
        return scale_of_inspection(self.graded.kind, grades) or scales_in_use()[0]

    @property
    def readable(self) -> Inspection | None:
        """The newest inspection whose text is published."""
        return next((each for each in self.inspections if each.reading_id), None)

    @property
    def is_read_earlier(self) -> bool:
        """Whether the text to read is not that of the inspection whose grades stand."""
        return self.readable is not None and self.readable is not self.graded

    def was_given(self, areas: Collection[str], grades: Collection[str]) -> bool:
        """Whether the grades that stand have one of `grades` for one of `areas`, by any of its
        names.
        """
        judgements = self.graded.judgements.all() if self.graded else ()
        named = same_subject(areas)
        return any(
            judgement.area in named and judgement.grade in grades for judgement in judgements
        )


@dataclass(frozen=True, slots=True)
class JoinedSections:
    """A subject that the readable reports of some authorities judge together with another, while
    that of one at least judges it by itself. `joint` is the area that they judge.
    """

    track: Track
    joint: Area
    compared: list[Compared]


def joined_sections(areas: Collection[str], compared: Sequence[Compared]) -> list[JoinedSections]:
    """Where sections on these areas are unlike between the readable reports, by subject.

    A section on two subjects is like those on each of them where both were asked for.
    """
    asked_for = [track for track in TRACKS if not set(areas).isdisjoint(track.areas)]
    codes = {track.value for track in asked_for}
    unlike = []
    for track in asked_for:
        judged = [(each, judged_as(track, _judged(each))) for each in compared]
        joint = {Area(code) for _, code in judged if code and Area(code).is_joint}
        if all(Area(code) in joint for _, code in judged if code):
            continue
        for area in sorted(each for each in joint if not codes.issuperset(each.tracks)):
            of_area = [each for each, code in judged if code == area]
            unlike.append(JoinedSections(track, area, of_area))
    return unlike


def _judged(compared: Compared) -> set[str]:
    """The areas that an authority's readable report judged; none without one."""
    return judged_areas(compared.readable) if compared.readable else set()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A grade that an earlier inspection gave."""

    inspection: Inspection
    cell: GradeCell


@dataclass(frozen=True, slots=True)
class TrackHistory:
    """What one authority has on one track: its latest (None: no inspection is known) and the grades
    before it.
    """

    compared: Compared
    latest: GradeCell | None
    earlier: tuple[Earlier, ...]


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One judgement, by any of its names, with a cell for each authority."""

    track: Track
    entries: tuple[TrackHistory, ...]


@dataclass(frozen=True, slots=True)
class AuthorityGrades:
    """One authority as a row of a table of judgements; those judged together are one cell."""

    compared: Compared
    cells: tuple[GradeCell, ...]


def compared_of(authorities: Sequence[Authority]) -> list[Compared]:
    """The authorities in their order, with what is known of them: two queries for any number."""
    full = (
        Inspection.objects.filter(authority__in=authorities).full().prefetch_related("judgements")
    )
    full_inspections: dict[int, list[Inspection]] = defaultdict(list)
    for inspection in full.order_by("-end_date", "-pk"):
        full_inspections[inspection.authority_id].append(inspection)
    return [Compared(authority, tuple(full_inspections[authority.pk])) for authority in authorities]


def beside(authority: Authority, everyone: Iterable[Authority], whom: Beside) -> list[Authority]:
    """Its statistical neighbours, the closest first, or the others of its region in the order of
    `everyone`.
    """
    others = [each for each in everyone if each.is_current and each != authority]
    if whom is Beside.REGION:
        return [each for each in others if each.region == authority.region]
    by_code = {each.dfe_code: each for each in others}
    return [by_code[code] for code in authority.neighbour_codes if code in by_code]


def rows_of(compared: Sequence[Compared]) -> list[TrackRow]:
    """A row for each track on which any of them was ever judged; a cell without a judgement where
    one was not.
    """
    tracks = tracks_judged(inspection for each in compared for inspection in each.inspections)
    columns = [_column(each, tracks) for each in compared]
    return [
        TrackRow(track, tuple(column[place] for column in columns))
        for place, track in enumerate(tracks)
    ]


def lines_of(compared: Sequence[Compared]) -> tuple[list[Track], list[AuthorityGrades]]:
    """The tracks on which the latest inspection of any of them judged, and a line for each
    authority.
    """
    tracks = tracks_judged(each.graded for each in compared if each.graded)
    return tracks, [
        AuthorityGrades(
            each, tuple(joined(grade_cells(each.graded, tracks))) if each.graded else ()
        )
        for each in compared
    ]


def _column(compared: Compared, tracks: Sequence[Track]) -> list[TrackHistory]:
    given = [(inspection, grade_cells(inspection, tracks)) for inspection in compared.inspections]
    return [
        TrackHistory(
            compared,
            given[0][1][place] if given else None,
            tuple(
                Earlier(inspection, row[place])
                for inspection, row in given[1:]
                if row[place].judgement
            ),
        )
        for place in range(len(tracks))
    ]
