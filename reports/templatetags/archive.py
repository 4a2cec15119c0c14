"""How pages write the field's facts: grades as badges, dates in words, what kind of archive this
is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.facts.vocabulary import Area, Checked, Grade
from reports.models import Inspection, Judgement
from reports.overview.outline import any_invented

register = template.Library()

DAY = "j F Y"
BADGE = '<span class="graded"><span class="grade {code}" aria-hidden="true">{letter}</span> {label}</span>'
SHORT_BADGE = (
    '<span class="grade {code}" role="img" aria-label="{label}" title="{label}">{letter}</span>'
)
DOUBTS: dict[str, str] = {
    Checked.DOUBTFUL: "doubtful",
    Checked.SECONDARY: "secondary source, not checked",
}


MAIN_LINKS = (
    ("Search", "search", ()),
    ("Authorities", "authority-list", ("authority-detail",)),
    ("Inspections", "inspection-list", ("inspection-detail", "inspection-history", "passage")),
    ("Subjects", "subject-list", ("subject-detail",)),
    ("Points", "points", ()),
    ("Compare", "compare", ()),
    ("Trends", "trends", ("grade-trends",)),
)
"""What the header offers: a label, the name of its address, and the names of the pages that belong
to it.
"""


@dataclass(frozen=True)
class MainLink:
    """A link of the header; `current` is `page` on its own page, `true` on one that belongs to it,
    else empty.
    """

    label: str
    address: str
    current: str


@register.simple_tag(takes_context=True)
def main_links(context: dict[str, Any]) -> list[MainLink]:
    """The links of the header; a page of an error has no match of its own, so none is current
    there.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name if match else None
    return [
        MainLink(
            label, reverse(name), "page" if here == name else "true" if here in beneath else ""
        )
        for label, name, beneath in MAIN_LINKS
    ]


@register.simple_tag
@lru_cache(maxsize=2 * len(Grade))
def grade(code: str, *, short: bool = False) -> SafeString:
    """A grade's badge, letter and word; `short` leaves the word to screen readers and the pointer."""
    given = Grade(code)
    badge = SHORT_BADGE if short else BADGE
    return format_html(badge, code=given.value, letter=given.letter, label=given.label)


@register.simple_tag
def doubt(inspection: Inspection) -> SafeString:
    """How little its facts may be trusted; empty once its text is here, or where nothing is in
    doubt.
    """
    told = "" if inspection.reading_id else DOUBTS.get(inspection.checked, "")
    return format_html('<span class="doubt">{}</span>', told) if told else SafeString("")


@register.simple_tag
def grade_letters() -> str:
    """What the letters of short badges stand for: `O outstanding · G good · …`."""
    return " · ".join(f"{each.letter} {each.label.lower()}" for each in Grade)


@register.filter
def day(when: date) -> SafeString:
    """`18 June 2026`, with the machine's form beside it."""
    return _time(when, DAY)


@register.filter
def month(when: date) -> SafeString:
    """`June 2026`."""
    return _time(when, "F Y")


@register.filter
def period(inspection: Inspection) -> SafeString:
    """When inspectors were there: `16 to 27 January 2023`, naming month and year of the first day
    where they differ.
    """
    start, end = inspection.start_date, inspection.end_date
    if start == end:
        return day(end)
    wording = DAY if start.year != end.year else "j F" if start.month != end.month else "j"
    return format_html("{} to {}", _time(start, wording), day(end))


@register.filter
def by_area(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements in the order of the vocabulary, so that lists read alike whatever their reports
    print first.
    """
    places = {area.value: place for place, area in enumerate(Area)}
    return sorted(judgements, key=lambda judgement: places[judgement.area])


@register.simple_tag
def only_samples() -> bool:
    """Whether the archive shows invented authorities, which leave it with the first real report."""
    return any_invented()


@register.simple_tag
def page_numbers(page: Page[Any], limit: int | None = None) -> list[int | str]:
    """The numbers to offer around a page, none beyond `limit`, with an ellipsis where some are left
    out.
    """
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        number for number in numbers if not limit or not isinstance(number, int) or number <= limit
    ]


@lru_cache(maxsize=10_000)
def _time(when: date, wording: str) -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>', when.isoformat(), format_date(when, wording)
    )
