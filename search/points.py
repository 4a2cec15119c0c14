"""The improvement points of all authorities: searched and filtered as paragraphs are, each with what came next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from reports.filters import several
from reports.models import Authority, Inspection, Paragraph
from reports.succession import next_full, succession
from reports.vocabulary import ASKED
from search.exports import COLUMNS, Column, Export
from search.facets import Facet
from search.filters import ParagraphFilter
from search.follow_up import FollowUp, follow_ups
from search.form import Offered
from search.hits import Hit
from search.results import Search

FACETS = ("region", "authority", "year", "overall", "kind", "role")
"""The filters that the page offers; a point stands in no judged section, but for some of before 2018."""
NO_LATER = "no later full inspection known"
NO_TEXT = "text of the next full inspection not imported"
NOTHING_ALIKE = "nothing alike found"
FOUND = "matched by machine"


class PointFilter(ParagraphFilter):
    """The filters of a search, of which `role` knows only the parts that ask for something."""

    role = several("Part of the report", [(part.value, part.label) for part in ASKED])


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list, marked, with the inspections that followed and what they say, where that was looked up."""

    hit: Hit
    following: list[Inspection]
    follow_ups: list[FollowUp]


class PointSearch(Search):
    """A search among what reports ask for; without a choice of part, among points and priorities both."""

    page_name = "points"
    filter_class = PointFilter

    def __init__(self, parameters: QueryDict) -> None:
        asked = parameters.copy()
        if not asked.getlist("role"):
            asked.setlist("role", [part.value for part in ASKED])
        super().__init__(asked, only_paragraphs=True)

    @property
    def choices(self) -> list[Offered]:
        return [each for each in super().choices if each.name != "group"]

    @property
    def facets(self) -> list[Facet]:
        by_name = {facet.name: facet for facet in super().facets}
        return [by_name[name] for name in FACETS if name in by_name]

    @cached_property
    def authority(self) -> Authority | None:
        """The one authority that was asked for, whose points then stand beside what was said; None for all others."""
        chosen = self.filters.form.cleaned_data.get("authority", []) if self.is_valid else []
        if len(chosen) != 1:
            return None
        return Authority.objects.prefetch_related("predecessors").get(slug=chosen[0])

    @cached_property
    def points(self) -> list[Point]:
        """The page's points; what the next inspection says only of one authority's."""
        hits = self.hits
        following = following_of({hit.paragraph.inspection for hit in hits})
        said = follow_ups((hit.paragraph for hit in hits), following, self.version) if self.authority else {}
        return [Point(hit, following[hit.paragraph.inspection_id], said.get(hit.paragraph.pk, [])) for hit in hits]


def following_of(inspections: Iterable[Inspection]) -> dict[int, list[Inspection]]:
    """The full inspections that followed each of these, by its key."""
    return next_full(inspections, succession())


def point_columns(export: Export, search: PointSearch) -> tuple[Column, ...]:
    """The columns of `/points.csv`: those of every search, then what came next; what it says of one authority only."""
    rows = list(export.rows()) if search.authority else []
    asked = Inspection.objects.filter(paragraphs__in=search.found).distinct() if search.is_valid else []
    following = following_of(asked)
    said = follow_ups(rows, following, search.version)

    def following_one(row: Paragraph) -> list[Inspection]:
        return following.get(row.inspection_id, [])

    columns = (
        Column("next_inspection", "The full inspection that followed", lambda row: " ".join(each.slug for each in following_one(row))),
        Column("next_end_date", "Its last day on site", lambda row: " ".join(each.end_date.isoformat() for each in following_one(row))),
        Column("follow_up", "How far the point can be followed", lambda row: state_of(following_one(row), said.get(row.pk))),
    )
    return (*COLUMNS, *columns, *(_said_columns(export, said) if search.authority else ()))


def state_of(following: list[Inspection], said: list[FollowUp] | None) -> str:
    """How far a point can be followed, in words; `said` is None where nothing was looked up."""
    if not following:
        return NO_LATER
    if not any(each.reading_id for each in following):
        return NO_TEXT
    if said is None:
        return ""
    return FOUND if any(each.passages for each in said) else NOTHING_ALIKE


def _said_columns(export: Export, said: Mapping[int, list[FollowUp]]) -> tuple[Column, ...]:
    def first(row: Paragraph) -> Paragraph | None:
        return next((each.paragraph for one in said.get(row.pk, []) for each in one.passages), None)

    def shared(row: Paragraph) -> str:
        return next((" ".join(each.words) for one in said.get(row.pk, []) for each in one.passages), "")

    def address(row: Paragraph) -> str:
        found = first(row)
        return export.address(found.get_absolute_url()) if found else ""

    return (
        Column("said_text", "The passage of it most alike, matched by machine", lambda row: getattr(first(row), "text", "")),
        Column("said_url", "Permanent address of that passage", address),
        Column("shared_words", "The telling words that both share", shared),
    )
