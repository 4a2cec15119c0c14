"""The sentence beside the counts of a search: how many full inspections have their text here."""

from __future__ import annotations

from collections import Counter

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.overview.cache import cached_by_version
from reports.overview.outline import outline

FIRST_YEAR = 2018
"""The first year of the current framework, which most searches are about."""


@cached_by_version(2)
def searched_sentence() -> str:
    """The sentence, such as "258 of 312 full inspections since 2018; 3 of 40 from 2025, none from
    2026": the total, then each year in which fewer than half have their text here.

    Invented authorities are not counted. Empty if no real inspection is listed.
    """
    listed: Counter[int] = Counter()
    with_text: Counter[int] = Counter()
    authority_of = outline().authority_of
    for inspection in outline().inspections:
        is_counted = inspection.kind in FULL_INSPECTIONS and inspection.year >= FIRST_YEAR
        if is_counted and not authority_of[inspection.authority_id].invented:
            listed[inspection.year] += 1
            with_text[inspection.year] += int(inspection.reading_id is not None)
    if not listed:
        return ""
    count = with_text.total()
    of_all = f"{count or 'none'} of {listed.total()}"
    if count == listed.total():
        of_all = f"all {count}"
    whole = f"{of_all} full inspections since {FIRST_YEAR}"
    years = [year for year in sorted(listed) if 2 * with_text[year] < listed[year]]
    if not count or not years:
        return whole
    return f"{whole}; {', '.join([_of_year(year, with_text, listed) for year in years])}"


def _of_year(year: int, with_text: Counter[int], listed: Counter[int]) -> str:
    """The count of a year in words: "3 of 40 from 2025", "none from 2026"."""
    count = with_text[year]
    return f"{count} of {listed[year]} from {year}" if count else f"none from {year}"
