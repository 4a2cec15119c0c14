"""Where to read how it reads where the grade is better: an authority's neighbours with such a
grade.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from reports.facts.frameworks import CORE, Track
from reports.facts.vocabulary import Grade
from reports.models import Authority
from reports.overview.grade_cells import grade_cells
from search.compare.form import Beside
from search.compare.grades import Compared

READ = tuple(track for track in CORE if not track.overall)
"""The judgements with a section of their own in a report of today."""


@dataclass(frozen=True, slots=True)
class Preset:
    """The neighbours of an authority with one of `grades` for a judgement; `neighbours` is their
    number, if counted.
    """

    authority: Authority
    track: Track
    grades: tuple[Grade, ...]
    neighbours: int | None

    @property
    def parameters(self) -> QueryDict:
        """The parameters of the page on which they are read."""
        parameters = QueryDict(mutable=True)
        parameters["authority"], parameters["with"], parameters["area"] = (
            self.authority.slug,
            Beside.NEIGHBOURS,
            self.track.areas[0],
        )
        parameters.setlist("grade", list(self.grades))
        return parameters

    @property
    def wording(self) -> str:
        """`outstanding or good`."""
        return " or ".join(grade.label.lower() for grade in self.grades)


def presets(compared: Compared, neighbours: Iterable[Compared] | None = None) -> list[Preset]:
    """A preset for each judgement that could have been graded better; `neighbours` are counted
    where they are known.
    """
    authority = compared.authority
    if not authority.neighbour_codes:
        return []
    listed = None if neighbours is None else list(neighbours)
    available = []
    for track in READ:
        if better := _better(compared, track):
            count = (
                None
                if listed is None
                else sum(each.was_given(track.areas[:1], better) for each in listed)
            )
            available.append(Preset(authority, track, better, count))
    return available


def _better(compared: Compared, track: Track) -> tuple[Grade, ...]:
    """The positive grades above the authority's own, on its scale; all of them where it has none."""
    scale = compared.scale
    own = grade_cells(compared.graded, [track])[0].judgement if compared.graded else None
    if own is None or own.grade not in scale.positive:
        return scale.positive
    return scale.positive[: scale.positive.index(Grade(own.grade))]
