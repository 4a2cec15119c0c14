"""Facets from one scan: the paragraphs of each section, summed by the values of each facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from tests.benchmarks.systems import FACETS, Counts

Filters = Mapping[str, tuple[str, ...]]


class Section(NamedTuple):
    """What filters ask of a paragraph, in the order of `FACETS`."""

    region: str
    grade: str
    year: str
    area: str

    def failed(self, filters: Filters) -> list[str]:
        """The filters that it does not pass."""
        return [name for name, values in filters.items() if getattr(self, name) not in values]


def rolled_up(counted: Mapping[Section, int], filters: Filters) -> tuple[int, Counts]:
    """The total of the sections that pass all filters, and each facet of those that pass all but
    its own.
    """
    total, facets = 0, {name: Counter[str]() for name in FACETS}
    for section, count in counted.items():
        failed = section.failed(filters)
        total += 0 if failed else count
        for name in FACETS if not failed else failed if len(failed) == 1 else ():
            facets[name][getattr(section, name)] += count
    return total, {
        name: {value: count for value, count in counts.items() if value}
        for name, counts in facets.items()
    }
