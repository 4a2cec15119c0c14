"""The answer to a search: how many paragraphs of how many reports, and one page of them with their marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Count, TextField
from django.db.models.functions import Cast
from django.http import Http404, QueryDict
from django.utils.safestring import SafeString

from reports.filters import settled
from reports.models import Paragraph
from reports.querysets import ParagraphQuerySet
from reports.text_search import BlankedText
from search.facets import Facet, facets
from search.filters import ParagraphFilter
from search.marks import marked, spans
from search.query import Query, parse
from search.ranking import relevance

PAGE_SIZE = 20
LAST_PAGE = 100
"""Pages beyond are refused: narrowing the search serves better, and the cost of a page stays bounded."""

MATCHES = {
    "stems": "Other forms of the words too",
    "exact": "Exactly these words",
}
SORTS = {
    "relevance": "Relevance",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "authority": "Authority",
}
NEWEST = ("-inspection__end_date", "inspection__slug", "position")
ORDERS = {
    "newest": NEWEST,
    "oldest": ("inspection__end_date", "inspection__slug", "position"),
    "authority": ("authority__name", *NEWEST),
}


class SearchForm(forms.Form):
    """What else the address of a search may say beside its filters."""

    q = forms.CharField(required=False, strip=True, label="Words or “phrases”")
    match = forms.ChoiceField(required=False, label="Words", choices=list(MATCHES.items()))
    sort = forms.ChoiceField(required=False, label="Sort by", choices=list(SORTS.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE, label="Page")


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that was found, with its text marked, safe for HTML."""

    paragraph: Paragraph
    highlighted: SafeString


def ready_to_mark(paragraphs: ParagraphQuerySet) -> ParagraphQuerySet:
    """The paragraphs with inspection and authority, and with what `hits_of` needs."""
    return paragraphs.select_related("inspection", "inspection__authority").annotate(
        blanked=BlankedText("text"), vector=Cast("search_vector", TextField())
    )


def hits_of(rows: Iterable[Any], query: Query) -> list[Hit]:
    """Paragraphs that are `ready_to_mark`, with what the query found in them marked."""
    phrases = query.wanted()
    return [Hit(row, marked(row.text, spans(row.blanked, row.vector, phrases))) for row in rows]


class Search:
    """One search, from the parameters of its address; each part is asked for once, when it is needed."""

    def __init__(self, parameters: QueryDict, within: ParagraphQuerySet | None = None) -> None:
        self.form = SearchForm(parameters)
        self.is_valid = self.form.is_valid()
        self.query: Query = parse(
            self.form.cleaned_data.get("q", ""), exact=self.form.cleaned_data.get("match") == "exact"
        )
        self.wanted = self.query.as_tsquery()
        paragraphs = Paragraph.objects.all() if within is None else within
        if self.wanted is not None:
            paragraphs = paragraphs.matching(self.wanted)
        self.filters = settled(ParagraphFilter(parameters, queryset=paragraphs))
        self.is_valid = self.filters.is_valid() and self.is_valid

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong with the address, by parameter; empty for a valid search."""
        both = [*self.form.errors.items(), *self.filters.form.errors.items()]
        return {name: [str(message) for message in messages] for name, messages in both}

    @property
    def sort(self) -> str:
        """The order asked for; without words there is no relevance, and the newest come first."""
        asked = str(self.form.cleaned_data.get("sort") or "relevance")
        return "newest" if asked == "relevance" and self.wanted is None else asked

    @cached_property
    def found(self) -> ParagraphQuerySet:
        """All paragraphs of the answer, unordered; none while the address has an error."""
        return self.filters.applied() if self.is_valid else Paragraph.objects.none()

    @cached_property
    def counts(self) -> dict[str, int]:
        """`paragraphs`, `reports` and `authorities` of the answer, exactly."""
        return self.found.order_by().aggregate(
            paragraphs=Count("pk"),
            reports=Count("inspection", distinct=True),
            authorities=Count("authority", distinct=True),
        )

    @cached_property
    def facets(self) -> list[Facet]:
        return facets(self.filters) if self.is_valid else []

    def ordered(self) -> ParagraphQuerySet:
        """The answer in the order asked for, each with its inspection and authority, and what marks need."""
        rows = ready_to_mark(self.found)
        if self.wanted is None or self.sort in ORDERS:
            return rows.order_by(*ORDERS[self.sort])
        return rows.annotate(rank=relevance(self.query.wanted())).order_by("-rank", *NEWEST)

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for. Raises `Http404` when the answer has fewer pages."""
        paginator: Paginator[Any] = Paginator(self.ordered(), PAGE_SIZE)
        paginator.count = self.counts["paragraphs"]  # counted already, with the reports
        number = self.form.cleaned_data.get("page") or 1
        try:
            return paginator.page(number)
        except EmptyPage as error:
            raise Http404(f"There is no page {number}; the last is page {paginator.num_pages}.") from error

    @cached_property
    def hits(self) -> list[Hit]:
        """The page's paragraphs, marked."""
        return hits_of(self.page.object_list, self.query)
