"""The rows of authorities by their waiting time: the page has some 150, and more beside its own.

Written in Python, because a template that loops over them takes longer than all queries of its page.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.facts.vocabulary import Region
from reports.models.addresses import address
from reports.pages.timing.figures import AuthorityDays, InspectionDays
from reports.templatetags.archive import DAY, waited
from reports.web.html import html_rows

register = template.Library()

ROW = '<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td>{}{}</tr>'
INSPECTED = (
    '<td data-label="Last full inspection"><a href="{}">{}</a></td>'
    '<td data-label="Days since"><span>{}<br>{}</span></td>'
)
PUBLISHED = (
    '<td data-label="Published">{}</td><td data-label="Days to publication">{}</td>'
    '<td data-label="From first day">{}</td>'
)
NEVER_INSPECTED = mark_safe('<td colspan="5" class="none">No full inspection listed</td>')
NOT_KNOWN = mark_safe(
    '<td data-label="Published"><span class="none">not known</span></td><td></td><td></td>'
)


@register.simple_tag
def waiting_rows(rows: Iterable[AuthorityDays]) -> SafeString:
    """A row for each authority: its last full inspection, the days since, and its publication."""
    return html_rows(ROW, [_row(each) for each in rows])


def _row(each: AuthorityDays) -> tuple[object, ...]:
    authority = each.authority
    region = Region(authority.region).label
    if each.last is None:
        inspected, published = NEVER_INSPECTED, SafeString("")
    else:
        inspected, published = _inspected(each.last, each.days or 0), _published(each.last)
    return authority.get_absolute_url(), authority, region, inspected, published


def _inspected(last: InspectionDays, days: int) -> SafeString:
    report = address("inspection-detail", last.slug)
    return format_html(INSPECTED, report, format_date(last.end, DAY), f"{days:,}", waited(last.end))


def _published(last: InspectionDays) -> SafeString:
    if last.published is None:
        return NOT_KNOWN
    day = format_date(last.published, DAY)
    return format_html(PUBLISHED, day, last.from_last_day, last.from_first_day)
