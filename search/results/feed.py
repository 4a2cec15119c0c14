"""A search as a feed: its passages, the latest to come in or change first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from reports.models import Paragraph
from reports.overview.passage_times import PassageTimes, passage_times
from reports.web.atom import ARCHIVE, PUBLISHER, FeedEntry, FeedPage, feed_response
from search.results.form import LAST_PAGE
from search.results.search import SearchRequest, address_of, find


def search_feed(
    request: HttpRequest, search_request: SearchRequest, *, title: str = "", page_path: str = ""
) -> HttpResponse:
    """A page of the feed of a valid search.

    In the order that the address names; without one, the latest changes first. A feed of another
    page than the search gives its own `title` and `page_path`. Raises as `find` does.
    """
    if not search_request.form.cleaned_data.get("sort"):
        search_request = replace(search_request, order="changed")
    result = find(search_request, with_facets=False)
    feed_page = FeedPage.of_request(
        request,
        result.page,
        title=title or result.request.query.understood or "all paragraphs",
        page_path=page_path or address_of(search_request).partition("?")[0],
        most=LAST_PAGE,
    )
    paragraphs = [passage.paragraph for passage in result.passages]
    return feed_response(feed_page, entries_of(paragraphs), request.build_absolute_uri)


def entries_of(paragraphs: Sequence[Paragraph]) -> list[FeedEntry]:
    """The entries of passages that come with inspection and authority, in their order."""
    times = passage_times()
    return [_entry(paragraph, times) for paragraph in paragraphs]


def _entry(paragraph: Paragraph, times: PassageTimes) -> FeedEntry:
    inspection = paragraph.inspection
    return FeedEntry(
        identity=f"/inspections/{inspection.slug}/{paragraph.anchor}/",
        path=paragraph.get_absolute_url(),
        title=f"{inspection.authority}, {paragraph.label}, {inspection.end_date:%B %Y}",
        text=paragraph.text,
        came_in=times.came_in_at(inspection.pk),
        updated=times.changed_at(inspection.pk, paragraph.position),
        author=ARCHIVE if inspection.authority.invented else PUBLISHER,
    )
