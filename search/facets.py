"""How many paragraphs, reports and authorities an answer has, and what each value of each filter would leave.

A facet ignores its own choice and obeys all others, so that the number beside a box is what ticking it gives. All
numbers come from one scan: the paragraphs that match the words, counted by report, section and part. Every filter asks
for nothing but these, so each group of paragraphs passes it or not as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from reports.vocabulary import Area, Family
from search.filters import ParagraphFilter
from search.scan import Group, Report, groups
from search.scan import reports as known_reports

FACETS = ("region", "area", "family", "grade", "overall", "kind", "year", "role", "authority")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, with how many paragraphs have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter and its values, in the order of the vocabulary."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.chosen)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of an answer."""

    paragraphs: int
    reports: int
    authorities: int
    facets: list[Facet]


FAMILIES: dict[str, tuple[str, ...]] = {
    area.value: tuple(family.value for family in Family if area in family.areas) for area in Area
}
Asked = Callable[[Group, Report], tuple[str, ...]]
VALUES: dict[str, Asked] = {
    "region": lambda _, report: (report.region,),
    "authority": lambda _, report: (report.authority,),
    "kind": lambda _, report: (report.kind,),
    "year": lambda _, report: (report.year,),
    "overall": lambda _, report: (report.overall,),
    "area": lambda group, _: (group.area,),
    "family": lambda group, _: FAMILIES.get(group.area, ()),
    "grade": lambda group, _: (group.grade,),
    "role": lambda group, _: (group.role,),
}
"""The values of each filter that a group of paragraphs has; more than one where an area is of several families."""


def tally(filters: ParagraphFilter, query: str | None, version: int) -> Tally:
    """The numbers of a search whose filters are valid, in this version of the archive.

    `query` is its tsquery, None for all paragraphs.
    """
    chosen = {name: {str(value) for value in values} for name, values in filters.form.cleaned_data.items() if values}
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    reports, paragraphs, known = set(), 0, known_reports(version)
    for group in groups(version, query):
        report = known[group.inspection]
        failed = [name for name, values in chosen.items() if values.isdisjoint(VALUES[name](group, report))]
        if not failed:
            paragraphs += group.paragraphs
            reports.add(group.inspection)
        for name in FACETS if not failed else failed if len(failed) == 1 and failed[0] in counts else ():
            for value in VALUES[name](group, report):
                counts[name][value] += group.paragraphs
    authorities = {known[inspection].authority for inspection in reports}
    facets = [_facet(filters, name, counts[name]) for name in FACETS]
    return Tally(paragraphs, len(reports), len(authorities), facets)


def _facet(filters: ParagraphFilter, name: str, counts: Counter[str]) -> Facet:
    field = filters.form.fields[name]
    chosen = {str(value) for value in filters.form.cleaned_data[name]}
    choices = tuple(
        Choice(str(value), str(label), counts[str(value)], str(value) in chosen) for value, label in field.choices
    )
    return Facet(name, str(field.label), choices)
