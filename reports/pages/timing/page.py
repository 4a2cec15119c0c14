"""What the page on waiting and timing was asked, its tables and its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from reports.facts.vocabulary import Kind, Region
from reports.models.querysets import FULL_INSPECTIONS
from reports.pages.timing.figures import (
    By,
    Group,
    Spread,
    Timed,
    Waiting,
    since_last,
    timed,
    to_publication,
    waiting,
)
from reports.web.filters import years
from reports.web.parameters import JudgementForm

SORTS = (("name", "name"), ("oldest", "days, the most first"), ("newest", "days, the fewest first"))
AUTHORITY = "authority"


class TimingForm(JudgementForm):
    """Whose days: `judgement` chooses the grades, `kind` and `year` the reports whose publication
    is counted.
    """

    kind = forms.ChoiceField(
        required=False,
        label="Kind of report",
        choices=[("", "Full inspections"), *Kind.choices()],
        widget=forms.Select(attrs={"id": "filter-kind"}),
    )
    year = forms.ChoiceField(
        required=False,
        label="Year the inspection ended",
        choices=lambda: [("", "Any year"), *years()],
        widget=forms.Select(attrs={"id": "filter-year"}),
    )
    sort = forms.ChoiceField(required=False, label="Order", choices=SORTS, widget=forms.HiddenInput)

    def asked(self, name: str) -> str:
        """One chosen value; empty while the form is wrong or nothing is chosen."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""


class TimingFileForm(TimingForm):
    """The same for a file: by what."""

    by = forms.ChoiceField(
        required=False, label="By", choices=[(AUTHORITY, "Authority"), *By.choices()]
    )


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its caption, its groups, and the day at which its scale ends."""

    by: By
    caption: str
    groups: list[Group]

    @property
    def end(self) -> int:
        return max((group.days.most for group in self.groups if group.days), default=1) or 1

    @property
    def rows(self) -> list[tuple[Group, dict[str, str]]]:
        """Each group with the places of its least, median and most on the scale, in per cent."""
        return [(group, self._places(group.days) if group.days else {}) for group in self.groups]

    def _places(self, days: Spread) -> dict[str, str]:
        marks = {"least": days.least, "median": days.median, "most": days.most}
        return {name: f"{100 * max(day, 0) / self.end:.1f}%" for name, day in marks.items()}


class Timing:
    """The figures that a valid form asks for, as of `today`."""

    def __init__(self, form: TimingForm, today: date | None = None) -> None:
        self.form = form
        self.today = today or timezone.localdate()
        self.inspections = timed(form.track)
        self.waits = waiting(self.inspections, self.today)

    @property
    def ordered(self) -> list[Waiting]:
        """Authorities by name, or by the day of their last full inspection; those without one stand
        last.
        """
        sort = self.form.asked("sort")
        if sort not in ("oldest", "newest"):
            return self.waits
        sign = -1 if sort == "oldest" else 1
        return sorted(self.waits, key=lambda each: (each.days is None, sign * (each.days or 0)))

    @property
    def never(self) -> list[Waiting]:
        """Authorities of which no full inspection is known."""
        return [each for each in self.waits if each.last is None]

    def since(self) -> list[Table]:
        return [
            Table(
                by,
                f"Days since the last full inspection, by {self._named(by)}",
                self.groups_since(by),
            )
            for by in (By.REGION, By.GRADE)
        ]

    def publication(self) -> list[Table]:
        return [
            Table(by, f"Days to publication, by {self._named(by)}", self.groups_publication(by))
            for by in By
        ]

    def groups_since(self, by: By) -> list[Group]:
        return since_last(self.waits, by, self.today)

    def groups_publication(self, by: By) -> list[Group]:
        """A table ignores its own filter: by kind shows all kinds, by year all years."""
        kind, year = self.form.asked("kind"), self.form.asked("year")
        kinds = {*Kind} if by is By.KIND else {Kind(kind)} if kind else {*FULL_INSPECTIONS}
        chosen = [each for each in self.inspections if each.kind in kinds]
        return to_publication(
            [each for each in chosen if by is By.YEAR or year in ("", str(each.year))], by
        )

    def _named(self, by: By) -> str:
        return f"grade for {self.form.track.label.lower()}" if by is By.GRADE else by.label.lower()


AUTHORITY_COLUMNS = (
    *(
        "authority",
        "authority_slug",
        "region",
        "region_code",
        "inspection",
        "start_date",
        "end_date",
        "days_since",
    ),
    *("published", "days_from_last_day_to_publication", "days_from_first_day_to_publication"),
)
GROUP_COLUMNS = (
    *(
        "by",
        "group",
        "group_code",
        "measure",
        "inspections",
        "median_days",
        "least_days",
        "most_days",
        "not_known",
    ),
)


def authority_csv_rows(timing: Timing) -> Iterator[Sequence[Any]]:
    """One row an authority of today, in the order of the page."""
    for each in timing.ordered:
        authority = each.authority
        known = (str(authority), authority.slug, Region(authority.region).label, authority.region)
        yield [*known, *_days_of(each.last, each.days)] if each.last else [*known, *[""] * 7]


def _days_of(last: Timed, days: int | None) -> list[object]:
    published = (
        [last.published.isoformat(), last.from_last_day, last.from_first_day]
        if last.published
        else [""] * 3
    )
    return [last.slug, last.start.isoformat(), last.end.isoformat(), days, *published]


def group_csv_rows(timing: Timing, by: By) -> Iterator[Sequence[Any]]:
    """One row a group and measure; days since the last inspection are grouped by region and grade
    alone.
    """
    if by in (By.REGION, By.GRADE):
        for group in timing.groups_since(by):
            yield _row(by, group, "since the last full inspection", group.days, 0)
    for group in timing.groups_publication(by):
        yield _row(by, group, "from the last day to publication", group.days, group.unknown)
        yield _row(
            by, group, "from the first day to publication", group.from_first_day, group.unknown
        )


def _row(by: By, group: Group, measure: str, days: Spread | None, unknown: int) -> list[object]:
    figures = (
        [days.inspections, f"{days.median:g}", days.least, days.most] if days else [0, "", "", ""]
    )
    return [by.value, group.label, group.code or "all", measure, *figures, unknown]
