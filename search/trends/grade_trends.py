"""The grades of one judgement by year, and those of the latest inspections by region.

All listed full inspections are counted, whether or not their text has been imported. Each scale is
counted by itself. An inspection whose framework had no such judgement has no grade here. Invented
authorities are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from reports.facts.frameworks import (
    FRAMEWORK_CHANGES,
    TRACKS,
    Scale,
    judged_as,
    scale_of_inspection,
)
from reports.facts.vocabulary import NOT_JUDGED, Grade, Region
from reports.models import Inspection, Judgement
from reports.models.authority import has_closed
from reports.overview.cache import cached_by_version
from reports.overview.coverage import REAL
from reports.web.parameters import SeveralField
from search.trends.shares import THIN, Share

JUDGEMENTS = {track.value: track for track in TRACKS if not track.apart}
"""The judgements of a full inspection by their codes in an address; the first is the default."""


class GradeForm(forms.Form):
    """The form of the page of grades: a judgement, and regions."""

    area = forms.ChoiceField(
        required=False,
        label="Judgement",
        choices=[(code, track.label) for code, track in JUDGEMENTS.items()],
    )
    region = SeveralField(required=False, label="Region", choices=Region.choices())

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters, auto_id="filter-%s")

    @property
    def chosen_area(self) -> str:
        """The code of the judgement of a valid form; the first of `JUDGEMENTS` if it names none."""
        return str(self.cleaned_data["area"] or next(iter(JUDGEMENTS)))


@dataclass(frozen=True, slots=True)
class GradedInspection:
    """A full inspection with its grades.

    `authority` is the slug; `is_open` says whether the authority still exists. `grades` has a grade
    for each code of `JUDGEMENTS`, empty if none was given. All grades of an inspection are on one
    `scale`; None if no judgement is known.
    """

    authority: str
    is_open: bool
    region: str
    year: int
    grades: dict[str, str]
    scale: Scale | None


@dataclass(frozen=True, slots=True)
class GradeRow:
    """The numbers of inspections of a year or region by grade; `without` had no such judgement.

    `change` describes the changes of framework in that year; empty for none.
    """

    code: str
    label: str
    counts: Counter[Grade] = field(default_factory=Counter)
    without: int = 0
    change: str = ""

    @property
    def graded(self) -> int:
        """The number of inspections with a grade."""
        return self.counts.total()

    @property
    def is_thin(self) -> bool:
        """Whether some inspections have a grade, but fewer than `THIN`."""
        return 0 < self.graded < THIN

    def share(self, grade: Grade) -> Share:
        return Share(self.counts[grade], self.graded)

    def share_of_any(self, grades: Iterable[Grade]) -> Share:
        """The share of inspections with one of these grades."""
        return Share(sum(self.counts[grade] for grade in grades), self.graded)


@dataclass(frozen=True, slots=True)
class GradeTrend:
    """The grades of one judgement on one scale, by year and by region.

    `by_year` has every year from the first to the last in which an inspection had the judgement.
    `by_region` counts the latest full inspection of each current authority, if it is on this scale;
    regions are in their order from north to south. `grades` are the columns of both.
    """

    area: str
    scale: Scale
    by_year: list[GradeRow]
    by_region: list[GradeRow]
    grades: list[Grade]

    @property
    def label(self) -> str:
        """The current name of the judgement, or the last that it had."""
        return JUDGEMENTS[self.area].label

    @property
    def is_given_today(self) -> bool:
        """Whether the latest full inspection of any authority has this judgement."""
        return any(row.graded for row in self.by_region)

    @property
    def first_and_last(self) -> tuple[GradeRow, GradeRow] | None:
        """The first and last year with at least `THIN` graded inspections; None without two."""
        years = [row for row in self.by_year if row.graded >= THIN]
        return (years[0], years[-1]) if len(years) > 1 else None

    @property
    def graded(self) -> int:
        """The number of inspections with a grade."""
        return sum(row.graded for row in self.by_year)

    def table(self, rows: Sequence[GradeRow]) -> list[tuple[GradeRow, list[Share]]]:
        """Some of its rows, each with its share of each of `grades`."""
        return [(row, [row.share(grade) for grade in self.grades]) for row in rows]


def grade_trends(form: GradeForm) -> list[GradeTrend]:
    """The trends of a valid form: one for each scale with any grade, the most used first."""
    regions = set(form.cleaned_data["region"])
    inspections = [each for each in graded_inspections() if not regions or each.region in regions]
    trends = [_trend(form.chosen_area, scale, inspections) for scale in Scale]
    return sorted([each for each in trends if each.graded], key=lambda each: -each.graded)


def _trend(area: str, scale: Scale, inspections: Sequence[GradedInspection]) -> GradeTrend:
    by_year = _by_year(area, [each for each in inspections if each.scale == scale])
    latest = [each for each in _latest(inspections) if each.scale == scale]
    grades = list(scale.grades)
    if any(row.counts[NOT_JUDGED] for row in by_year):
        grades.append(NOT_JUDGED)
    return GradeTrend(area, scale, by_year, _by_region(area, latest), grades)


def _latest(inspections: Iterable[GradedInspection]) -> list[GradedInspection]:
    """The first inspection of each authority that still exists, which is the latest."""
    latest: dict[str, GradedInspection] = {}
    for each in inspections:
        if each.is_open:
            latest.setdefault(each.authority, each)
    return list(latest.values())


def _by_year(area: str, inspections: Sequence[GradedInspection]) -> list[GradeRow]:
    years = [each.year for each in inspections if each.grades[area]]
    if not years:
        return []
    first = min(years)
    rows = []
    for year in range(first, max(years) + 1):
        of_year = [each for each in inspections if each.year == year]
        change = _changes_in(year) if year > first else ""
        rows.append(_row(str(year), str(year), area, of_year, change))
    return rows


def _changes_in(year: int) -> str:
    changes = [change.sentence for change in FRAMEWORK_CHANGES if change.since.year == year]
    return "; ".join(changes)


def _by_region(area: str, inspections: Sequence[GradedInspection]) -> list[GradeRow]:
    rows = []
    for region in Region:
        of_region = [each for each in inspections if each.region == region]
        if of_region:
            rows.append(_row(region.value, region.label, area, of_region))
    return rows


def _row(
    code: str, label: str, area: str, inspections: Sequence[GradedInspection], change: str = ""
) -> GradeRow:
    grades = [each.grades[area] for each in inspections]
    counts = Counter(Grade(grade) for grade in grades if grade)
    return GradeRow(code, label, counts, grades.count(""), change)


@cached_by_version(1)
def graded_inspections() -> tuple[GradedInspection, ...]:
    """All listed full inspections with their grades, the latest first."""
    inspections = Inspection.objects.filter(REAL).full()
    judgements = Judgement.objects.filter(inspection__in=inspections.values("pk")).order_by()
    grades: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for key, area, grade in judgements.values_list("inspection", "area", "grade"):
        grades[key][area] = grade
    rows = inspections.order_by("-end_date", "-pk").values_list(
        "pk", "authority__slug", "authority__closed", "region", "year", "kind"
    )
    graded = []
    for key, slug, closed, region, year, kind in rows:
        scale = scale_of_inspection(kind, grades[key])
        by_code = _by_code(grades[key])
        graded.append(GradedInspection(slug, not has_closed(closed), region, year, by_code, scale))
    return tuple(graded)


def _by_code(grades: Mapping[str, str]) -> dict[str, str]:
    """The grade of each judgement by its code, from an inspection's grades by area."""
    return {code: grades.get(judged_as(track, grades), "") for code, track in JUDGEMENTS.items()}
