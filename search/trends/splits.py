"""What reports are split by when they are counted over the years, and how many of each part there
are.

A split by region or overall effectiveness sorts whole reports. One by grade or judgement sorts
their sections: a report stands under every grade that it has a section of, and mentions a phrase
there only if such a section does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reports.facts.vocabulary import Grade, Region
from reports.models.querysets import FULL_INSPECTIONS
from reports.models.text_search import Matching
from reports.overview.cache import kept
from reports.overview.tracks import OVERALL, TRACKS, same_subject
from search.index.columns import Chosen
from search.index.narrowing import Narrowed
from search.index.scan import places

KEPT_COUNTS = 128
"""Counts that a process keeps; each has a few dozen numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a split, and the filters of a search that find the same; `grade` where it is
    one.
    """

    code: str
    label: str
    filters: tuple[tuple[str, str], ...] = ()
    grade: str = ""

    @property
    def chosen(self) -> Chosen:
        """The same filters by their names."""
        names = {name for name, _ in self.filters}
        return {each: [value for name, value in self.filters if name == each] for each in names}


@dataclass(frozen=True, slots=True)
class Split:
    """A way to split reports: its parts in their order."""

    label: str
    explained: str
    parts: tuple[Part, ...]
    whole_reports: bool = True


ALL = Part("", "All reports")
GRADES = tuple(grade for grade in Grade if grade != Grade.NOT_JUDGED)
SUBJECTS = {track.areas[0].value: track for track in TRACKS if track is not OVERALL}
"""The judgements to split by, each by the name that it has today or had last."""
SPLITS = {
    "": Split(
        "All together",
        "A report counts as mentioning it when at least one of its paragraphs does.",
        (ALL,),
    ),
    "grade": Split(
        "Grade of the section",
        "Counted are reports that have a section of that grade; those mention it that do so in such a section. "
        "A report whose sections have several grades stands under each of them.",
        tuple(
            Part(each.value, each.label, (("grade", each.value),), each.value) for each in GRADES
        ),
        whole_reports=False,
    ),
    "overall": Split(
        "Overall effectiveness",
        "Each report stands under its own overall effectiveness, which ended with inspections from April 2026.",
        tuple(
            Part(each.value, each.label, (("overall", each.value),), each.value) for each in GRADES
        ),
    ),
    "area": Split(
        "Judgement",
        "Counted are reports that have a section on that judgement, by any of its names; those mention it that do so "
        "there. A section on children in care and care leavers together counts for both.",
        tuple(
            Part(
                code,
                track.label,
                tuple(("area", area) for area in sorted(same_subject(track.areas))),
            )
            for code, track in SUBJECTS.items()
        ),
        whole_reports=False,
    ),
    "region": Split(
        "Region",
        "Each report stands under the region of its authority.",
        tuple(Part(each.value, each.label, (("region", each.value),)) for each in Region),
    ),
}
"""The splits by their names in an address."""


@dataclass(frozen=True, slots=True)
class Among:
    """Which reports are counted: those of these kinds and regions (none stands for all regions),
    and split by what.
    """

    split: str = ""
    kinds: frozenset[str] = frozenset(kind.value for kind in FULL_INSPECTIONS)
    regions: frozenset[str] = frozenset()

    @property
    def chosen(self) -> Chosen:
        """The filters of a search that find the same reports."""
        return {"kind": self.kinds, "region": self.regions}


@kept(KEPT_COUNTS)
def reports_by_year(
    version: int, asked: Matching | None, among: Among
) -> Mapping[tuple[str, int], int]:
    """How many reports have a paragraph that matches, by part and year; None asks for all with
    text.
    """
    found = Narrowed(places(version, asked), version, {})
    known, there = found.archive, found.cells > 0
    years, year_of = known.columns["year"].values, known.columns["year"].of_report[found.reports]
    among_them = known.reports_passing(among.chosen)[found.reports]
    counted: dict[tuple[str, int], int] = {}
    for part in SPLITS[among.split].parts:
        # A report stands under a part when it has a section there, and belongs there itself.
        having = there[:, known.sections_passing(part.chosen)].any(axis=1)
        having &= among_them & known.reports_passing(part.chosen)[found.reports]
        counts = np.bincount(year_of[having], minlength=len(years)).tolist()
        counted |= {
            (part.code, int(year)): count
            for year, count in zip(years, counts, strict=True)
            if count
        }
    return counted
