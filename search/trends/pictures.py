"""A trend as pictures: one of all reports, or several of one scale, one a part that the reports are
split into.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.trends.chart import SMALL, TALL, LineChart, Series, line_chart, top_of
from search.trends.trends import Line, Panel, Trend

BESIDE = "all"
"""Stands for a letter on the line of all reports, in pictures of their parts."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A panel drawn; `name` marks it within the page, `title` and `told` say in words what it
    shows.
    """

    panel: Panel
    chart: LineChart
    name: str
    title: str
    told: str


def pictures(trend: Trend, *, as_share: bool) -> list[Picture]:
    """Each panel of a trend as a picture, all of one scale; none without phrases or reports."""
    if not trend.phrases or not trend.years:
        return []
    series = [
        [*([series_of(panel.beside, BESIDE)] if panel.beside else []), *map(series_of, panel.lines)]
        for panel in trend.panels
    ]
    top = top_of((each for panel in series for each in panel), as_share=as_share)
    height = TALL if len(series) == 1 else SMALL
    return [
        Picture(
            panel,
            line_chart(drawn, trend.years, top=top, as_share=as_share, height=height),
            f"chart-{place}",
            _title(panel, as_share=as_share),
            " ".join(told(line) for line in panel.lines),
        )
        for place, (panel, drawn) in enumerate(zip(trend.panels, series, strict=True))
    ]


def series_of(line: Line, letter: str = "") -> Series:
    """A line ready to draw, under its phrase's letter unless another is given."""
    return Series(
        letter or line.phrase.letter,
        line.phrase.label,
        [(each.year, each.share) for each in line.points],
    )


def told(line: Line) -> str:
    """A line in a sentence: where it begins and where it ends."""
    if line.first is None or line.last is None:
        return f"{line.phrase.label}: {line.total.count} of {line.total.of} reports. All figures stand in the table."
    ends = [line.first] if line.first == line.last else [line.first, line.last]
    words = (
        f"{end.share.count} of {end.share.of} reports ({end.share.percent}%) in {end.year}"
        for end in ends
    )
    return f"{line.phrase.label}: {', '.join(words)}. All figures stand in the table."


def _title(panel: Panel, *, as_share: bool) -> str:
    phrases = ", ".join(line.phrase.label for line in panel.lines)
    part = f", {panel.part.label}" if panel.part.code else ""
    return f"{'Share' if as_share else 'Number'} of reports that mention {phrases}, by year{part}"
