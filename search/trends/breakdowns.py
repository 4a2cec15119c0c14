"""The breakdowns of a trend: by grade, overall grade, judgement or region.

By region or overall grade, whole reports are counted. By grade or judgement, sections decide: a
report counts under every grade that one of its sections has, and mentions a phrase there only if
such a section does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from reports.facts.frameworks import (
    FULL_INSPECTIONS,
    OVERALL,
    SINGLE,
    Scale,
    kinds_on,
    same_subject,
)
from reports.facts.vocabulary import Region
from reports.overview.cache import cached_by_version
from search.index.door import Answer, Question, ask_all
from search.query.query import Query

CACHED_COUNTS = 128
"""Counts that a process caches; each has a few hundred numbers at most."""

YearCounts = Mapping[tuple[str, int], int]
"""Numbers of reports, none of them zero, by the code of a part and the year."""


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a breakdown.

    `filters` are the names and values of the search filters that find it. `grade` is its grade, if
    it is one. It counts reports of `kinds` only; empty means of any kind.
    """

    code: str
    label: str
    filters: tuple[tuple[str, str], ...] = ()
    grade: str = ""
    kinds: frozenset[str] = frozenset()

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The values of each of the filters, by its name."""
        chosen: dict[str, list[str]] = {}
        for name, value in self.filters:
            chosen.setdefault(name, []).append(value)
        return chosen


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A way to break reports down: its parts in order, and an explanation for the page."""

    label: str
    explanation: str
    parts: tuple[Part, ...]
    whole_reports: bool = True
    """Whether each report is in one part only, so that a part can be compared with all reports."""


ALL = Part("", "All reports")
SECTION_JUDGEMENTS = {track.value: track for track in SINGLE}
"""The judgements that have sections, by their current codes or the last that they had."""


def _grade_parts(name: str) -> tuple[Part, ...]:
    """A part for each grade of each scale; the filter with this `name` finds it.

    A grade that two scales have is two parts; the label of the second names its scale.
    """
    parts: dict[str, Part] = {}
    for scale in Scale:
        kinds = frozenset(kind.value for kind in kinds_on(scale))
        for grade in scale.grades:
            code, label = grade.value, grade.label
            if code in parts:
                code, label = f"{code}-{scale}", f"{label} ({scale.in_a_sentence})"
            parts[code] = Part(code, label, ((name, grade.value),), grade.value, kinds)
    return tuple(parts.values())


def _judgement_part(code: str) -> Part:
    track = SECTION_JUDGEMENTS[code]
    areas = sorted(same_subject(track.areas))
    return Part(code, track.label, tuple(("area", area) for area in areas))


def _until() -> str:
    if OVERALL.ended is None:
        return ""
    return f", which inspections have not given since {OVERALL.ended:%B %Y}"


BREAKDOWNS = {
    "": Breakdown(
        "All together",
        "A report counts if at least one of its paragraphs mentions it.",
        (ALL,),
    ),
    "grade": Breakdown(
        "Grade of the section",
        "We count reports with at least one section of that grade; a report counts as mentioning it "
        "if such a section does. A report whose sections have several grades is counted under each.",
        _grade_parts("grade"),
        whole_reports=False,
    ),
    "overall": Breakdown(
        OVERALL.label,
        f"Each report is counted under its own grade for {OVERALL.label.lower()}{_until()}.",
        _grade_parts("overall"),
    ),
    "area": Breakdown(
        "Judgement",
        "We count reports with a section on that judgement, under any of its names; a report counts "
        "as mentioning it if that section does. A section on two judgements together counts for "
        "both.",
        tuple(_judgement_part(code) for code in SECTION_JUDGEMENTS),
        whole_reports=False,
    ),
    "region": Breakdown(
        "Region",
        "Each report is counted under the region of its authority.",
        tuple(Part(region.value, region.label, (("region", region.value),)) for region in Region),
    ),
}
"""The breakdowns by their names in an address."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The reports that are counted, and how they are broken down; no regions means all regions."""

    breakdown: str = ""
    kinds: frozenset[str] = frozenset(kind.value for kind in FULL_INSPECTIONS)
    regions: frozenset[str] = frozenset()

    @property
    def parts(self) -> list[Part]:
        """The parts of the breakdown that can have reports of the selected kinds and regions."""
        parts = [
            part
            for part in BREAKDOWNS[self.breakdown].parts
            if not part.kinds or part.kinds & self.kinds
        ]
        if self.breakdown != "region" or not self.regions:
            return parts
        return [part for part in parts if part.code in self.regions]

    def chosen(self, part: Part) -> dict[str, Collection[str]]:
        """The filters of the search that finds the selected reports of one part."""
        kinds = self.kinds & part.kinds if part.kinds else self.kinds
        return {"kind": kinds, "region": self.regions, **part.chosen}


@cached_by_version(CACHED_COUNTS)
def reports_by_year(
    queries: tuple[Query | None, ...], selection: Selection
) -> tuple[YearCounts, ...]:
    """For each query, the number of reports with a matching paragraph, by part and year.

    Queries include their synonyms. None instead of a query counts all reports with text.
    """
    parts = selection.parts
    if not parts:  # for example visits by grade: visits give none
        return tuple([{} for _ in queries])
    questions = []
    for query in queries:
        questions += [_question(query, selection, part) for part in parts]
    answers = ask_all(questions)
    starts = range(0, len(answers), len(parts))
    return tuple(_by_part_and_year(parts, answers[start : start + len(parts)]) for start in starts)


def _question(query: Query | None, selection: Selection, part: Part) -> Question:
    return Question(query=query, chosen=selection.chosen(part), count_by=("year",))


def _by_part_and_year(parts: Sequence[Part], answers: Sequence[Answer]) -> YearCounts:
    counts: dict[tuple[str, int], int] = {}
    for part, answer in zip(parts, answers, strict=True):
        for (year,), count in answer.counts.items():
            counts[part.code, int(year)] = count.reports
    return counts
