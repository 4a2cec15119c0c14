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
from search.compare.form import ComparatorGroup


@dataclass(frozen=True, slots=True)
class ComparedAuthority:
    """An authority with its full inspections, the latest first."""

    authority: Authority
    inspections: tuple[Inspection, ...]

    @property
    def latest(self) -> Inspection | None:
        """The latest full inspection, whose grades are current; None if none is known."""
        return next(iter(self.inspections), None)

    @property
    def framework(self) -> Framework | None:
        return framework_of_inspection(self.latest) if self.latest else None

    @property
    def scale(self) -> Scale:
        """The scale of the current grades; without any, the first scale in use."""
        if self.latest is None:
            return scales_in_use()[0]
        grades = {each.area: each.grade for each in self.latest.judgements.all()}
        return scale_of_inspection(self.latest.kind, grades) or scales_in_use()[0]

    @property
    def readable(self) -> Inspection | None:
        """The latest full inspection whose text is published."""
        return next((each for each in self.inspections if each.reading_id), None)

    @property
    def is_read_earlier(self) -> bool:
        """Whether the text to read is of an earlier inspection than the current grades."""
        return self.readable is not None and self.readable is not self.latest

    def was_given(self, areas: Collection[str], grades: Collection[str]) -> bool:
        """Whether one of `grades` is a current grade for one of `areas`, under any of its names."""
        judgements = self.latest.judgements.all() if self.latest else ()
        named = same_subject(areas)
        return any(
            judgement.area in named and judgement.grade in grades for judgement in judgements
        )


@dataclass(frozen=True, slots=True)
class JoinedSections:
    """A subject that some of the readable reports judge together with another subject.

    At least one other report judges it by itself. `joint` is the area of the joint judgement, and
    `compared` are the authorities whose reports have it.
    """

    track: Track
    joint: Area
    compared: list[ComparedAuthority]


def joined_sections(
    areas: Collection[str], compared: Sequence[ComparedAuthority]
) -> list[JoinedSections]:
    """The subjects among `areas` on which the sections of readable reports cannot be compared.

    A section on two subjects can be compared with others where `areas` has both subjects.
    """
    tracks = [track for track in TRACKS if not set(areas).isdisjoint(track.areas)]
    codes = {track.value for track in tracks}
    unlike = []
    for track in tracks:
        judged = [(each, judged_as(track, _judged(each))) for each in compared]
        joint = {Area(code) for _, code in judged if code and Area(code).is_joint}
        if all(Area(code) in joint for _, code in judged if code):
            continue
        for area in sorted(each for each in joint if not codes.issuperset(each.tracks)):
            of_area = [each for each, code in judged if code == area]
            unlike.append(JoinedSections(track, area, of_area))
    return unlike


def _judged(compared: ComparedAuthority) -> set[str]:
    """The areas that an authority's readable report judged; none without one."""
    return judged_areas(compared.readable) if compared.readable else set()


@dataclass(frozen=True, slots=True)
class EarlierGrade:
    """A grade that an earlier inspection gave."""

    inspection: Inspection
    cell: GradeCell


@dataclass(frozen=True, slots=True)
class TrackHistory:
    """The grades of one authority on one track: the latest, and those before it.

    `latest` is None if no full inspection is known.
    """

    compared: ComparedAuthority
    latest: GradeCell | None
    earlier: tuple[EarlierGrade, ...]


@dataclass(frozen=True, slots=True)
class TrackRow:
    """One judgement, by any of its names, with a cell for each authority."""

    track: Track
    entries: tuple[TrackHistory, ...]


@dataclass(frozen=True, slots=True)
class AuthorityGrades:
    """An authority as a row of a table of judgements; judgements given jointly are one cell."""

    compared: ComparedAuthority
    cells: tuple[GradeCell, ...]


def with_inspections(authorities: Sequence[Authority]) -> list[ComparedAuthority]:
    """The authorities in their order, with their full inspections: two queries for any number."""
    full = (
        Inspection.objects.filter(authority__in=authorities).full().prefetch_related("judgements")
    )
    full_inspections: dict[int, list[Inspection]] = defaultdict(list)
    for inspection in full.order_by("-end_date", "-pk"):
        full_inspections[inspection.authority_id].append(inspection)
    return [
        ComparedAuthority(authority, tuple(full_inspections[authority.pk]))
        for authority in authorities
    ]


def comparators_of(
    authority: Authority, authorities: Iterable[Authority], group: ComparatorGroup
) -> list[Authority]:
    """Its statistical neighbours, the closest first, or the others of its region in the order of
    `authorities`.
    """
    others = [each for each in authorities if each.is_current and each != authority]
    if group is ComparatorGroup.REGION:
        return [each for each in others if each.region == authority.region]
    by_code = {each.dfe_code: each for each in others}
    return [by_code[code] for code in authority.neighbour_codes if code in by_code]


def track_rows(compared: Sequence[ComparedAuthority]) -> list[TrackRow]:
    """A row for each track on which any authority was ever judged; a cell for each authority."""
    tracks = tracks_judged(inspection for each in compared for inspection in each.inspections)
    columns = [_column(each, tracks) for each in compared]
    return [
        TrackRow(track, tuple(column[place] for column in columns))
        for place, track in enumerate(tracks)
    ]


def authority_table(
    compared: Sequence[ComparedAuthority],
) -> tuple[list[Track], list[AuthorityGrades]]:
    """The tracks that the latest inspections judged, and a row for each authority."""
    tracks = tracks_judged(each.latest for each in compared if each.latest)
    rows = []
    for each in compared:
        cells = joined(grade_cells(each.latest, tracks)) if each.latest else ()
        rows.append(AuthorityGrades(each, tuple(cells)))
    return tracks, rows


def _column(compared: ComparedAuthority, tracks: Sequence[Track]) -> list[TrackHistory]:
    """The history of one authority on each track."""
    rows = [(inspection, grade_cells(inspection, tracks)) for inspection in compared.inspections]
    column = []
    for place in range(len(tracks)):
        latest = rows[0][1][place] if rows else None
        earlier = [
            EarlierGrade(inspection, cells[place])
            for inspection, cells in rows[1:]
            if cells[place].judgement
        ]
        column.append(TrackHistory(compared, latest, tuple(earlier)))
    return column
