"""What each framework of inspection judges, on which scale, and when it changed.

The entries are in `reports/data/frameworks/`. Different frameworks judge the same subject under
different names, or together with another subject. A *track* is one judgement through all
frameworks, and a *family* is a track as a filter. A grade that was given for two tracks together
stays one grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import combinations

from reports.facts.framework_files import FileEntry, FrameworkFileError
from reports.facts.terms import ListedTerm
from reports.facts.vocabulary import Area, Grade, Kind, pair_of

FULL_INSPECTIONS = tuple(kind for kind in Kind if kind.full)
"""The kinds that grade an authority's children's services as a whole."""
VISITS = tuple(kind for kind in Kind if kind.visit)
"""The kinds that look at a part of the services for a few days."""


class Scale(ListedTerm, table="scale"):
    """A scale of grades, the best first. Figures count the `positive` grades together."""

    grades: tuple[Grade, ...]
    positive: tuple[Grade, ...]

    def set_values(self, entry: FileEntry) -> None:
        self.grades = tuple([Grade(code) for code in entry.values["grades"]])
        self.positive = tuple([Grade(code) for code in entry.values["positive"]])

    @property
    def in_a_sentence(self) -> str:
        """The label with a small first letter: `grades since November 2013`."""
        return self.label[:1].lower() + self.label[1:]

    @property
    def positive_words(self) -> str:
        """The positive grades in words: `good or outstanding`."""
        return " or ".join(grade.label.lower() for grade in reversed(self.positive))


class Framework(ListedTerm, table="framework"):
    """The rules of some years' inspections; the oldest first.

    Its inspections judge all `areas`, in the order in which reports print them, and may also judge
    `optional_areas` (the key `may` of its file).
    """

    kind: Kind
    scale: Scale
    areas: tuple[Area, ...]
    optional_areas: tuple[Area, ...]
    first_day: date
    replaces: str
    change: tuple[str, str] | None

    def set_values(self, entry: FileEntry) -> None:
        values = entry.values
        self.kind = Kind(values["kind"])
        self.scale = Scale(values["scale"])
        self.areas = tuple([Area(code) for code in values["areas"]])
        self.optional_areas = tuple([Area(code) for code in values.get("may", ())])
        self.first_day = values["first_day"]
        self.replaces = values.get("replaces", "")
        self.change = pair_of(entry, "change")

    @cached_property
    def last_day(self) -> date:
        """The day before its replacement came into force; `date.max` if none replaces it."""
        next_days = [each.first_day for each in Framework if each.replaces == self]
        return min(next_days) - timedelta(days=1) if next_days else date.max


def grade_choices() -> list[tuple[str, str]]:
    """The code and label of every grade, for filters.

    Two grades with the same label are told apart by their scales in brackets.
    """
    labels = Counter(grade.label for grade in Grade)
    choices = []
    for grade in Grade:
        label = grade.label
        scales = [scale for scale in Scale if grade in scale.grades]
        if labels[label] > 1 and scales:
            label = f"{label} ({scales[0].in_a_sentence})"
        choices.append((grade.value, label))
    return choices


@cache
def frameworks_of(kind: str) -> tuple[Framework, ...]:
    """The frameworks that this kind of report belongs to, the oldest first."""
    return tuple([framework for framework in Framework if framework.kind == kind])


def framework_of(kind: str, areas: Collection[str]) -> Framework | None:
    """The framework of an inspection of this kind that judged these areas.

    The judged areas decide, not the date, because inspections of two frameworks overlapped. If
    several frameworks fit equally, it is the latest. None for a kind without grades, and if several
    frameworks are possible and no judgement is known.
    """
    candidates = frameworks_of(kind)
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    if not areas:
        return None
    judged = set(areas)
    return min(reversed(candidates), key=lambda framework: len(judged.difference(framework.areas)))


def frameworks_between(kind: str, first_day: date, last_day: date) -> list[Framework]:
    """The frameworks of a kind of report that were in force on any of these days."""
    return [
        framework
        for framework in frameworks_of(kind)
        if framework.first_day <= last_day and framework.last_day >= first_day
    ]


@cache
def judged_in(kind: str) -> frozenset[Area]:
    """All areas that reports of this kind may judge; empty for a kind without grades."""
    areas: set[Area] = set()
    for framework in frameworks_of(kind):
        areas.update(framework.areas, framework.optional_areas)
    return frozenset(areas)


@cache
def scales_of(kind: str) -> tuple[Scale, ...]:
    """The scales of a kind of report, the oldest first; none for a kind without grades."""
    return tuple(dict.fromkeys(framework.scale for framework in frameworks_of(kind)))


@cache
def scale_of(kind: str, grade: str) -> Scale | None:
    """The scale of a grade in this kind of report.

    None for a grade that its frameworks do not give, and for "not judged".
    """
    for scale in scales_of(kind):
        if grade in scale.grades:
            return scale
    return None


def scale_of_inspection(kind: str, grades: Mapping[str, str]) -> Scale | None:
    """The scale of an inspection with these grades by area; None for a kind without grades.

    Without any grade it is the scale of the framework, else the latest of the kind.
    """
    for grade in grades.values():
        if scale := scale_of(kind, grade):
            return scale
    framework = framework_of(kind, grades)
    if framework is not None:
        return framework.scale
    scales = scales_of(kind)
    return scales[-1] if scales else None


@cache
def kinds_on(scale: Scale) -> tuple[Kind, ...]:
    """The kinds of report with grades on this scale."""
    return tuple([kind for kind in Kind if scale in scales_of(kind)])


@cache
def scales_in_use() -> tuple[Scale, ...]:
    """The scales of kinds of report that Ofsted still publishes."""
    in_use = [each for each in Scale if any(kind.last_day == date.max for kind in kinds_on(each))]
    return tuple(in_use)


def _check_scales() -> None:
    """Raise `FrameworkFileError` if two scales of one kind of report have a grade in common."""
    for kind in Kind:
        for first, second in combinations(scales_of(kind), 2):
            if common := set(first.grades) & set(second.grades):
                raise FrameworkFileError(
                    f"The kind {kind} has “{min(common)}” on two scales, {first} and {second}:"
                    " give the grade of one of them another code."
                )


_check_scales()


class Track(ListedTerm, table="track"):
    """One judgement through all frameworks.

    `areas` are its names in them. `letter` is the heading of a narrow column, `short` the name of a
    lane in a timeline. A `listed` track has a column in the lists of authorities. An `apart` track
    is judged in a report of its own. `overall` marks overall effectiveness.
    """

    letter: str
    short: str
    listed: bool
    overall: bool
    apart: bool
    family: tuple[str, str] | None

    def set_values(self, entry: FileEntry) -> None:
        values = entry.values
        self.letter = values["letter"]
        self.short = values["short"]
        self.listed = values.get("listed", False)
        self.overall = values.get("overall", False)
        self.apart = values.get("apart", False)
        self.family = pair_of(entry, "family")

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas of this track alone, in the order of the vocabulary."""
        return tuple([area for area in Area if area.tracks == (self.value,)])

    @cached_property
    def ended(self) -> date | None:
        """The first day from which no framework judges it; None if one still does."""
        judging = [each for each in Framework if not set(areas_on(self)).isdisjoint(each.areas)]
        last_day = max((each.last_day for each in judging), default=date.max)
        return None if last_day == date.max else last_day + timedelta(days=1)


TRACKS = tuple(Track)
"""All tracks, in the order of a table's columns."""
CORE = tuple(track for track in Track if track.listed)
"""The columns of the lists of authorities."""
OVERALL = next(track for track in Track if track.overall)
"""The judgement that sums up the others, in frameworks that have one."""
SINGLE = tuple(track for track in Track if not track.overall)
"""All judgements but the overall one."""


@cache
def areas_on(track: Track) -> tuple[Area, ...]:
    """The areas whose grade belongs on a track: its own first, then areas shared with others."""
    joint = [area for area in Area if area.is_joint and track.value in area.tracks]
    return (*track.areas, *joint)


def judged_as(track: Track, areas: Collection[str]) -> str:
    """The one of an inspection's judged `areas` that belongs on this track; empty if none does."""
    for area in areas_on(track):
        if area in areas:
            return area.value
    return ""


def same_subject(areas: Iterable[str]) -> set[str]:
    """These areas, and all others that share a track with one of them.

    `care-leavers` adds the area of children in care and care leavers together.
    """
    same = set(areas)
    for track in TRACKS:
        if not same.isdisjoint(track.areas):
            same.update(areas_on(track))
    return same


@dataclass(frozen=True, slots=True)
class Family:
    """A track as filters offer it: all areas of one subject, in whatever framework."""

    code: str
    label: str
    areas: tuple[Area, ...]


def _family_of(track: Track) -> Family:
    """The family of a track.

    It has the code and label of the track unless its entry gives others.
    """
    code, label = track.family or (track.value, track.label)
    return Family(code, label, areas_on(track))


FAMILIES = {family.code: family for family in [_family_of(track) for track in TRACKS]}
"""The families by their codes, in the order of the tracks. Every area is in one."""


def areas_of(families: Iterable[str]) -> set[Area]:
    """All areas of the families with these codes. Raises `ValueError` for a code that is none."""
    areas: set[Area] = set()
    for code in families:
        if code not in FAMILIES:
            raise ValueError(f"{code!r} is no family of judgements")
        areas.update(FAMILIES[code].areas)
    return areas


@dataclass(frozen=True, slots=True)
class FrameworkChange:
    """A change of framework: its first day, a label of two or three words, and a sentence."""

    since: date
    label: str
    sentence: str


FRAMEWORK_CHANGES = tuple(
    FrameworkChange(framework.first_day, *framework.change)
    for framework in sorted(Framework, key=lambda framework: framework.first_day)
    if framework.change
)
"""The changes that timelines and charts mark, the oldest first."""
