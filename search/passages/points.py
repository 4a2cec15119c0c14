"""The improvement points of all authorities: searched and filtered as paragraphs are, each with
what came next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from reports.facts.vocabulary import ASKED
from reports.models import Inspection, Paragraph
from reports.overview.cache import kept
from reports.overview.succession import next_full
from search.passages.follow_up import FollowUp, asked_of, follow_ups, matches
from search.passages.match import Alike, alike_of
from search.results.exports import COLUMNS, Column, Export
from search.results.facets import Facet
from search.results.filters import ParagraphFilter, paragraph_filter, several
from search.results.form import Offered, with_shared_fields
from search.results.hits import Hit, hits_alone
from search.results.search import Search

FACETS = ("region", "authority", "year", "overall", "kind", "role")
"""The filters that the page offers; a point stands in no judged section, but for some of before
2018.
"""
NO_LATER = "no later full inspection known"
NO_TEXT = "text of the next full inspection not imported"
NOTHING_ALIKE = "nothing alike found"
FOUND = "matched by machine"


@kept(2)
def point_filter(version: int) -> type[ParagraphFilter]:
    """The filters of a search, of which `role` knows only the parts that ask for something."""
    role = several("Part of the report", [(part.value, part.label) for part in ASKED])
    return with_shared_fields(
        type("PointFilterOfVersion", (paragraph_filter(version),), {"role": role})
    )


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


class PointSearch(Search):
    """A search among what reports ask for; without a choice of part, among points and priorities
    both.
    """

    page_name = "points"

    def __init__(self, parameters: QueryDict) -> None:
        asked = parameters.copy()
        if not any(asked.getlist("role")):
            asked.setlist("role", [part.value for part in ASKED])
        super().__init__(asked, only_paragraphs=True)

    def filter_form(self) -> type[ParagraphFilter]:
        return point_filter(self.version)

    @property
    def choices(self) -> list[Offered]:
        return [each for each in super().choices if each.name != "group"]

    @cached_property
    def facets(self) -> list[Facet]:
        by_name = {facet.name: facet for facet in super().facets}
        return [by_name[name] for name in FACETS if name in by_name]

    @cached_property
    def authority(self) -> tuple[str, str] | None:
        """Slug and name of the one authority that was asked for; None where none was, or several."""
        chosen = self.filters.cleaned_data.get("authority", []) if self.is_valid else []
        choices = self.filters.choices_of("authority")
        return (
            next((choice for choice in choices if choice[0] == chosen[0]), None)
            if len(chosen) == 1
            else None
        )

    @property
    def is_tracker(self) -> bool:
        """Whether the page is all that one authority was asked, beside what was said next."""
        return self.authority is not None and self.wanted is None

    @cached_property
    def hits(self) -> list[Hit]:
        return hits_alone(self.on_page, self.expanded, self.version)

    @cached_property
    def points(self) -> list[tuple[Hit, Sequel]]:
        """The page's points, marked, each with what came after it."""
        sequels = self.sequels([hit.paragraph for hit in self.hits], said=self.is_tracker)
        return [(hit, sequels[hit.paragraph.pk]) for hit in self.hits]

    def sequels(self, points: Sequence[Paragraph], *, said: bool) -> dict[int, Sequel]:
        """What came after each of these points, by its key; with what was said, if that is wanted."""
        following = next_full({point.inspection for point in points})
        told: dict[int, list[FollowUp]] = {}
        if said:
            found = matches(self.version, asked_of(points, following))
            shown = alike_of(match for each in found.values() for match in each)
            told = follow_ups(
                points,
                following,
                {pk: [shown[match] for match in each] for pk, each in found.items()},
            )
        return {
            point.pk: Sequel(following.get(point.inspection_id, []), told.get(point.pk))
            for point in points
        }


def point_columns(export: Export, search: PointSearch) -> tuple[Column, ...]:
    """The columns of `/points.csv`: those of every search, then what came next; what it says, of
    one authority only.
    """
    of_one = search.authority is not None
    sequels = search.sequels(list(search.paragraphs()), said=of_one)

    def following(row: Paragraph) -> list[Inspection]:
        return sequels[row.pk].following

    columns = (
        Column("next_inspection", NEXT, lambda row: " ".join(each.slug for each in following(row))),
        Column(
            "next_end_date",
            LAST_DAY,
            lambda row: " ".join(f"{each.end_date}" for each in following(row)),
        ),
        Column("follow_up", "How far the point can be followed", lambda row: sequels[row.pk].state),
    )
    return (*COLUMNS, *columns, *(_said(export, sequels) if of_one else ()))


NEXT = "The full inspection that followed"
LAST_DAY = "Its last day on site"
SAID = "The passage of it that is most alike, matched by machine"


def _said(export: Export, sequels: Mapping[int, Sequel]) -> tuple[Column, ...]:
    def of(row: Paragraph, told: Callable[[Alike], str]) -> str:
        first = sequels[row.pk].first
        return told(first) if first else ""

    return (
        Column("said_text", SAID, lambda row: of(row, lambda first: first.paragraph.text)),
        Column(
            "said_url",
            "Its permanent address",
            lambda row: of(row, lambda first: export.address(first.paragraph.get_absolute_url())),
        ),
        Column(
            "shared_words",
            "Why it was matched",
            lambda row: of(row, lambda first: " ".join(first.words)),
        ),
    )
