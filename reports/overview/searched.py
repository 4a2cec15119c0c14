"""Which full inspections a search can find at all, in one sentence beside its counts."""

from __future__ import annotations

from collections import Counter

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.overview.cache import cached_by_version
from reports.overview.outline import outline

FIRST_YEAR = 2018
"""The first year of today's framework, from which most searches are about."""


@cached_by_version(2)
def searched_sentence() -> str:
    """The sentence, such as "258 of 312 full inspections since 2018; 3 of 40 from 2025, none from
    2026": all of them, and each year of which less than half has its text here.

    Invented authorities are left out; empty where no real inspection is listed.
    """
    listed: Counter[int] = Counter()
    with_text: Counter[int] = Counter()
    invented = {each.pk for each in outline().authorities if each.invented}
    for inspection in outline().inspections:
        is_counted = inspection.kind in FULL_INSPECTIONS and inspection.year >= FIRST_YEAR
        if is_counted and inspection.authority_id not in invented:
            listed[inspection.year] += 1
            with_text[inspection.year] += int(inspection.reading_id is not None)
    if not listed:
        return ""
    whole = _of(with_text.total(), listed.total(), f"full inspections since {FIRST_YEAR}")
    if not with_text.total():
        return whole
    years = [
        _of(with_text[year], listed[year], f"from {year}")
        for year in sorted(listed)
        if 2 * with_text[year] < listed[year]
    ]
    return "; ".join(filter(None, (whole, ", ".join(years))))


def _of(count: int, listed: int, what: str) -> str:
    """The count in words: "3 of 40 from 2025", "none from 2026"."""
    if count == 0 and what.startswith("from"):
        return f"none {what}"
    if count == listed:
        return f"all {listed} {what}"
    return f"{count or 'none'} of {listed} {what}"
