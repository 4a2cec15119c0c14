"""How the grades of one judgement have moved: of all listed full inspections by year, and of the
latest ones by region.

Grades count whether or not the report's text has been imported. An inspection whose framework had
no such judgement has no grade here; invented authorities are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from reports.facts.frameworks import FRAMEWORK_CHANGES, TRACKS, judged_as
from reports.facts.vocabulary import Grade, Region
from reports.models import Inspection, Judgement
from reports.overview.cache import cached_by_version
from reports.pages.about.coverage import REAL
from reports.web.parameters import SeveralField
from search.trends.shares import THIN, Share

NOT_OF_INSPECTIONS = "Safeguarding board"
"""The track whose judgement a review of the board gave, not a full inspection."""
JUDGEMENTS = {track.areas[0].value: track for track in TRACKS if track.label != NOT_OF_INSPECTIONS}
"""The judgements of a full inspection by their codes in an address; the first is the default."""
NOT_GIVEN_TODAY = (Grade.ADEQUATE, Grade.NOT_JUDGED)
"""The grades that have a column only where an inspection has them."""


class GradeForm(forms.Form):
    """Which judgement, and of which regions."""

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
        """The code of the judgement that a valid form asks for: leaders unless it names one."""
        return str(self.cleaned_data["area"] or next(iter(JUDGEMENTS)))


@dataclass(frozen=True, slots=True)
class GradedInspection:
    """A full inspection with its grades by the codes of `JUDGEMENTS`; empty where it has none.

    `authority` is the slug; `is_open` says whether the authority still exists.
    """

    authority: str
    is_open: bool
    region: str
    year: int
    grades: dict[str, str]


@dataclass(frozen=True, slots=True)
class GradeRow:
    """How many inspections of a year or a region had each grade; `without` had no such judgement.

    `change` are the changes of framework since the row before, as sentences.
    """

    code: str
    label: str
    counts: Counter[Grade] = field(default_factory=Counter)
    without: int = 0
    change: str = ""

    @property
    def graded(self) -> int:
        """How many inspections have any grade."""
        return self.counts.total()

    @property
    def is_thin(self) -> bool:
        """Whether fewer inspections than `THIN` have a grade, but some."""
        return 0 < self.graded < THIN

    def share(self, grade: Grade) -> Share:
        return Share(self.counts[grade], self.graded)

    @property
    def good_or_better(self) -> Share:
        """The inspections that were graded good or outstanding."""
        return Share(self.counts[Grade.GOOD] + self.counts[Grade.OUTSTANDING], self.graded)


@dataclass(frozen=True, slots=True)
class GradeTrend:
    """The grades of one judgement by year and by region.

    `by_year` has every year from the first to the last in which an inspection had the judgement;
    `by_region` counts the latest full inspection of each current authority, from north to south.
    `grades` are the columns of both.
    """

    area: str
    by_year: list[GradeRow]
    by_region: list[GradeRow]
    grades: list[Grade]

    @property
    def label(self) -> str:
        """What the judgement is called today, or was called last."""
        return JUDGEMENTS[self.area].label

    @property
    def is_given_today(self) -> bool:
        """Whether the latest full inspection of any authority has this judgement."""
        return any(row.graded for row in self.by_region)

    @property
    def first_and_last(self) -> tuple[GradeRow, GradeRow] | None:
        """The first and the last year with `THIN` graded inspections or more; None without two."""
        years = [row for row in self.by_year if row.graded >= THIN]
        return (years[0], years[-1]) if len(years) > 1 else None

    def table(self, rows: Sequence[GradeRow]) -> list[tuple[GradeRow, list[Share]]]:
        """Some of its rows, each with a share for each of `grades`."""
        return [(row, [row.share(grade) for grade in self.grades]) for row in rows]


def grade_trend(form: GradeForm) -> GradeTrend:
    """The answer to a valid form."""
    area = form.chosen_area
    regions = set(form.cleaned_data["region"])
    inspections = [each for each in graded_inspections() if not regions or each.region in regions]
    by_year = _by_year(area, inspections)
    given = {grade for row in by_year for grade in row.counts}
    grades = [grade for grade in Grade if grade in given or grade not in NOT_GIVEN_TODAY]
    return GradeTrend(area, by_year, _by_region(area, inspections), grades)


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
    latest: dict[str, GradedInspection] = {}
    for each in inspections:
        if each.is_open:
            latest.setdefault(each.authority, each)
    rows = []
    for region in Region:
        of_region = [each for each in latest.values() if each.region == region]
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
        "pk", "authority__slug", "authority__closed", "region", "year"
    )
    return tuple(
        GradedInspection(slug, closed is None, region, year, _by_code(grades[key]))
        for key, slug, closed, region, year in rows
    )


def _by_code(grades: Mapping[str, str]) -> dict[str, str]:
    """The grade of each judgement by its code, of an inspection's grades by area."""
    return {code: grades.get(judged_as(track, grades), "") for code, track in JUDGEMENTS.items()}
