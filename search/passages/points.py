"""The improvement points of all authorities: searched and filtered as paragraphs are, each with
what came next.
"""

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
from search.passages.follow_up import FollowUp, asked_of, follow_ups, matches
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
"""The filters that the page offers; a point stands in no judged section, but for some of before
2018.
"""
NO_LATER = "no later full inspection known"
NO_TEXT = "text of the next full inspection not imported"
NOTHING_ALIKE = "nothing alike found"
FOUND = "matched by machine"


class PointFilters(ParagraphFilters):
    """The filters of a search; `role` offers only the parts of a report that ask for something."""

    role = several("Part of the report", [(part.value, part.label) for part in IMPROVEMENT_ROLES])


@dataclass(frozen=True, slots=True)
class Sequel:
    """What came after a point: the full inspections that followed, and what they say; None where
    nobody looked.
    """

    following: list[Inspection]
    follow_ups: list[FollowUp] | None

    @property
    def state(self) -> str:
        """How far the point can be followed, in words; empty where its follow-up was not looked up."""
        if not self.following:
            return NO_LATER
        if not any(each.reading_id for each in self.following):
            return NO_TEXT
        if self.follow_ups is None:
            return ""
        return FOUND if self.first else NOTHING_ALIKE

    @property
    def can_be_read(self) -> bool:
        """Whether it was looked up and there is a text: only then does it stand beside the point."""
        return self.follow_ups is not None and any(each.reading_id for each in self.following)

    @property
    def first(self) -> Alike | None:
        """The passage that is most alike."""
        return next((alike for each in self.follow_ups or [] for alike in each.passages), None)


POINTS = SearchPage("points", PointFilters, FACETS)


@dataclass(frozen=True, slots=True)
class PointPage:
    """A page of points, each with what came after it, and what stands around them.

    `authority` is the slug and the name of the only one chosen. A tracker is all that one authority
    was asked, beside what was said next.
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
    """What an address asks of points; without a choice of part, of points and priorities both."""
    with_roles = parameters.copy()
    if not any(with_roles.getlist("role")):
        with_roles.setlist("role", [part.value for part in IMPROVEMENT_ROLES])
    return read_request(with_roles, POINTS, only_paragraphs=True)


def find_points(request: SearchRequest) -> PointPage:
    """One page of the answer to a valid request; raises what `find` raises."""
    result = find(request)
    authority = authority_of(request)
    is_tracker = authority is not None and not result.answer.has_words
    hits = hits_of(result.passages)
    sequels = sequels_of([hit.paragraph for hit in hits], said=is_tracker)
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
    """Slug and name of the only authority that a valid request chose; None for none or several."""
    chosen = request.filters.cleaned_data["authority"]
    if len(chosen) != 1:
        return None
    field: Any = request.filters.fields["authority"]
    return next((choice for choice in field.choices if choice[0] == chosen[0]), None)


def sequels_of(points: Sequence[Paragraph], *, said: bool) -> dict[int, Sequel]:
    """What came after each of these points, by its key; with `said`, what it says, too."""
    following = next_full({point.inspection for point in points})
    sequels: dict[int, list[FollowUp]] = {}
    if said:
        matches_of_points = matches(asked_of(points, following))
        shown = alike_of(match for each in matches_of_points.values() for match in each)
        passages = {pk: shown_of(each, shown) for pk, each in matches_of_points.items()}
        sequels = follow_ups(points, following, passages)
    return {
        point.pk: Sequel(following.get(point.inspection_id, []), sequels.get(point.pk))
        for point in points
    }
