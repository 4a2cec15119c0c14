"""Days since the last full inspection, and days until a report was published.

Days are calendar days. Days to publication are counted from the last day on site and, as SESLIP,
the improvement alliance of the South East, does, from the first. Only real inspections are counted;
unknown days are counted separately, never estimated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from reports.facts.frameworks import FULL_INSPECTIONS, Scale, Track, areas_on, scale_of_inspection
from reports.facts.terms import Term, Terms
from reports.facts.vocabulary import NOT_JUDGED, Grade, Kind, Region
from reports.models import Authority, Inspection, Judgement


class By(Term):
    """What days are grouped by."""

    REGION = "region", "Region"
    GRADE = "grade", "Grade"
    KIND = "kind", "Kind of report"
    YEAR = "year", "Year the inspection ended"


@dataclass(frozen=True, slots=True)
class InspectionDays:
    """The days of one inspection, and the values that it is grouped by.

    `authority` is a key. `grade` is empty if the judgement was not given. The days to publication
    are None if the day of publication is unknown.
    """

    slug: str
    authority: int
    region: str
    kind: str
    year: int
    start: date
    end: date
    published: date | None
    grade: str

    @property
    def scale(self) -> Scale | None:
        """The scale of the grade, or of the framework if it has none; None without any grades."""
        given = {"": self.grade} if self.grade else {}
        return scale_of_inspection(self.kind, given)

    @property
    def from_last_day(self) -> int | None:
        return (self.published - self.end).days if self.published else None

    @property
    def from_first_day(self) -> int | None:
        return (self.published - self.start).days if self.published else None

    def group(self, by: By) -> str:
        """The code of the group that the inspection belongs to."""
        if by is By.REGION:
            return self.region
        if by is By.KIND:
            return self.kind
        if by is By.YEAR:
            return str(self.year)
        return self.grade or NOT_JUDGED.value


@dataclass(frozen=True, slots=True)
class Spread:
    """How many inspections, and the median, least and most of their days."""

    inspections: int
    median: float
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class GroupDays:
    """The days of the inspections of one region, grade, kind or year; of all if `code` is empty.

    `days` are those from the last day on site to today or to publication, and `from_first_day`
    those from the first day to publication; None if they are unknown for all inspections. `unknown`
    is the number of inspections that were left out.
    """

    label: str
    code: str
    days: Spread | None
    from_first_day: Spread | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class AuthorityDays:
    """A current authority, its last full inspection and the days since; both None without one."""

    authority: Authority
    last: InspectionDays | None
    days: int | None


def spread(days: Iterable[int | None]) -> Spread | None:
    """The spread of the known days; None if no days are known."""
    numbers = [each for each in days if each is not None]
    if not numbers:
        return None
    return Spread(len(numbers), median(numbers), min(numbers), max(numbers))


def inspection_days(track: Track) -> list[InspectionDays]:
    """Every real inspection with its grade on a track, in two queries."""
    grades = _grades_on(track)
    rows = Inspection.objects.filter(authority__invented=False).values_list(
        "pk",
        "slug",
        "authority",
        "region",
        "kind",
        "year",
        "start_date",
        "end_date",
        "published",
    )
    return [
        InspectionDays(
            slug, authority, region, kind, year, start, end, published, grades.get(pk, "")
        )
        for pk, slug, authority, region, kind, year, start, end, published in rows
    ]


def _grades_on(track: Track) -> dict[int, str]:
    """Each inspection's grade on a track, by its key.

    An area of the track alone takes precedence.
    """
    preference = {area.value: rank for rank, area in enumerate(areas_on(track))}
    judgements = Judgement.objects.filter(area__in=preference).values_list(
        "inspection", "area", "grade"
    )
    grades: dict[int, str] = {}
    for inspection, _, grade in sorted(judgements, key=lambda row: preference[row[1]]):
        grades.setdefault(inspection, grade)
    return grades


def authority_days(inspections: Iterable[InspectionDays], today: date) -> list[AuthorityDays]:
    """Each current authority, by name, with the days from its last full inspection to today."""
    last: dict[int, InspectionDays] = {}
    for inspection in sorted(inspections, key=lambda each: each.end):
        if inspection.kind in FULL_INSPECTIONS:
            last[inspection.authority] = inspection
    authorities = Authority.objects.current().filter(invented=False)
    return [_days_of(authority, last.get(authority.pk), today) for authority in authorities]


def _days_of(authority: Authority, last: InspectionDays | None, today: date) -> AuthorityDays:
    days = (today - last.end).days if last else None
    return AuthorityDays(authority, last, days)


def on_scales(
    inspections: Sequence[InspectionDays], by: By
) -> list[tuple[Scale | None, list[InspectionDays]]]:
    """The inspections for each table by `by`: grades of different scales need separate tables.

    The scale is None if the table is not by grade, or is for kinds without grades.
    """
    if by is not By.GRADE or not inspections:
        return [(None, list(inspections))]
    by_scale: dict[Scale | None, list[InspectionDays]] = {scale: [] for scale in Scale}
    by_scale[None] = []
    for inspection in inspections:
        by_scale[inspection.scale].append(inspection)
    return [(scale, members) for scale, members in by_scale.items() if members]


def since_last(inspections: Iterable[InspectionDays], by: By, today: date) -> list[GroupDays]:
    """Days since these inspections by `by`, then of all."""
    return [
        GroupDays(label, code, spread((today - each.end).days for each in members))
        for label, code, members in _groups(inspections, by)
    ]


def to_publication(inspections: Iterable[InspectionDays], by: By) -> list[GroupDays]:
    """Days to publication by `by`, then of all."""
    return [
        GroupDays(
            label,
            code,
            days=spread(each.from_last_day for each in members),
            from_first_day=spread(each.from_first_day for each in members),
            unknown=sum(each.published is None for each in members),
        )
        for label, code, members in _groups(inspections, by)
    ]


def _groups(
    inspections: Iterable[InspectionDays], by: By
) -> list[tuple[str, str, list[InspectionDays]]]:
    """Label, code and members of each group that has any, then of all together."""
    members: dict[str, list[InspectionDays]] = defaultdict(list)
    for inspection in inspections:
        members[inspection.group(by)].append(inspection)
    groups = []
    everything: list[InspectionDays] = []
    for code, label in _labels(by, members).items():
        if code in members:
            groups.append((label, code, members[code]))
            everything += members[code]
    return [*groups, ("All", "", everything)]


TERMS: dict[By, Terms] = {By.REGION: Region, By.GRADE: Grade, By.KIND: Kind}


def _labels(by: By, codes: Iterable[str]) -> Mapping[str, str]:
    """Labels of groups by their codes: in the order of the vocabulary, years from the first."""
    if by is By.YEAR:
        return {year: year for year in sorted(codes)}
    return dict(TERMS[by].choices())
