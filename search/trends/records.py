"""The figures of a trend as records."""

from __future__ import annotations

from reports.records.fields import described, record
from search.trends.shares import rounded
from search.trends.trends import Trend


@record
class TrendRecord:
    """How many reports of one part and year mention one phrase."""

    phrase: str = described("The phrase, as typed")
    also_searched: list[str] = described("The synonyms that were searched as well")
    part: str | None = described("Code of the part; null for all reports")
    part_label: str = described("The part, in words")
    year: int = described("Year of the last day on site")
    reports: int = described("Reports of the part whose text is in the archive")
    mentioning: int = described("How many of them mention the phrase")
    share: float | None = described("Their share, from 0 to 1; null of no reports")
    interval_low: float | None = described("Lower end of its 95% interval (Wilson)")
    interval_high: float | None = described("Upper end of its 95% interval (Wilson)")
    thin: bool = described("Whether it is the share of so few reports that it says little")


def trend_records(trend: Trend) -> list[TrendRecord]:
    """A record for each part, phrase and year, in this order."""
    records = []
    for panel in trend.panels:
        for line in panel.lines:
            also = [each.name for each in line.phrase.synonyms if each.is_on]
            for each in line.years:
                low, high = each.share.interval or (None, None)
                records.append(
                    TrendRecord(
                        phrase=line.phrase.query.typed,
                        also_searched=also,
                        part=panel.part.code or None,
                        part_label=panel.part.label,
                        year=each.year,
                        reports=each.share.of,
                        mentioning=each.share.count,
                        share=rounded(each.share.value),
                        interval_low=rounded(low),
                        interval_high=rounded(high),
                        thin=each.share.is_thin,
                    )
                )
    return records
