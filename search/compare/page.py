"""What the page of a comparison shows, part by part; its files take single parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import get_text_list

from reports.facts.frameworks import Framework, Track
from reports.facts.vocabulary import Area, Grade
from search.compare.comparison import Comparison
from search.compare.form import Beside
from search.compare.grades import (
    AuthorityGrades,
    Compared,
    JoinedSections,
    TrackRow,
    joined_sections,
    lines_of,
    rows_of,
)
from search.compare.names import NameCounts, names_of_the_subject
from search.compare.presets import Preset, presets
from search.compare.reading import ReportPassages, in_turn, side_by_side
from search.compare.words import UsedMore, used_more


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """The parts of the page, in their order.

    `narrowed` says to which grades of which judgements, in words: `outstanding or good for children
    in care`. The grades are `rows` of judgements for two to four authorities, and for many the
    judgements and authorities of a `table`. `frameworks` are those of the grades, the oldest first.
    `joined_sections` say where sections cannot be compared like with like. `shown` and `passages`
    count those on the page and all that answer. `silent` are those whose readable report says
    nothing that answers, `unreadable` those of whom no report can be read. `search` has the
    parameters of a search for the same in all reports of these authorities.
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
    silent: Sequence[Compared]
    unreadable: Sequence[Compared]
    search: QueryDict
    names: Sequence[NameCounts]
    used_more: Sequence[UsedMore]


def page_of(comparison: Comparison) -> ComparisonPage:
    """All parts of the page of a comparison."""
    compared, is_many = comparison.compared, comparison.is_many
    unlike = joined_sections(comparison.topic.areas, compared)
    readings = readings_of(comparison)
    return ComparisonPage(
        title=_title(comparison),
        narrowed=_narrowed(comparison),
        rows=[] if is_many else rows_of(compared),
        table=lines_of(compared) if is_many else ([], []),
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
        used_more=used_more_of(comparison, readings, unlike),
    )


def readings_of(comparison: Comparison) -> list[ReportPassages]:
    """What the reports say, in the order of the authorities; nothing without a topic."""
    if not comparison.topic or not comparison.compared:
        return []
    if comparison.is_many:
        return in_turn(comparison.topic, comparison.compared)
    return side_by_side(comparison.topic, comparison.compared)


def names_of(comparison: Comparison) -> list[NameCounts]:
    """Where the names of the subject stand; for two to four authorities only."""
    if comparison.is_many or not comparison.topic or not comparison.compared:
        return []
    return names_of_the_subject(comparison.topic, comparison.compared)


def used_more_of(
    comparison: Comparison,
    readings: Sequence[ReportPassages],
    unlike: Sequence[JoinedSections],
) -> list[UsedMore]:
    """Words used more in the passages of one than of the others; for two to four authorities only,
    and none of sections that are `unlike`.
    """
    return [] if comparison.is_many or unlike else used_more(readings)


def presets_of(comparison: Comparison) -> list[Preset]:
    """Where to read what is graded better: counted beside the neighbours themselves, else for each
    authority.
    """
    if comparison.beside is Beside.NEIGHBOURS:
        return presets(comparison.candidates[0], comparison.candidates[1:])
    if comparison.beside:
        return []
    return [preset for each in comparison.compared for preset in presets(each)]


def _title(comparison: Comparison) -> str:
    """What is compared, as the page’s heading."""
    if not comparison.compared:
        return "Compare authorities"
    first = comparison.chosen[0]
    if comparison.beside is Beside.NEIGHBOURS:
        return f"Compare {first} with its statistical neighbours"
    if comparison.beside is Beside.REGION:
        return f"Compare {first} with its region, {first.get_region_display()}"
    return f"Compare {get_text_list([str(each) for each in comparison.chosen], 'and')}"


def _narrowed(comparison: Comparison) -> str:
    """To which grades of which judgements those beside an authority are narrowed; empty for none."""
    if not comparison.grades:
        return ""
    grades = get_text_list([Grade(code).label.lower() for code in comparison.grades], "or")
    areas = get_text_list([Area(code).label.lower() for code in comparison.topic.areas], "or")
    return f"{grades} for {areas}"


def _frameworks(compared: Sequence[Compared]) -> list[Framework]:
    """The frameworks of the grades that stand, the oldest first."""
    used = {each.framework for each in compared}
    return [framework for framework in Framework if framework in used]
