"""Ready-made comparisons: an authority with those of its neighbours that have a better grade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from reports.facts.frameworks import CORE, Track
from reports.facts.vocabulary import Grade
from reports.models import Authority
from reports.overview.grade_cells import grade_cells
from search.compare.form import ComparatorGroup
from search.compare.grades import ComparedAuthority

SECTION_TRACKS = tuple(track for track in CORE if not track.overall)
"""The judgements with a section of their own in current reports."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A comparison of an authority with the neighbours that have one of `grades` for a judgement.

    `neighbours` is the number of these neighbours, None if they were not counted.
    """

    authority: Authority
    track: Track
    grades: tuple[Grade, ...]
    neighbours: int | None

    @property
    def parameters(self) -> QueryDict:
        """The parameters of the comparison."""
        parameters = QueryDict(mutable=True)
        parameters["authority"] = self.authority.slug
        parameters["with"] = ComparatorGroup.NEIGHBOURS
        parameters["area"] = self.track.areas[0]
        parameters.setlist("grade", list(self.grades))
        return parameters

    @property
    def wording(self) -> str:
        """The grades in words: `outstanding or good`."""
        return " or ".join(grade.label.lower() for grade in self.grades)


def presets(
    compared: ComparedAuthority, neighbours: Iterable[ComparedAuthority] | None = None
) -> list[Preset]:
    """A preset for each judgement that could have a better grade.

    If `neighbours` are given, those with a better grade are counted.
    """
    authority = compared.authority
    if not authority.neighbour_codes:
        return []
    listed = None if neighbours is None else list(neighbours)
    available = []
    for track in SECTION_TRACKS:
        better = _better(compared, track)
        if not better:
            continue
        count = None
        if listed is not None:
            count = sum(each.was_given(track.areas[:1], better) for each in listed)
        available.append(Preset(authority, track, better, count))
    return available


def _better(compared: ComparedAuthority, track: Track) -> tuple[Grade, ...]:
    """The positive grades above the authority's own, on its scale.

    All positive grades if the authority has none of them.
    """
    scale = compared.scale
    own = grade_cells(compared.latest, [track])[0].judgement if compared.latest else None
    if own is None or own.grade not in scale.positive:
        return scale.positive
    return scale.positive[: scale.positive.index(Grade(own.grade))]
