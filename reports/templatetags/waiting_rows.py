"""The rows of the page on waiting and timing: some 150 authorities, and seventy groups of days.

Written in Python, because a template that loops over them takes longer than all queries of its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from reports.facts.dates import in_words
from reports.facts.vocabulary import Region
from reports.models.addresses import address
from reports.pages.timing.figures import AuthorityDays, InspectionDays, Spread
from reports.pages.timing.page import DaysTable, SpreadLine
from reports.templatetags.archive import waited_until
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
GROUP = (
    '<tr{}><th scope="row">{}</th>'
    '<td class="figure" data-label="Inspections"><span>{}</span></td>'
    '<td class="figure" data-label="Median"><span>{}</span></td>'
    '<td class="figure" data-label="Shortest"><span>{}</span></td>'
    '<td class="figure" data-label="Longest"><span>{}</span></td>{}</tr>\n'
)
OF_PUBLICATION = (
    '<td class="figure" data-label="Median from first day"><span>{}</span></td>'
    '<td class="figure" data-label="Not known"><span>{}</span></td><td class="wide">{}</td>'
)
LINE = (
    '<svg class="range" width="100%" height="16" aria-hidden="true">'
    '<line class="scale" x1="0" x2="100%" y1="8" y2="8" />'
    '<line x1="{}" x2="{}" y1="8" y2="8" /><circle cx="{}" cy="8" r="5" /></svg>'
)
TOTAL = mark_safe(' class="total"')
NOTHING = SafeString("")


@register.simple_tag
def waiting_rows(rows: Iterable[AuthorityDays]) -> SafeString:
    """A row for each authority: its last full inspection, the days since, and its publication."""
    today = timezone.localdate()
    return html_rows(ROW, [_row(each, today) for each in rows])


def _row(each: AuthorityDays, today: date) -> tuple[object, ...]:
    authority = each.authority
    region = Region(authority.region).label
    inspected, published = NEVER_INSPECTED, NOTHING
    if each.last:
        inspected = _inspected(each.last, each.days or 0, today)
        published = _published(each.last)
    return address("authority-detail", authority.slug), authority, region, inspected, published


def _inspected(last: InspectionDays, days: int, today: date) -> SafeString:
    report = address("inspection-detail", last.slug)
    ago = waited_until(today, last.end)
    return html_rows(INSPECTED, [(report, in_words(last.end), f"{days:,}", ago)])


def _published(last: InspectionDays) -> SafeString:
    if last.published is None:
        return NOT_KNOWN
    day = in_words(last.published)
    return html_rows(PUBLISHED, [(day, last.from_last_day, last.from_first_day)])


@register.simple_tag
def group_rows(table: DaysTable, *, publication: bool) -> SafeString:
    """A row for each group of a table: how many inspections, and the spread of their days.

    Those of a table on publication also count from the first day, and draw a line on the scale.
    """
    rows = []
    for group, line in table.rows:
        more = NOTHING
        if publication:
            from_first_day = _median(group.from_first_day)
            more = html_rows(OF_PUBLICATION, [(from_first_day, group.unknown, _line(line))])
        is_total = NOTHING if group.code else TOTAL
        rows.append((is_total, group.label, *_figures(group.days), more))
    return html_rows(GROUP, rows)


def _figures(days: Spread | None) -> tuple[str, str, str, str]:
    """How many, their median, the least and the most; without days there are none of them."""
    if days is None:
        return "0", "", "", ""
    return f"{days.inspections:,}", _median(days), f"{days.least:,}", f"{days.most:,}"


def _median(days: Spread | None) -> str:
    """`12` or `12.5`; empty without days."""
    return f"{days.median:,.1f}".removesuffix(".0") if days else ""


def _line(line: SpreadLine | None) -> SafeString:
    return html_rows(LINE, [(line.least, line.most, line.median)]) if line else NOTHING
