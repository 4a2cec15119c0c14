"""The figures of trends as HTML: the rows of their tables, and what is drawn within a picture.

Written in Python, because a template that loops over the years of eleven regions takes longer than
counting them.
"""

from __future__ import annotations

from django import template
from django.template.defaultfilters import truncatechars
from django.utils.safestring import SafeString, mark_safe

from reports.web.html import html_rows
from search.trends.chart import DrawnLine, LineChart, Rule, Tick
from search.trends.pictures import COMPARISON
from search.trends.shares import Share
from search.trends.trends import Trend, TrendLine

register = template.Library()

ROW = '<tr>{}<th scope="row">{}</th><td>{}{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n'
WORDS = '<td class="words">{}</td>'
MENTIONING = '<a href="{}&amp;year={}">{}</a>'
FEW = mark_safe(' <span class="aside">few</span>')
NOTHING = SafeString("")

VALUE = """<line class="grid" x1="0" x2="100%" y1="{0}" y2="{0}" />
<text x="-8" y="{0}" dy="5" text-anchor="end">{1}</text>
"""
YEAR = '<text{} x="{}" y="{}" dy="20" text-anchor="middle">{}</text>\n'
CHANGE = """<line class="change" x1="{0}" x2="{0}" y1="{1}" y2="100%" />
<text x="{0}" y="{1}" dx="{2}" dy="6" text-anchor="{3}">{4}{5}</text>
"""
LINE = '<g class="line {}">\n{}\n{}\n{}</g>\n'
STROKE = '<line x1="{}" y1="{}" x2="{}" y2="{}"{} />'
MARK = '<use href="#mark-{}" x="{}" y="{}"{} />'
END = '<text class="end" x="100%" y="{}" dx="6" dy="5">{}{}</text>\n'
WIDE = '<tspan class="wide"> {}</tspan>'
ONLY_WIDE, THIN = mark_safe(' class="wide"'), mark_safe(' class="thin"')
LONGEST_NAME = 30
"""Characters of a line's name at its end."""


@register.simple_tag
def trend_rows(trend: Trend) -> SafeString:
    """A row for each year of each line; it names the part and the phrase where there are several."""
    rows = []
    for panel in trend.panels:
        for line in panel.lines:
            words = [panel.part.label] if trend.selection.breakdown else []
            if len(trend.phrases) > 1:
                words.append(line.phrase.label)
            rows.append(year_rows(line, *words))
    return SafeString("".join(rows))


@register.simple_tag
def year_rows(line: TrendLine, *words: str) -> SafeString:
    """A row for each year of a line: reports, those that mention it, their share and its interval."""
    named = html_rows(WORDS, [(each,) for each in words])
    return html_rows(
        ROW, [(named, each.year, *_cells(line, each.year, each.share)) for each in line.years]
    )


def _cells(line: TrendLine, year: int, share: Share) -> tuple[object, ...]:
    interval = share.interval_percent
    return (
        share.of,
        FEW if share.is_thin else NOTHING,
        html_rows(MENTIONING, [(line.address, year, share.count)]) if share.count else "0",
        f"{share.percent}%" if share.of else "–",
        f"{interval[0]} to {interval[1]}%" if interval else "–",
    )


@register.simple_tag
def plot(chart: LineChart) -> SafeString:
    """What is drawn within a picture: its scales, the changes of framework, and its lines."""
    years = [
        (ONLY_WIDE if tick.is_minor else NOTHING, tick.at, chart.height, tick.label)
        for tick in chart.horizontal
    ]
    parts = [
        _values(chart.vertical),
        html_rows(YEAR, years),
        html_rows(CHANGE, [_change(rule, chart) for rule in chart.rules]),
        html_rows(LINE, [_line(line, chart) for line in chart.lines]),
    ]
    return SafeString("".join(parts))


def _values(ticks: list[Tick]) -> SafeString:
    return html_rows(VALUE, [(tick.at, tick.label) for tick in ticks])


def _change(rule: Rule, chart: LineChart) -> tuple[object, ...]:
    """The number of a rule beside it; its words only where a picture has room for them."""
    words = NOTHING if chart.is_small else html_rows(WIDE, [(rule.change.label,)])
    step, anchor = (-5, "end") if rule.to_the_left else (5, "start")
    return rule.x, rule.y, step, anchor, rule.number, words


def _line(line: DrawnLine, chart: LineChart) -> tuple[object, ...]:
    strokes = [
        (each.x1, each.y1, each.x2, each.y2, THIN if each.is_thin else NOTHING)
        for each in line.strokes
    ]
    marks = [
        (line.letter, each.x, each.y, THIN if each.is_thin else NOTHING) for each in line.marks
    ]
    return line.letter, html_rows(STROKE, strokes), html_rows(MARK, marks), _end(line, chart)


def _end(line: DrawnLine, chart: LineChart) -> SafeString:
    """What stands at the end of a line: its letter, and where there is room its name.

    The only line of a small picture needs none.
    """
    if chart.is_small and len(chart.lines) == 1:
        return NOTHING
    if line.letter == COMPARISON:
        return html_rows(END, [(line.label_y, COMPARISON, NOTHING)])
    name = NOTHING
    if not chart.is_small:
        name = html_rows(WIDE, [(truncatechars(line.name, LONGEST_NAME),)])
    return html_rows(END, [(line.label_y, line.letter.upper(), name)])
