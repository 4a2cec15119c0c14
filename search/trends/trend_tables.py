"""The tables of trends to download: of phrases, and of grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reports.web.tables import columns
from reports.web.tables.columns import yes_or_no
from reports.web.tables.table import Cell, CellType, Column, Table
from search.trends.grade_trends import GradeTrend
from search.trends.shares import rounded
from search.trends.trends import Trend

PHRASE_COLUMNS = (
    Column("phrase", "What was searched, as typed"),
    Column("also_searched", "Synonyms that were searched as well"),
    Column("split", "What the reports or sections are split by"),
    Column("part", "Name of the part"),
    Column("part_code", "The part’s code in addresses"),
    Column("year", "Year in which the inspection ended", CellType.NUMBER),
    Column("reports", "Reports, or sections, whose text is in the archive", CellType.NUMBER),
    Column("mentioning", "How many of them mention the phrase", CellType.NUMBER),
    Column("share", "The share of those that mention it, from 0 to 1", CellType.SHARE),
    Column("interval_low", "Lower end of its 95% interval (Wilson)", CellType.SHARE),
    Column("interval_high", "Upper end of its 95% interval (Wilson)", CellType.SHARE),
    columns.THIN,
)
GRADE_COLUMNS = (
    columns.JUDGEMENT,
    columns.JUDGEMENT_CODE,
    Column("by", "year: all full inspections; region: the latest of each authority"),
    Column("of", "Name of the year or region"),
    Column("of_code", "Its code in addresses"),
    columns.GRADE,
    columns.GRADE_CODE,
    Column("count", "Inspections with this grade", CellType.NUMBER),
    Column("graded", "Inspections with a grade on this scale", CellType.NUMBER),
    Column("share", "The share of those with this grade, from 0 to 1", CellType.SHARE),
    columns.SCALE,
)


def trend_table(trend: Trend) -> Table:
    """A row for each part, phrase and year."""
    return Table(
        name="trend",
        sheet="Trend",
        columns=PHRASE_COLUMNS,
        rows=lambda: _phrase_rows(trend),
        states_coverage=True,
    )


def grade_table(trends: Sequence[GradeTrend]) -> Table:
    """A row for each year or region and each grade, scale by scale."""
    return Table(
        name="grades",
        sheet="Grades",
        columns=GRADE_COLUMNS,
        rows=lambda: chain.from_iterable(map(_grade_rows, trends)),
        states_coverage=True,
    )


def _phrase_rows(trend: Trend) -> Iterator[list[Cell]]:
    for panel in trend.panels:
        for line in panel.lines:
            synonyms = "; ".join(each.name for each in line.phrase.synonyms if each.is_on)
            for each in line.years:
                low, high = each.share.interval or (None, None)
                yield [
                    line.phrase.query.typed,
                    synonyms,
                    trend.breakdown.label,
                    panel.part.label,
                    panel.part.code,
                    each.year,
                    each.share.of,
                    each.share.count,
                    rounded(each.share.value),
                    rounded(low),
                    rounded(high),
                    yes_or_no(each.share.is_thin),
                ]


def _grade_rows(trend: GradeTrend) -> Iterator[list[Cell]]:
    for by, rows in (("year", trend.by_year), ("region", trend.by_region)):
        for row in rows:
            for grade in trend.grades:
                yield [
                    trend.label,
                    trend.area,
                    by,
                    row.label,
                    row.code,
                    grade.label,
                    grade.value,
                    row.counts[grade],
                    row.graded,
                    rounded(row.share(grade).value),
                    trend.scale.value,
                ]
