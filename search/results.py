"""The answer to a search: how many paragraphs of how many reports, and one page of them with their marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count, F, Max, Window
from django.db.models.functions import RowNumber
from django.http import Http404, QueryDict
from django.urls import reverse

from reports.filters import settled
from reports.models import ArchiveVersion, Inspection, Paragraph
from reports.querysets import ParagraphQuerySet
from reports.reference import AuthorityFact
from reports.text_search import Frequencies, frequencies
from search.bounds import take_place
from search.equivalents import expanded
from search.facets import Facet, Tally, tally
from search.filters import ParagraphFilter
from search.form import NEWEST, ORDERS, Offered, SearchForm
from search.hits import Hit, hits_at, hits_of, ready_to_mark
from search.parser import parse
from search.ranking import relevance
from search.suggestions import Shortcut, WayOut, authorities_named, did_you_mean, shortcuts, ways_out, whole_words

PAGE_SIZE = 20
BEST_OF_A_REPORT = 3
"""Passages that stand for a report when results are grouped by report."""


@dataclass(frozen=True, slots=True)
class ReportHit:
    """A report in which something was found: its best passages, of how many."""

    inspection: Inspection
    hits: list[Hit]
    paragraphs: int


class Search:
    """One search, from the parameters of its address; each part is asked for once, when it is needed."""

    page_name = "search"
    filter_class = ParagraphFilter
    """What another list of paragraphs has of its own: its page, and its filters."""

    def __init__(self, parameters: QueryDict, *, only_paragraphs: bool = False) -> None:
        """`only_paragraphs` is for answers that list paragraphs whatever the address says of grouping."""
        self.parameters = parameters
        self.only_paragraphs = only_paragraphs
        self.version = ArchiveVersion.now()
        self.form = SearchForm(parameters)
        form_is_valid = self.form.is_valid()
        told = self.form.cleaned_data
        self.query = parse(told.get("q", ""), exact=self.form.chosen("match") == "exact")
        self.expanded, self.also = expanded(self.query, parameters.getlist("without"), self.version)
        take_place(self.query)
        self.wanted = self.expanded.as_tsquery()
        paragraphs = Paragraph.objects.all() if self.wanted is None else Paragraph.objects.matching(self.wanted)
        self.filters = settled(self.filter_class(parameters, queryset=paragraphs))
        self.is_valid = self.filters.is_valid() and form_is_valid

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong with the address, by parameter; empty for a valid search."""
        both = [*self.form.errors.items(), *self.filters.form.errors.items()]
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
        offered = [self.form.offered("match"), self.form.offered("group"), self.form.offered("sort")]
        return offered if self.wanted is not None else [each.without("relevance") for each in offered]

    @cached_property
    def found(self) -> ParagraphQuerySet:
        """All paragraphs of the answer, unordered; none while the address has an error."""
        return self.filters.applied() if self.is_valid else Paragraph.objects.none()

    @cached_property
    def counts(self) -> dict[str, int]:
        """`paragraphs`, `reports` and `authorities` of the answer, exactly."""
        told = self._tally
        return {"paragraphs": told.paragraphs, "reports": told.reports, "authorities": told.authorities}

    @property
    def facets(self) -> list[Facet]:
        """What each value of each filter would leave; none while the address has an error."""
        return self._tally.facets

    @cached_property
    def _tally(self) -> Tally:
        return tally(self.filters, self.wanted, self.version) if self.is_valid else Tally(0, 0, 0, [])

    def ordered(self) -> ParagraphQuerySet:
        """The answer in the order asked for."""
        return self._in_order(self.found)

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for. Raises `Http404` when the answer has fewer pages."""
        # Of a page of paragraphs only the places are sorted: what marks need is made for its rows, not for all.
        rows = self._reports() if self.by_report else self.ordered().values_list("inspection", "position")
        paginator: Paginator[Any] = Paginator(rows, PAGE_SIZE)
        # Counted already, all at once.
        paginator.count = self.counts["reports" if self.by_report else "paragraphs"]
        number = self.form.cleaned_data.get("page") or 1
        try:
            return paginator.page(number)
        except EmptyPage as error:
            raise Http404(f"There is no page {number}; the last is page {paginator.num_pages}.") from error

    @cached_property
    def hits(self) -> list[Hit]:
        """The page's paragraphs, marked, each with its neighbours."""
        return hits_at(list(self.page.object_list), self.expanded)

    @cached_property
    def reports(self) -> list[ReportHit]:
        """The page's reports, each with its best passages, marked."""
        counted = {row["inspection"]: row["paragraphs"] for row in self.page.object_list}
        best = self._in_order(ready_to_mark(self.found.filter(inspection__in=counted)))
        place = Window(RowNumber(), partition_by=F("inspection"), order_by=self._order())
        hits = hits_of(best.annotate(place=place).filter(place__lte=BEST_OF_A_REPORT), self.expanded)
        told: dict[int, list[Hit]] = {report: [] for report in counted}
        for hit in hits:
            told[hit.paragraph.inspection_id].append(hit)
        return [ReportHit(each[0].paragraph.inspection, each, counted[report]) for report, each in told.items()]

    @cached_property
    def found_nowhere(self) -> list[str]:
        """The words of the query that no paragraph holds."""
        return [word for word, lexeme in whole_words(self.query).items() if not self.seen.paragraphs[lexeme]]

    @cached_property
    def seen(self) -> Frequencies:
        """How often what is searched stands in the archive."""
        wanted = {lexeme for phrase in self.expanded.wanted() for lexeme in phrase}
        return frequencies(wanted | set(whole_words(self.query).values()))

    @cached_property
    def did_you_mean(self) -> str | None:
        """Another spelling for them, in the archive's own words."""
        return did_you_mean(self.query, self.found_nowhere)

    @cached_property
    def authorities_named(self) -> list[AuthorityFact]:
        """The authorities that the query names and the archive has a page of."""
        known = {choice.value for facet in self.facets if facet.name == "authority" for choice in facet.choices}
        return [fact for fact in authorities_named(self.query) if fact.slug in known] if self.query.root else []

    @cached_property
    def shortcuts(self) -> list[Shortcut]:
        """An authority's neighbours and region, one click away."""
        return shortcuts(self.filters, self.parameters) if self.is_valid else []

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """What to take off an empty answer; nothing for one that is not empty."""
        empty = self.is_valid and not self.counts["paragraphs"]
        return ways_out(self.query, self.filters, self.parameters, self.version) if empty else []

    def _order(self) -> list[str]:
        by_rank = self.wanted is not None and self.sort not in ORDERS
        return ["-rank", *NEWEST] if by_rank else list(ORDERS[self.sort])

    def _in_order(self, rows: ParagraphQuerySet) -> ParagraphQuerySet:
        if self._order()[0] == "-rank":
            rows = rows.annotate(rank=relevance(self.expanded.wanted(), self.seen))
        return rows.order_by(*self._order())

    def _reports(self) -> Any:
        """The reports of the answer as rows of `inspection` and `paragraphs`, in the order asked for."""
        rows = self.found.order_by().values("inspection").annotate(paragraphs=Count("pk"))
        if self._order()[0] == "-rank":
            rows = rows.annotate(rank=Max(relevance(self.expanded.wanted(), self.seen)))
        # A report has one place: the order within it does not count.
        return rows.order_by(*(field for field in self._order() if field != "position"))
