"""The page of points: searched and filtered as paragraphs are, each with its follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from reports.facts.vocabulary import IMPROVEMENT_ROLES
from reports.models import Inspection, Paragraph
from reports.overview.succession import next_full
from reports.web.filters import several
from search.passages.follow_up import FollowUp, follow_up_matches, follow_ups, points_followed
from search.passages.match import Alike, alike_of, shown_of
from search.results.form import (
    Facet,
    Offered,
    ParagraphFilters,
    SearchForm,
    facets_of,
    filter_form,
)
from search.results.hits import Hit, hits_of
from search.results.search import SearchPage, SearchRequest, SearchResult, find, read_request

FACETS = ("region", "authority", "year", "overall", "kind", "role")
"""The filters that the page offers; none by judgement, which only some points before 2018 have."""
NO_LATER = "no later full inspection known"
NO_TEXT = "text of the next full inspection not imported"
NOTHING_ALIKE = "nothing alike found"
MATCHED = "matched by machine"


class PointFilters(ParagraphFilters):
    """The filters of a search; `role` offers only the roles of points."""

    role = several("Part of the report", [(part.value, part.label) for part in IMPROVEMENT_ROLES])


@dataclass(frozen=True, slots=True)
class Sequel:
    """What came after a point: the full inspections that followed, and what they say on it.

    `follow_ups` is None if it was not looked up.
    """

    following: list[Inspection]
    follow_ups: list[FollowUp] | None

    @property
    def state(self) -> str:
        """How far the point can be followed, in words; empty if it was not looked up."""
        if not self.following:
            return NO_LATER
        if not any(each.reading_id for each in self.following):
            return NO_TEXT
        if self.follow_ups is None:
            return ""
        return MATCHED if self.first else NOTHING_ALIKE

    @property
    def can_be_read(self) -> bool:
        """Whether the follow-up was looked up and there is a text: only then is it shown."""
        return self.follow_ups is not None and any(each.reading_id for each in self.following)

    @property
    def first(self) -> Alike | None:
        """The most similar passage; None without any."""
        return next((alike for each in self.follow_ups or [] for alike in each.passages), None)


POINTS = SearchPage("points", PointFilters, FACETS)


@dataclass(frozen=True, slots=True)
class PointPage:
    """A page of points, each with its sequel, and the filters and choices of the page.

    `authority` is the slug and name of the authority, if exactly one is chosen. `is_tracker` says
    whether the page lists all points of one authority, each beside its follow-up.
    """

    request: SearchRequest
    result: SearchResult
    facets: list[Facet]
    choices: list[Offered]
    authority: tuple[str, str] | None
    is_tracker: bool
    points: list[tuple[Hit, Sequel]]


def point_forms(parameters: QueryDict) -> list[forms.BaseForm]:
    """The forms of the address of points, not yet validated."""
    return [SearchForm(parameters), filter_form(PointFilters, parameters)]


def read_points(parameters: QueryDict) -> SearchRequest:
    """The request of an address; without a chosen role, it looks for all points."""
    with_roles = parameters.copy()
    if not any(with_roles.getlist("role")):
        with_roles.setlist("role", [part.value for part in IMPROVEMENT_ROLES])
    return read_request(with_roles, POINTS, only_paragraphs=True)


def find_points(request: SearchRequest) -> PointPage:
    """One page of the answer to a valid request. Raises as `find` does."""
    result = find(request)
    authority = authority_of(request)
    is_tracker = authority is not None and not result.answer.has_words
    hits = hits_of(result.passages)
    sequels = sequels_of([hit.paragraph for hit in hits], with_follow_ups=is_tracker)
    choices = request.form.choices(with_relevance=result.answer.has_words)
    return PointPage(
        request=request,
        result=result,
        facets=facets_of(request.filters, result.answer.facets),
        choices=[each for each in choices if each.name != "group"],
        authority=authority,
        is_tracker=is_tracker,
        points=[(hit, sequels[hit.paragraph.pk]) for hit in hits],
    )


def authority_of(request: SearchRequest) -> tuple[str, str] | None:
    """The slug and name of the authority of a valid request; None if it chose none or several."""
    chosen = request.filters.cleaned_data["authority"]
    if len(chosen) != 1:
        return None
    field: Any = request.filters.fields["authority"]
    return next((choice for choice in field.choices if choice[0] == chosen[0]), None)


def sequels_of(points: Sequence[Paragraph], *, with_follow_ups: bool) -> dict[int, Sequel]:
    """The sequel of each point, by its key, in which `follow_ups` is None unless requested."""
    following = next_full({point.inspection for point in points})
    follow_ups_of: dict[int, list[FollowUp]] = {}
    if with_follow_ups:
        matches_of_points = follow_up_matches(points_followed(points, following))
        shown = alike_of(match for each in matches_of_points.values() for match in each)
        passages = {pk: shown_of(each, shown) for pk, each in matches_of_points.items()}
        follow_ups_of = follow_ups(points, following, passages)
    return {
        point.pk: Sequel(following.get(point.inspection_id, []), follow_ups_of.get(point.pk))
        for point in points
    }
