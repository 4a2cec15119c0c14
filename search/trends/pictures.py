"""A trend as charts: one of all reports, or one of each part, all on the same scale."""

from __future__ import annotations

from dataclasses import dataclass

from search.trends.chart import SMALL, TALL, LineChart, Series, line_chart, top_of
from search.trends.trends import Panel, Trend, TrendLine

COMPARISON = "all"
"""The letter of the line of all reports, in pictures of their parts."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A panel with its chart: `name` is its id on the page, `title` and `description` its text."""

    panel: Panel
    chart: LineChart
    name: str
    title: str
    description: str


def pictures(trend: Trend, *, as_share: bool) -> list[Picture]:
    """Each panel of a trend with its chart, all on one scale; none without phrases or reports."""
    if not trend.phrases or not trend.years:
        return []
    of_panels = [_series_of_panel(panel) for panel in trend.panels]
    all_series: list[Series] = []
    for series in of_panels:
        all_series += series
    top = top_of(all_series, as_share=as_share)
    height = TALL if len(of_panels) == 1 else SMALL
    drawn = []
    for number, (panel, series) in enumerate(zip(trend.panels, of_panels, strict=True)):
        chart = line_chart(series, trend.years, top=top, as_share=as_share, height=height)
        title = _title(panel, as_share=as_share)
        description = " ".join(described(line) for line in panel.lines)
        drawn.append(Picture(panel, chart, f"chart-{number}", title, description))
    return drawn


def series_of(line: TrendLine, letter: str = "") -> Series:
    """A line ready to draw, with its phrase's letter unless another is given."""
    shares = [(each.year, each.share) for each in line.years]
    return Series(letter or line.phrase.letter, line.phrase.label, shares)


def described(line: TrendLine) -> str:
    """A line as a sentence: its first and last year that are not thin, or its total."""
    table = "All figures are in the table."
    if line.first is None or line.last is None:
        return f"{line.phrase.label}: {line.total.count} of {line.total.of} reports. {table}"
    ends = [line.first] if line.first == line.last else [line.first, line.last]
    words = [
        f"{end.share.count} of {end.share.of} reports ({end.share.percent}%) in {end.year}"
        for end in ends
    ]
    return f"{line.phrase.label}: {', '.join(words)}. {table}"


def _series_of_panel(panel: Panel) -> list[Series]:
    series = [series_of(line) for line in panel.lines]
    if panel.comparison:
        series.insert(0, series_of(panel.comparison, COMPARISON))
    return series


def _title(panel: Panel, *, as_share: bool) -> str:
    measure = "Share" if as_share else "Number"
    phrases = ", ".join(line.phrase.label for line in panel.lines)
    part = f", {panel.part.label}" if panel.part.code else ""
    return f"{measure} of reports that mention {phrases}, by year{part}"
