"""The parts of the page of a comparison; its files have one part each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import get_text_list

from reports.facts.frameworks import Framework, Track
from reports.facts.vocabulary import Area, Grade
from search.compare.comparison import Comparison
from search.compare.form import ComparatorGroup
from search.compare.grades import (
    AuthorityGrades,
    ComparedAuthority,
    JoinedSections,
    TrackRow,
    authority_table,
    joined_sections,
    track_rows,
)
from search.compare.names import NameCounts, names_of_the_subject
from search.compare.presets import Preset, presets
from search.compare.reading import ReportPassages, all_passages, first_passages
from search.compare.words import DistinctiveWords, distinctive_words


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """The parts of the page, in their order.

    `narrowed`: the grades and judgements that narrow the group, in words: `outstanding or good for
    children in care`. `rows`: the judgements of two to four authorities. `table`: the judgements
    and authorities where there are more. `frameworks`: those of the current grades, the oldest
    first. `joined_sections`: where sections cannot be compared.

    `shown` counts the passages on the page, `passages` all that match. `silent` are the authorities
    whose readable report has no matching passage, `unreadable` those without a readable report.
    `search` has the parameters of a search for the same in all reports of these authorities.
    """

    title: str
    narrowed: str
    rows: Sequence[TrackRow]
    table: tuple[Sequence[Track], Sequence[AuthorityGrades]]
    frameworks: Sequence[Framework]
    presets: Sequence[Preset]
    readings: Sequence[ReportPassages]
    joined_sections: Sequence[JoinedSections]
    shown: int
    passages: int
    silent: Sequence[ComparedAuthority]
    unreadable: Sequence[ComparedAuthority]
    search: QueryDict
    names: Sequence[NameCounts]
    distinctive_words: Sequence[DistinctiveWords]


def page_of(comparison: Comparison) -> ComparisonPage:
    """All parts of the page of a comparison."""
    compared, is_many = comparison.compared, comparison.is_many
    unlike = joined_sections(comparison.topic.areas, compared)
    readings = readings_of(comparison)
    return ComparisonPage(
        title=_title(comparison),
        narrowed=_narrowed(comparison),
        rows=[] if is_many else track_rows(compared),
        table=authority_table(compared) if is_many else ([], []),
        frameworks=_frameworks(compared),
        presets=presets_of(comparison),
        readings=readings,
        joined_sections=unlike,
        shown=sum(len(reading.hits) for reading in readings),
        passages=sum(reading.passages for reading in readings),
        silent=[each.compared for each in readings if each.compared.readable and not each.passages],
        unreadable=[each for each in compared if each.readable is None],
        search=comparison.topic.search(*compared),
        names=names_of(comparison),
        distinctive_words=distinctive_words_of(comparison, readings, unlike),
    )


def readings_of(comparison: Comparison) -> list[ReportPassages]:
    """The matching passages by report, in the order of the authorities; none without a topic."""
    if not comparison.topic or not comparison.compared:
        return []
    if comparison.is_many:
        return first_passages(comparison.topic, comparison.compared)
    return all_passages(comparison.topic, comparison.compared)


def names_of(comparison: Comparison) -> list[NameCounts]:
    """The counts of the names of the subject; for two to four authorities only."""
    if comparison.is_many or not comparison.topic or not comparison.compared:
        return []
    return names_of_the_subject(comparison.topic, comparison.compared)


def distinctive_words_of(
    comparison: Comparison,
    readings: Sequence[ReportPassages],
    unlike: Sequence[JoinedSections],
) -> list[DistinctiveWords]:
    """The words used more in one report than in the others; for two to four authorities only.

    None if any sections are `unlike`, that is, cannot be compared.
    """
    return [] if comparison.is_many or unlike else distinctive_words(readings)


def presets_of(comparison: Comparison) -> list[Preset]:
    """Links to neighbours with a better grade, which are counted if neighbours are compared."""
    if comparison.comparator_group is ComparatorGroup.NEIGHBOURS:
        return presets(comparison.candidates[0], comparison.candidates[1:])
    if comparison.comparator_group:
        return []
    return [preset for each in comparison.compared for preset in presets(each)]


def _title(comparison: Comparison) -> str:
    """The heading of the page."""
    if not comparison.compared:
        return "Compare authorities"
    first = comparison.chosen[0]
    if comparison.comparator_group is ComparatorGroup.NEIGHBOURS:
        return f"Compare {first} with its statistical neighbours"
    if comparison.comparator_group is ComparatorGroup.REGION:
        return f"Compare {first} with its region, {first.get_region_display()}"
    return f"Compare {get_text_list([str(each) for each in comparison.chosen], 'and')}"


def _narrowed(comparison: Comparison) -> str:
    """The grades and judgements that narrow the group, in words; empty for none."""
    if not comparison.grades:
        return ""
    grades = get_text_list([Grade(code).label.lower() for code in comparison.grades], "or")
    areas = get_text_list([Area(code).label.lower() for code in comparison.topic.areas], "or")
    return f"{grades} for {areas}"


def _frameworks(compared: Sequence[ComparedAuthority]) -> list[Framework]:
    """The frameworks of the current grades, the oldest first."""
    used = {each.framework for each in compared}
    return [framework for framework in Framework if framework in used]
