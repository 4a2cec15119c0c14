"""The answer to a search: how many paragraphs of how many reports, and one page of them with their
marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, QueryDict
from django.urls import reverse

from reports.facts.reference import AuthorityFact
from reports.models import ArchiveVersion, Inspection, Paragraph
from search.index.columns import archive
from search.index.compiling import matching_of, phrases_of
from search.index.frequencies import Frequencies, frequencies
from search.index.levels import Scanned
from search.index.narrowing import Narrowed
from search.index.ranking import in_turn, most_relevant
from search.index.scan import EVERYTHING, NOWHERE, Places, inspections_of, is_kept, look_up
from search.index.tags import tags_of
from search.index.thesaurus import expanded
from search.query.parser import parse
from search.results.bounds import take_place
from search.results.facets import FACETS, Facet, facet
from search.results.filters import ParagraphFilter, paragraph_filter
from search.results.form import ORDERS, Offered, SearchForm
from search.results.hits import Hit, hits_alone, hits_at, paragraphs_at
from search.results.suggestions import (
    Shortcut,
    WayOut,
    authorities_named,
    did_you_mean,
    shortcuts,
    ways_out,
    whole_words,
)

PAGE_SIZE = 20
CHUNK = 500
"""Paragraphs that are fetched at a time, so that memory stays small for any number of them."""
BEST_OF_A_REPORT = 3
"""Passages that stand for a report when results are grouped by report."""


@dataclass(frozen=True, slots=True)
class ReportHit:
    """A report in which something was found: its best passages, of how many."""

    inspection: Inspection
    hits: list[Hit]
    paragraphs: int


class Search:
    """One search, from the parameters of its address; each part is asked for once, when it is
    needed.
    """

    page_name = "search"
    """The page that shows it; another list of paragraphs has its own, and its own filters."""

    def __init__(
        self, parameters: QueryDict, *, only_paragraphs: bool = False, with_facets: bool = True
    ) -> None:
        """`only_paragraphs` is for answers that list paragraphs whatever the address says of
        grouping.

        One without facets has less to scan.
        """
        self.parameters = parameters
        self.only_paragraphs = only_paragraphs
        self.with_facets = with_facets
        self.version = ArchiveVersion.now()
        self.form = SearchForm(parameters)
        form_is_valid = self.form.is_valid()
        told = self.form.cleaned_data
        self.query = parse(told.get("q", ""), exact=self.form.chosen("match") == "exact")
        self.expanded, self.also = expanded(self.query, parameters.getlist("without"), self.version)
        take_place(self.query)
        self.wanted = matching_of(self.expanded)
        self.filters = self.filter_form()(parameters)
        self.is_valid = self.filters.is_valid() and form_is_valid

    def filter_form(self) -> type[ParagraphFilter]:
        """The form of the filters, with the choices of this version of the archive."""
        return paragraph_filter(self.version)

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong with the address, by parameter; empty for a valid search."""
        both = [*self.form.errors.items(), *self.filters.errors.items()]
        return {name: [str(message) for message in messages] for name, messages in both}

    @property
    def address(self) -> str:
        """The path and parameters of this search, its first page."""
        remaining = self.parameters.copy()
        remaining.pop("page", None)
        return f"{reverse(self.page_name)}?{remaining.urlencode()}"

    @property
    def sort(self) -> str:
        """The order asked for; without words there is no relevance, and the newest come first."""
        asked = self.form.chosen("sort")
        return "newest" if asked == "relevance" and self.wanted is None else asked

    @property
    def by_report(self) -> bool:
        """Whether a page is of reports, not of paragraphs."""
        return self.form.chosen("group") == "report" and not self.only_paragraphs

    @property
    def choices(self) -> list[Offered]:
        """How the answer may be shown, as boxes of which each has one choice made."""
        offered = [
            self.form.offered("match"),
            self.form.offered("group"),
            self.form.offered("sort"),
        ]
        return (
            offered if self.wanted is not None else [each.without("relevance") for each in offered]
        )

    @cached_property
    def narrowed(self) -> Narrowed:
        """The places of the answer, and what filters leave of them; none while the address has an
        error.
        """
        if not self.is_valid:
            return Narrowed(NOWHERE, self.version, {})
        return Narrowed(self._looked_up[0], self.version, self.filters.cleaned_data)

    @cached_property
    def counts(self) -> dict[str, int]:
        """`paragraphs`, `reports` and `authorities` of the answer, exactly."""
        told = self.narrowed
        return {
            "paragraphs": len(told.places),
            "reports": told.report_count,
            "authorities": told.authority_count,
        }

    @cached_property
    def facets(self) -> list[Facet]:
        """What each value of each filter would leave; none while the address has an error, or where
        none are shown.
        """
        known = self.is_valid and self.with_facets
        return [facet(self.filters, name, self.narrowed) for name in FACETS] if known else []

    def ordered(self, first: int | None = None, *, of_reports: bool = False) -> Places:
        """The answer in the order asked for, or its `first` places; only the best place a report if
        `of_reports`.
        """
        return self._in_order(self.narrowed.places, first, of_reports=of_reports)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the answer, in the order asked for; fetched so many at a time that
        memory stays small.
        """
        ordered = self.ordered()
        for start in range(0, len(ordered), CHUNK):
            yield from paragraphs_at(ordered[start : start + CHUNK], self.version)

    @cached_property
    def page(self) -> Page[int]:
        """The page asked for, as places. Raises `Http404` when the answer has fewer pages."""
        paginator: Paginator[int] = Paginator(_Listing(self), PAGE_SIZE)
        number = self.form.cleaned_data.get("page") or 1
        try:
            return paginator.page(number)
        except EmptyPage as error:
            raise Http404(
                f"There is no page {number}; the last is page {paginator.num_pages}."
            ) from error

    @cached_property
    def hits(self) -> list[Hit]:
        """The page's paragraphs, marked, each with its neighbours."""
        return hits_at(self.on_page, self.expanded, self.version)

    @cached_property
    def reports(self) -> list[ReportHit]:
        """The page's reports, each with its best passages, marked."""
        listed = inspections_of(self.on_page).tolist()
        found = self.narrowed.places
        inside = found[np.isin(inspections_of(found), listed)]
        ordered = self._in_order(inside, None)
        chosen = [
            ordered[inspections_of(ordered) == report][:BEST_OF_A_REPORT] for report in listed
        ]
        hits: dict[int, list[Hit]] = {report: [] for report in listed}
        for hit in hits_alone(np.concatenate([NOWHERE, *chosen]), self.expanded, self.version):
            hits[hit.paragraph.inspection_id].append(hit)
        counted = Counter(inspections_of(inside).tolist())
        return [
            ReportHit(each[0].paragraph.inspection, each, counted[report])
            for report, each in hits.items()
            if each
        ]

    @cached_property
    def on_page(self) -> Places:
        """The places that the page shows, in its order."""
        return np.array(self.page.object_list, dtype=np.int64)

    @cached_property
    def found_nowhere(self) -> list[str]:
        """The words of the query that no paragraph holds."""
        return [
            word
            for word, lexeme in whole_words(self.query).items()
            if not self.seen.paragraphs[lexeme]
        ]

    @cached_property
    def seen(self) -> Frequencies:
        """How often what is searched stands in the archive."""
        told = self._looked_up[1] if self.is_valid else None
        return told or frequencies(self._lexemes)

    @cached_property
    def _looked_up(self) -> tuple[Places, Frequencies | None]:
        """The places of the answer and, where these were not known, how often what is searched
        stands.
        """
        wanted = self.wanted or EVERYTHING
        found, seen = look_up(
            self.version, [wanted.within(self._within) if self._within else wanted], self._lexemes
        )
        return found[0], seen

    @cached_property
    def _within(self) -> str | None:
        """What is scanned of an answer that filters leave little of, unless all of it is known
        already.
        """
        if is_kept(self.version, self.wanted):
            return None
        return tags_of(self.filters.cleaned_data, self.version, for_facets=self.with_facets)

    @property
    def _lexemes(self) -> set[str]:
        """All that is searched, other names too."""
        return {lexeme for phrase in phrases_of(self.expanded) for lexeme in phrase} | set(
            whole_words(self.query).values()
        )

    @cached_property
    def did_you_mean(self) -> str | None:
        """Another spelling for them, in the archive's own words."""
        return did_you_mean(self.query, self.found_nowhere)

    @cached_property
    def authorities_named(self) -> list[AuthorityFact]:
        """The authorities that the query names and the archive has a page of."""
        known = {
            choice.value
            for facet in self.facets
            if facet.name == "authority"
            for choice in facet.choices
        }
        return (
            [fact for fact in authorities_named(self.query) if fact.slug in known]
            if self.query.root
            else []
        )

    @cached_property
    def shortcuts(self) -> list[Shortcut]:
        """An authority's neighbours and region, one click away."""
        return shortcuts(self.filters, self.parameters) if self.is_valid else []

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """What to take off an empty answer; nothing for one that is not empty."""
        empty = self.is_valid and not self.counts["paragraphs"]
        return ways_out(self.query, self.filters, self.parameters, self.version) if empty else []

    def _in_order(self, found: Places, first: int | None, *, of_reports: bool = False) -> Places:
        first = len(found) if first is None else first
        if self.wanted is not None and self.sort not in ORDERS:
            scanned = Scanned(self.version, len(self.narrowed.all_places), self._within)
            return most_relevant(
                found, self.expanded, self.seen, scanned, first, of_reports=of_reports
            )
        return in_turn(
            found, archive(self.version).turns(self.sort, found), first, of_reports=of_reports
        )


class _Listing(Sequence[int]):
    """An answer as a paginator takes it: its length is counted already, and only what a page shows
    is put in order.
    """

    def __init__(self, search: Search) -> None:
        self.search = search

    def __len__(self) -> int:
        return self.search.counts["reports" if self.search.by_report else "paragraphs"]

    def __getitem__(self, wanted: Any) -> Any:
        return self.search.ordered(wanted.stop, of_reports=self.search.by_report)[wanted].tolist()
