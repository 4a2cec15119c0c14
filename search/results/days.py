"""The days between which an inspection ended: `from` and `to` in an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.overview.outline import outline
from reports.web.parameters import Chip

FIRST, LAST = "from", "to"
LABELS: Mapping[str, str] = {FIRST: "From", LAST: "To"}
REVERSED_RANGE = "reversed-range"
"""The error code of a range whose first day is after the last."""
NOT_A_DATE = "“{}” is not a date. Write it like 2024-01-31."
NO_DAY = "none"
"""The value of a range in which no inspection ended: no report has it."""
DATE = forms.DateField(required=False)


class DaysInput(forms.Widget):
    """Two fields for days, named as the parameters are."""

    parameters = (FIRST, LAST)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {each: str(data.get(each, "")).strip() for each in LABELS}

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        days = value if isinstance(value, dict) else {}
        box = '<label>{} <input type="date" name="{}" value="{}"></label> '
        fields = [format_html(box, LABELS[each], each, days.get(each, "")) for each in LABELS]
        return format_html("{}{}", *fields)


class DaysField(forms.Field):
    """A range of days, of which either end may be missing.

    Its value is the list of days, as `2023-01-27`, within the range on which an inspection ended;
    `[NO_DAY]` if there is none, and empty if no range was given.
    """

    widget = DaysInput

    def to_python(self, value: Any) -> list[str]:
        first, last = (day_of(value[each]) for each in (FIRST, LAST))
        if first is None and last is None:
            return []
        if first and last and first > last:
            raise ValidationError("The first day is after the last.", code=REVERSED_RANGE)
        ended = {each.end_date for each in outline().inspections}
        within = [
            each for each in sorted(ended) if (first or date.min) <= each <= (last or date.max)
        ]
        return [each.isoformat() for each in within] or [NO_DAY]


def day_of(typed: str) -> date | None:
    """The day that was typed; None for an empty text. Raises `ValidationError` if it is no day."""
    try:
        day: date | None = DATE.clean(typed)
    except ValidationError as error:
        raise ValidationError(NOT_A_DATE.format(typed)) from error
    return day


def day_chips(parameters: QueryDict) -> Iterator[Chip]:
    """A chip for each end of the range that a valid address gives."""
    for name in LABELS:
        typed = parameters.get(name, "").strip()
        day = day_of(typed)
        if day is not None:
            remaining = parameters.copy()
            for left_out in (name, "page"):
                remaining.pop(left_out, None)
            words = f"{name} {format_date(day, 'j F Y')}"
            yield Chip(name, typed, "Inspected", words, remaining)


@dataclass(frozen=True, slots=True)
class DaysLink:
    """A range that takes one click, and the parameters of the address with it."""

    label: str
    parameters: QueryDict


def day_links(parameters: QueryDict, authorities: list[str]) -> list[DaysLink]:
    """Links for this year and the last 12 months.

    If exactly one authority is chosen, also a link to all reports since its last full inspection.
    """
    today = timezone.localdate()
    links = [
        DaysLink("This year", _since(parameters, date(today.year, 1, 1))),
        DaysLink("Last 12 months", _since(parameters, today - timedelta(days=365))),
    ]
    last = _last_full_inspection(authorities[0]) if len(authorities) == 1 else None
    if last is not None:
        ended, name = last
        everywhere = _since(parameters, ended + timedelta(days=1))
        everywhere.pop("authority", None)
        label = f"Everywhere since {name}’s last inspection ({format_date(ended, 'j F Y')})"
        links.append(DaysLink(label, everywhere))
    return links


def _since(parameters: QueryDict, day: date) -> QueryDict:
    changed = parameters.copy()
    for name in (*LABELS, "page"):
        changed.pop(name, None)
    changed[FIRST] = day.isoformat()
    return changed


def _last_full_inspection(slug: str) -> tuple[date, str] | None:
    """The last day of an authority's last full inspection, and the authority's name."""
    authority = next((each for each in outline().authorities if each.slug == slug), None)
    full = [
        each
        for each in outline().inspections
        if each.kind in FULL_INSPECTIONS and authority and each.authority_id == authority.pk
    ]
    last = max(full, key=lambda each: each.end_date, default=None)
    return (last.end_date, str(authority)) if last else None
