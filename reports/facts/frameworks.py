"""What each framework of inspection judges, on which scale, and when it changed.

All of it is listed in `reports/data/frameworks/`. The same subject is judged under other names in
other years, or together with another subject. A *track* follows one judgement through the
frameworks, and a *family* finds the areas of a track in filters. Neither makes a grade: a grade
that was given for two tracks together stays one grade.
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
    """A scale of grades, the best first; `positive` are those that figures count together."""

    grades: tuple[Grade, ...]
    positive: tuple[Grade, ...]

    def set_values(self, entry: FileEntry) -> None:
        self.grades = tuple([Grade(code) for code in entry.values["grades"]])
        self.positive = tuple([Grade(code) for code in entry.values["positive"]])

    @property
    def in_a_sentence(self) -> str:
        """Its label with a small letter first: `grades since November 2013`."""
        return self.label[:1].lower() + self.label[1:]

    @property
    def positive_words(self) -> str:
        """`good or outstanding`."""
        return " or ".join(grade.label.lower() for grade in reversed(self.positive))


class Framework(ListedTerm, table="framework"):
    """The rules of some years' inspections; the oldest first.

    `areas` are judged, in the order that reports print; its reports `may` judge others besides.
    """

    kind: Kind
    scale: Scale
    areas: tuple[Area, ...]
    may: tuple[Area, ...]
    first_day: date
    replaces: str
    change: tuple[str, str] | None

    def set_values(self, entry: FileEntry) -> None:
        values = entry.values
        self.kind = Kind(values["kind"])
        self.scale = Scale(values["scale"])
        self.areas = tuple([Area(code) for code in values["areas"]])
        self.may = tuple([Area(code) for code in values.get("may", ())])
        self.first_day = values["first_day"]
        self.replaces = values.get("replaces", "")
        self.change = pair_of(entry, "change")

    @cached_property
    def last_day(self) -> date:
        """The day before that of the framework that replaces it; `date.max` where none does."""
        next_days = [each.first_day for each in Framework if each.replaces == self]
        return min(next_days) - timedelta(days=1) if next_days else date.max


def grade_choices() -> list[tuple[str, str]]:
    """Every grade's code and label, for filters: a label of two grades says the scale, too."""
    labels = Counter(grade.label for grade in Grade)
    choices = []
    for grade in Grade:
        scales = [scale for scale in Scale if grade in scale.grades]
        is_alone = labels[grade.label] == 1 or not scales
        named = grade.label if is_alone else f"{grade.label} ({scales[0].in_a_sentence})"
        choices.append((grade.value, named))
    return choices


@cache
def frameworks_of(kind: str) -> tuple[Framework, ...]:
    """The frameworks whose inspections end in this kind of report, the oldest first."""
    return tuple([framework for framework in Framework if framework.kind == kind])


def framework_of(kind: str, areas: Collection[str]) -> Framework | None:
    """The framework of an inspection of this kind that judged these areas.

    What it judged decides, not its date: inspections of two frameworks overlapped. Where several
    fit, the latest does. None for a kind without grades, and when several frameworks could have
    been and no judgement is known.
    """
    candidates = frameworks_of(kind)
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    if not areas:
        return None
    judged = set(areas)
    return min(reversed(candidates), key=lambda framework: len(judged.difference(framework.areas)))


def frameworks_between(kind: str, first_day: date, last_day: date) -> list[Framework]:
    """The frameworks of a kind of report that were in force on one of these days."""
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
        areas.update(framework.areas, framework.may)
    return frozenset(areas)


@cache
def scales_of(kind: str) -> tuple[Scale, ...]:
    """The scales of a kind of report, the oldest first; none for a kind without grades."""
    return tuple(dict.fromkeys(framework.scale for framework in frameworks_of(kind)))


@cache
def scale_of(kind: str, grade: str) -> Scale | None:
    """The scale that a grade in this kind of report is on.

    None for a grade that its frameworks do not give, and for what says that none was given.
    """
    for scale in scales_of(kind):
        if grade in scale.grades:
            return scale
    return None


def scale_of_inspection(kind: str, grades: Mapping[str, str]) -> Scale | None:
    """The scale of an inspection with these grades by area; None for a kind without grades."""
    for grade in grades.values():
        if scale := scale_of(kind, grade):
            return scale
    framework = framework_of(kind, grades)
    if framework is not None:
        return framework.scale
    return scales_of(kind)[-1] if scales_of(kind) else None


@cache
def kinds_on(scale: Scale) -> tuple[Kind, ...]:
    """The kinds of report with grades on this scale."""
    return tuple([kind for kind in Kind if scale in scales_of(kind)])


@cache
def scales_in_use() -> tuple[Scale, ...]:
    """The scales of kinds of report that are still made."""
    in_use = [each for each in Scale if any(kind.last_day == date.max for kind in kinds_on(each))]
    return tuple(in_use)


def _check_scales() -> None:
    """Raise `FrameworkFileError` where a kind of report and a grade do not tell the scale."""
    for kind in Kind:
        for one, other in combinations(scales_of(kind), 2):
            if common := set(one.grades) & set(other.grades):
                raise FrameworkFileError(
                    f"The kind {kind} has “{min(common)}” on two scales, {one} and {other}:"
                    " give the grade of one of them another code."
                )


_check_scales()


class Track(ListedTerm, table="track"):
    """A judgement under all the names that the frameworks gave it.

    `areas` are its names; `letter` heads a narrow column, and `short` a lane of a timeline. One
    that is `listed` has a column in the lists of authorities. One that is `apart` is given in a
    report of its own.
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
        """The areas that judge it alone, in the order of the vocabulary."""
        return tuple([area for area in Area if area.tracks == (self.value,)])

    @cached_property
    def ended(self) -> date | None:
        """The first day from which no framework judges it; None while one does."""
        judging = [each for each in Framework if not set(areas_on(self)).isdisjoint(each.areas)]
        last_day = max((each.last_day for each in judging), default=date.max)
        return None if last_day == date.max else last_day + timedelta(days=1)


TRACKS = tuple(Track)
"""All tracks, in the order of a table's columns."""
CORE = tuple(track for track in Track if track.listed)
"""The columns of the lists of authorities."""
OVERALL = next(track for track in Track if track.overall)
"""The judgement that sums up the others, where a framework has it."""
SINGLE = tuple(track for track in Track if not track.overall)
"""The judgements that are summed up, and those that stand alone."""


@cache
def areas_on(track: Track) -> tuple[Area, ...]:
    """The areas whose grade belongs on a track: its own names first, then what was judged together
    with it.
    """
    joint = [area for area in Area if area.is_joint and track.value in area.tracks]
    return (*track.areas, *joint)


def judged_as(track: Track, areas: Collection[str]) -> str:
    """Which of the `areas` that an inspection judged belongs on this track; empty when none does."""
    for area in areas_on(track):
        if area in areas:
            return area.value
    return ""


def same_subject(areas: Iterable[str]) -> set[str]:
    """The areas and those that other frameworks judged in their place.

    `care-leavers` brings in what was judged for children in care and care leavers together.
    """
    same = set(areas)
    for track in TRACKS:
        if not same.isdisjoint(track.areas):
            same.update(areas_on(track))
    return same


@dataclass(frozen=True, slots=True)
class Family:
    """One subject through the frameworks, as filters offer it: areas that are judged under other
    names, or together, in other years.
    """

    code: str
    label: str
    areas: tuple[Area, ...]


def _family_of(track: Track) -> Family:
    """The family of a track; one that has had a single name is its own."""
    code, label = track.family or (track.value, track.label)
    return Family(code, label, areas_on(track))


FAMILIES = {family.code: family for family in [_family_of(track) for track in TRACKS]}
"""The families by their codes, in the order of the tracks: every judgement is in one."""


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
    """A change of framework: its first day, two or three words for a picture, and a sentence."""

    since: date
    label: str
    sentence: str


FRAMEWORK_CHANGES = tuple(
    FrameworkChange(framework.first_day, *framework.change)
    for framework in sorted(Framework, key=lambda framework: framework.first_day)
    if framework.change
)
"""The changes that pictures over the years mark, the oldest first."""
