"""What templates of every page use: the header, grades as badges, dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import get_text_list

from reports.facts.frameworks import CORE, FRAMEWORK_CHANGES, Track
from reports.facts.vocabulary import Area, Checked, Grade
from reports.models import Inspection, Judgement
from reports.models.addresses import address
from reports.overview.cache import current_state
from reports.overview.outline import any_invented
from reports.overview.searched import searched_sentence
from reports.web.grade_styles import styles_digest

register = template.Library()
# `{% address "home" %}` is `{% url "home" %}`, looked up instead of composed for each page.
register.simple_tag(address)

TIME = '<time datetime="{}">{}</time>'
DAY, MONTH = "j F Y", "F Y"
BADGE = (
    '<span class="graded"><span class="grade {code}" aria-hidden="true">{letter}</span>'
    " {label}</span>"
)
SHORT_BADGE = (
    '<span class="grade {code}" role="img" aria-label="{label}" title="{label}">{letter}</span>'
)
DOUBTS: dict[str, str] = {
    Checked.DOUBTFUL: "doubtful",
    Checked.SECONDARY: "not checked",
}

CODE = re.compile(r"`([^`]+)`")
"""A name between backticks, as descriptions for programs write it."""

MAIN_LINKS = (
    ("Search", "search", ()),
    ("Authorities", "authority-list", ("authority-detail",)),
    ("Inspections", "inspection-list", ("inspection-detail", "inspection-history", "passage")),
    ("Subjects", "subject-list", ("subject-detail",)),
    ("To improve", "points", ()),
    ("Compare", "compare", ()),
    ("Trends", "trends", ("grade-trends",)),
    ("Timing", "timing", ()),
)
"""The header's links: a label, the name of its page, and the names of the pages that belong to it."""


@dataclass(frozen=True)
class MainLink:
    """A link of the header.

    `current` is `page` on its own page, `true` on one that belongs to it, else empty.
    """

    label: str
    address: str
    current: str


@register.simple_tag(takes_context=True)
def main_links(context: dict[str, Any]) -> list[MainLink]:
    """The links of the header; on the page of an error none is current."""
    match = getattr(context.get("request"), "resolver_match", None)
    page = match.url_name if match else None
    links = []
    for label, name, pages_below in MAIN_LINKS:
        current = ""
        if page == name:
            current = "page"
        elif page in pages_below:
            current = "true"
        links.append(MainLink(label, address(name), current))
    return links


@dataclass(frozen=True)
class ContactAddress:
    """The contact of the people who run the archive: the link and its label."""

    address: str
    label: str


@register.simple_tag
def contact_address() -> ContactAddress | None:
    """The address that the setting CONTACT names, an e-mail or a web address; None if unset."""
    contact = settings.CONTACT
    if not contact:
        return None
    is_web = contact.startswith(("https://", "http://"))
    return ContactAddress(contact if is_web else f"mailto:{contact}", contact)


@register.simple_tag
def last_change() -> date | None:
    """The day on which anything that the archive shows changed last; None in an empty archive."""
    changed_at = current_state().changed_at
    return timezone.localdate(changed_at) if changed_at else None


@register.simple_tag
@lru_cache(maxsize=2 * len(Grade))
def grade(code: str, *, short: bool = False) -> SafeString:
    """A grade's badge, letter and word; `short` leaves the word to screen readers and pointers."""
    value = Grade(code)
    badge = SHORT_BADGE if short else BADGE
    return format_html(badge, code=value.value, letter=value.letter, label=value.label)


@register.filter
def with_code(text: str) -> SafeString:
    """Text as HTML, in which names between backticks are code."""
    return SafeString(CODE.sub(r"<code>\1</code>", escape(text)))


@register.simple_tag
def doubt(inspection: Inspection) -> SafeString:
    """A warning where the facts of an inspection without text are not from a reliable source."""
    warning = DOUBTS.get(inspection.checked)
    if warning is None or inspection.reading_id:
        return SafeString("")
    return format_html('<span class="doubt">{}</span>', warning)


@register.simple_tag
def grade_styles() -> str:
    """The address of the stylesheet with the colours of grades."""
    return f"{reverse('grade-styles')}?v={styles_digest()}"


@register.simple_tag
def grade_letters() -> str:
    """What the letters of short badges mean: `O outstanding · G good · …`."""
    return " · ".join(f"{each.letter} {each.label.lower()}" for each in Grade)


@register.simple_tag
def track_letters() -> str:
    """What the letters of columns mean: `L leaders · …`, and which columns share a badge."""
    columns = " · ".join(_column_in_words(track) for track in CORE)
    joint = [_joint_in_words(area) for area in Area if area.is_joint]
    return " ".join([f"{columns}.", *joint])


def _column_in_words(track: Track) -> str:
    ended = f", which ended with inspections from {track.ended:%B %Y}" if track.ended else ""
    return f"{track.letter} {track.label.lower()}{ended}"


def _joint_in_words(area: Area) -> str:
    letters = " and ".join(Track(code).letter for code in area.tracks)
    return f"One badge under {letters} is one judgement on {area.label.lower()}."


@register.simple_tag
def years_of_change() -> str:
    """The years in which the judgements changed: `2018, 2023 and 2026`."""
    return get_text_list([str(change.since.year) for change in FRAMEWORK_CHANGES], "and")


@register.filter
@lru_cache(maxsize=10_000)
def day(when: date) -> SafeString:
    """`18 June 2026`, with the machine's form beside it."""
    return format_html(TIME, when.isoformat(), format_date(when, DAY))


@register.filter
@lru_cache(maxsize=10_000)
def month(when: date) -> SafeString:
    """`June 2026`, with the day in the machine's form."""
    return format_html(TIME, when.isoformat(), format_date(when, MONTH))


@register.simple_tag
def waited(since: date) -> str:
    """How long ago a day was: `3 years 10 months`; nothing for a day to come."""
    return waited_until(timezone.localdate(), since)


def waited_until(today: date, since: date) -> str:
    """How long before `today` a day was."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    parts = ((months // 12, "year"), (months % 12, "month"))
    named = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number]
    if months == 0:
        return "less than a month"
    return " ".join(named) if months > 0 else ""


@register.filter
def period(inspection: Inspection) -> SafeString:
    """The days on site: `16 to 27 January 2023`.

    The first day has its month where that differs from the last day's, and likewise its year.
    """
    start, end = inspection.start_date, inspection.end_date
    if start == end:
        return day(end)
    wording = "j"
    if start.year != end.year:
        wording = DAY
    elif start.month != end.month:
        wording = "j F"
    first = format_html(TIME, start.isoformat(), format_date(start, wording))
    return format_html("{} to {}", first, day(end))


@register.filter
def by_area(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements in the order of the vocabulary, whatever order their report prints them in."""
    order = [area.value for area in Area]
    return sorted(judgements, key=lambda judgement: order.index(judgement.area))


@register.simple_tag
def only_samples() -> bool:
    """Whether the archive has invented authorities; the first real report removes them."""
    return any_invented()


@register.simple_tag
def searched() -> str:
    """Which full inspections a search can find at all; empty in an archive of samples."""
    return searched_sentence()


@register.simple_tag
def page_numbers(page: Page[Any], limit: int | str = "") -> list[int | str]:
    """The page numbers to link to, with an ellipsis where some are left out.

    None is above `limit`; a template without a limit passes the empty string.
    """
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    if not isinstance(limit, int):
        return list(numbers)
    return [number for number in numbers if not isinstance(number, int) or number <= limit]
