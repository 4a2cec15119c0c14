"""What reports are split by when they are counted over the years, and how many of each part there are.

A split by region or overall effectiveness sorts whole reports. One by grade or judgement sorts their sections: a report
stands under every grade that it has a section of, and mentions a phrase there only if such a section does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports.kept import kept
from reports.outline import Report
from reports.querysets import FULL_INSPECTIONS
from reports.text_search import Matching
from reports.tracks import OVERALL, TRACKS, same_subject
from reports.vocabulary import Area, Grade, Region
from search.scan import Group, groups
from search.scan import reports as known_reports

KEPT_COUNTS = 128
"""Counts that a process keeps; each has a few dozen numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a split, and the filters of a search that find the same; `grade` where it is one."""

    code: str
    label: str
    filters: tuple[tuple[str, str], ...] = ()
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A way to split reports: its parts in their order, and those that a group of paragraphs belongs to."""

    label: str
    explained: str
    parts: tuple[Part, ...]
    values: Callable[[Group, Report], tuple[str, ...]]
    whole_reports: bool = True


ALL = Part("", "All reports")
GRADES = tuple(grade for grade in Grade if grade != Grade.NOT_JUDGED)
SUBJECTS = {track.areas[0].value: track for track in TRACKS if track is not OVERALL}
"""The judgements to split by, each by the name that it has today or had last."""
SUBJECTS_OF = {
    area.value: tuple(code for code, track in SUBJECTS.items() if area in same_subject(track.areas)) for area in Area
}
SPLITS = {
    "": Split(
        "All together",
        "A report counts as mentioning it when at least one of its paragraphs does.",
        (ALL,),
        lambda _, __: ("",),
    ),
    "grade": Split(
        "Grade of the section",
        "Counted are reports that have a section of that grade; those mention it that do so in such a section. "
        "A report whose sections have several grades stands under each of them.",
        tuple(Part(each.value, each.label, (("grade", each.value),), each.value) for each in GRADES),
        lambda group, _: (group.grade,),
        whole_reports=False,
    ),
    "overall": Split(
        "Overall effectiveness",
        "Each report stands under its own overall effectiveness, which ended with inspections from April 2026.",
        tuple(Part(each.value, each.label, (("overall", each.value),), each.value) for each in GRADES),
        lambda _, report: (report.overall,),
    ),
    "area": Split(
        "Judgement",
        "Counted are reports that have a section on that judgement, by any of its names; those mention it that do so "
        "there. A section on children in care and care leavers together counts for both.",
        tuple(
            Part(code, track.label, tuple(("area", area) for area in sorted(same_subject(track.areas))))
            for code, track in SUBJECTS.items()
        ),
        lambda group, _: SUBJECTS_OF.get(group.area, ()),
        whole_reports=False,
    ),
    "region": Split(
        "Region",
        "Each report stands under the region of its authority.",
        tuple(Part(each.value, each.label, (("region", each.value),)) for each in Region),
        lambda _, report: (report.region,),
    ),
}
"""The splits by their names in an address."""


@dataclass(frozen=True, slots=True)
class Among:
    """Which reports are counted: those of these kinds and regions (none stands for all regions), and split by what."""

    split: str = ""
    kinds: frozenset[str] = frozenset(kind.value for kind in FULL_INSPECTIONS)
    regions: frozenset[str] = frozenset()

    def has(self, report: Report) -> bool:
        return report.kind in self.kinds and (not self.regions or report.region in self.regions)


@kept(KEPT_COUNTS)
def reports_by_year(version: int, asked: Matching | None, among: Among) -> Mapping[tuple[str, int], int]:
    """How many reports have a paragraph that matches, by part and year; None asks for all with text."""
    values, known = SPLITS[among.split].values, known_reports(version)
    found: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for group in groups(version, asked):
        # A report that came in after the version was read is none of this version's.
        report = known.get(group.inspection)
        if report and among.has(report):
            for value in values(group, report):
                found[value, int(report.year)].add(group.inspection)
    return {place: len(reports) for place, reports in found.items()}
