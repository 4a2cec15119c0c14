"""How long authorities wait: days since the last full inspection, and days until a report was
published.

Days are calendar days. Publication is counted from the last day on site and, as the improvement
alliance of the South East does (SESLIP), from the first. Only inspections that took place are
counted; what is not known is counted apart, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from reports.facts.vocabulary import Grade, Kind, Region, Term
from reports.models import Authority, Inspection, Judgement
from reports.models.querysets import FULL_INSPECTIONS
from reports.overview.tracks import Track, areas_on


class By(Term):
    """What days are grouped by."""

    REGION = "region", "Region"
    GRADE = "grade", "Grade"
    KIND = "kind", "Kind of report"
    YEAR = "year", "Year the inspection ended"


@dataclass(frozen=True, slots=True)
class Timed:
    """The days of one inspection, and what it is grouped by; `grade` is empty where the judgement
    was not given.
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
    def from_last_day(self) -> int | None:
        return (self.published - self.end).days if self.published else None

    @property
    def from_first_day(self) -> int | None:
        return (self.published - self.start).days if self.published else None


@dataclass(frozen=True, slots=True)
class Spread:
    """How many inspections, and the median, least and most of their days."""

    inspections: int
    median: float
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Group:
    """The days of one region, grade, kind or year, or of all; None where none are known. `unknown`
    were left out.
    """

    label: str
    code: str
    days: Spread | None
    from_first_day: Spread | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An authority of today with its last full inspection (None: none is known), and the days
    since.
    """

    authority: Authority
    last: Timed | None
    days: int | None


def spread(days: Iterable[int | None]) -> Spread | None:
    """The spread of the days that are known; None where none is."""
    known = [each for each in days if each is not None]
    return Spread(len(known), median(known), min(known), max(known)) if known else None


def timed(track: Track) -> list[Timed]:
    """Every inspection that took place, with its grade on a track, in two queries."""
    places = {area.value: place for place, area in enumerate(areas_on(track))}
    given = Judgement.objects.filter(area__in=places).values_list("inspection", "area", "grade")
    grades = {
        inspection: grade
        for inspection, _, grade in sorted(given, key=lambda each: places[each[1]], reverse=True)
    }
    rows = Inspection.objects.filter(authority__invented=False).values_list(
        *(
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
    )
    return [
        Timed(slug, authority, region, kind, year, start, end, published, grades.get(pk, ""))
        for pk, slug, authority, region, kind, year, start, end, published in rows
    ]


def waiting(inspections: Iterable[Timed], today: date) -> list[Waiting]:
    """Each authority of today, by name, with the days since its last full inspection."""
    last: dict[int, Timed] = {}
    for each in sorted(inspections, key=lambda inspection: inspection.end):
        if each.kind in FULL_INSPECTIONS:
            last[each.authority] = each
    authorities = Authority.objects.current().filter(invented=False)
    return [
        Waiting(authority, latest, (today - latest.end).days if latest else None)
        for authority in authorities
        for latest in [last.get(authority.pk)]
    ]


def since_last(waits: Iterable[Waiting], by: By, today: date) -> list[Group]:
    """Days since the last full inspection by `by`, and of all."""
    known = [each.last for each in waits if each.last]
    return [
        Group(label, code, spread((today - each.end).days for each in members))
        for label, code, members in _grouped(known, by)
    ]


def to_publication(inspections: Iterable[Timed], by: By) -> list[Group]:
    """Days to publication by `by`, and of all."""
    return [
        Group(
            label,
            code,
            spread(each.from_last_day for each in members),
            spread(each.from_first_day for each in members),
            sum(each.published is None for each in members),
        )
        for label, code, members in _grouped(inspections, by)
    ]


def _grouped(inspections: Iterable[Timed], by: By) -> list[tuple[str, str, list[Timed]]]:
    """Label, code and members of each group that has any, in the order of the vocabulary, then all
    of them.
    """
    members = defaultdict(list)
    for each in inspections:
        members[_KEYS[by](each)].append(each)
    groups = [
        (label, code, members[code]) for label, code in _order(by, members) if code in members
    ]
    return [*groups, ("All", "", [each for _, _, group in groups for each in group])]


_KEYS: dict[By, Callable[[Timed], str]] = {
    By.REGION: lambda each: each.region,
    By.GRADE: lambda each: each.grade or Grade.NOT_JUDGED.value,
    By.KIND: lambda each: each.kind,
    By.YEAR: lambda each: str(each.year),
}


def _order(by: By, codes: Iterable[str]) -> Sequence[tuple[str, str]]:
    if by is By.YEAR:
        return [(year, year) for year in sorted(codes)]
    terms: dict[By, Iterable[Term]] = {By.REGION: Region, By.GRADE: Grade, By.KIND: Kind}
    return [(term.label, term.value) for term in terms[by]]
