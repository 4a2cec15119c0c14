"""How the grades of one judgement have moved: of all known full inspections by year, and the latest
by region.

Facts count whether or not the report's text is here. An inspection whose framework had no such
judgement has no grade, and none is made up for it; invented authorities are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django import forms
from django.http import QueryDict

from reports.facts.frameworks import FRAMEWORK_CHANGES
from reports.facts.vocabulary import Grade, Region
from reports.models import Inspection, Judgement
from reports.overview.cache import kept
from reports.overview.tracks import TRACKS, judged_as
from reports.pages.about.coverage import REAL
from reports.web.parameters import SeveralField
from search.trends.shares import THIN, Share

JUDGEMENTS = {
    track.areas[0].value: track for track in TRACKS if track.label != "Safeguarding board"
}
"""The judgements of a full inspection by the code that each has in an address, the most lasting
first.
"""


class GradeForm(forms.Form):
    """Whose grades, of what."""

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
        """The judgement that the form asks for: leaders unless it names one."""
        return str(self.cleaned_data.get("area") or next(iter(JUDGEMENTS)))


@dataclass(frozen=True, slots=True)
class Graded:
    """A full inspection with its grade on each judgement, by code; empty where it has no such
    judgement.
    """

    authority: str
    is_open: bool
    region: str
    year: int
    grades: dict[str, str]


@dataclass(frozen=True, slots=True)
class GradeRow:
    """How many inspections of a year or a region had each grade; `without` had no such judgement."""

    code: str
    label: str
    counts: Counter[Grade] = field(default_factory=Counter)
    without: int = 0
    before: str = ""
    """The change of framework since the row before."""

    @property
    def graded(self) -> int:
        return self.counts.total()

    @property
    def is_thin(self) -> bool:
        return 0 < self.graded < THIN

    def share(self, grade: Grade) -> Share:
        return Share(self.counts[grade], self.graded)


@dataclass(frozen=True, slots=True)
class Told:
    """A share that a heading tells, and the year of it."""

    label: str
    share: Share


class GradeTrend:
    """The answer to a valid form."""

    def __init__(self, form: GradeForm, version: int) -> None:
        self.area = form.chosen_area
        self.track = JUDGEMENTS[self.area]
        self.regions = set(form.cleaned_data["region"])
        self.inspections = [
            each for each in graded(version) if not self.regions or each.region in self.regions
        ]

    @cached_property
    def by_year(self) -> list[GradeRow]:
        """Every year from the first to the last in which an inspection with this judgement ended."""
        years = {each.year for each in self.inspections if each.grades[self.area]}
        span = range(min(years), max(years) + 1) if years else range(0)
        rows = []
        for year in span:
            changed = [
                each.sentence
                for each in FRAMEWORK_CHANGES
                if each.since.year == year and year > span[0]
            ]
            ended = [each for each in self.inspections if each.year == year]
            rows.append(self._row(str(year), str(year), ended, "; ".join(changed)))
        return rows

    @cached_property
    def by_region(self) -> list[GradeRow]:
        """The newest full inspection of each authority of today, by region, from north to south."""
        latest: dict[str, Graded] = {}
        for each in self.inspections:
            if each.is_open:
                latest.setdefault(each.authority, each)
        rows = [
            self._row(
                region.value,
                region.label,
                [each for each in latest.values() if each.region == region],
            )
            for region in Region
        ]
        return [row for row in rows if row.graded or row.without]

    @property
    def is_given_today(self) -> bool:
        """Whether any authority's newest full inspection has this judgement."""
        return any(row.graded for row in self.by_region)

    @cached_property
    def grades(self) -> list[Grade]:
        """The four grades of today, and others that any of the inspections has."""
        given = {grade for row in self.by_year for grade in row.counts}
        return [
            grade
            for grade in Grade
            if grade in given or grade not in (Grade.ADEQUATE, Grade.NOT_JUDGED)
        ]

    @property
    def good_or_better(self) -> tuple[Told, Told] | None:
        """The share of good and outstanding in the first and the last year that are not thin; None
        without two.
        """
        telling = [row for row in self.by_year if row.graded >= THIN]
        if len(telling) < 2:
            return None
        first, last = (Told(row.label, _good_or_better(row)) for row in (telling[0], telling[-1]))
        return first, last

    def table(self, rows: Sequence[GradeRow]) -> list[tuple[GradeRow, list[Share]]]:
        """Some of its rows, each with a share for each of its grades."""
        return [(row, [row.share(grade) for grade in self.grades]) for row in rows]

    def _row(
        self, code: str, label: str, inspections: Sequence[Graded], before: str = ""
    ) -> GradeRow:
        given = [each.grades[self.area] for each in inspections]
        counts = Counter(Grade(grade) for grade in given if grade)
        return GradeRow(code, label, counts, given.count(""), before)


def _good_or_better(row: GradeRow) -> Share:
    return Share(row.counts[Grade.GOOD] + row.counts[Grade.OUTSTANDING], row.graded)


@kept(1)
def graded(version: int) -> tuple[Graded, ...]:
    """All known full inspections with their grades, the newest first, read once for each `version`
    of the archive.
    """
    known = Inspection.objects.filter(REAL).full()
    given: defaultdict[int, dict[str, str]] = defaultdict(dict)
    judgements = Judgement.objects.filter(inspection__in=known.values("pk")).order_by()
    for inspection, area, grade in judgements.values_list("inspection", "area", "grade"):
        given[inspection][area] = grade
    rows = known.order_by("-end_date", "-pk").values_list(
        "pk", "authority__slug", "authority__closed", "region", "year"
    )
    return tuple(
        Graded(
            slug,
            closed is None,
            region,
            year,
            {
                code: given[pk].get(judged_as(track, given[pk]), "")
                for code, track in JUDGEMENTS.items()
            },
        )
        for pk, slug, closed, region, year in rows
    )
