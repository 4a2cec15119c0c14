"""Feeds in Atom (RFC 4287), page by page (RFC 5005), with ids that name no host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

from reports.overview.cache import current_state
from reports.web.data_views import NOTHING_MATCHES, with_note
from reports.web.tables.table import LICENCE

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
TAG = "tag:inspection-archive.example,2026:"
"""The beginning of all ids (RFC 4151). The reserved name belongs to nobody (RFC 2606), so a passage
has the same id on every host.
"""
PUBLISHER, ARCHIVE = "Ofsted", "Inspection Archive"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: `path` is its address without the host; `identity` becomes part of its id.

    `came_in` is when its content came into the archive, `updated` when it last changed there.
    """

    identity: str
    path: str
    title: str
    text: str
    came_in: datetime
    updated: datetime
    author: str = PUBLISHER


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page of a feed, without its entries.

    `page_path` is the path of the HTML page with the same list, `path` that of the feed; both are
    for the first page and include the parameters. `number` is that of this page, `last` that of the
    last page, from 1. `total` is the number of entries on all pages.
    """

    title: str
    page_path: str
    path: str
    number: int
    last: int
    total: int

    @classmethod
    def of_request(
        cls, request: HttpRequest, page: Page[Any], *, title: str, page_path: str, most: int
    ) -> FeedPage:
        """The feed page for a page of a list, of which at most `most` pages can be read."""
        parameters = request.GET.copy()
        parameters.pop("page", None)
        query = parameters.urlencode()
        return cls(
            title=title,
            page_path=f"{page_path}?{query}" if query else page_path,
            path=f"{request.path}?{query}" if query else request.path,
            number=page.number,
            last=min(page.paginator.num_pages, most),
            total=page.paginator.count,
        )

    def path_of(self, number: int) -> str:
        """The path of the page with this number."""
        if number == 1:
            return self.path
        return f"{self.path}{'&' if '?' in self.path else '?'}page={number}"

    def pages(self) -> dict[str, str]:
        """The paths of other pages by their link relations (RFC 5005, section 3)."""
        pages = {"first": 1, "last": self.last}
        if self.number > 1:
            pages["previous"] = self.number - 1
        if self.number < self.last:
            pages["next"] = self.number + 1
        return {relation: self.path_of(number) for relation, number in pages.items()}


class ArchiveFeed(Atom1Feed):
    """A feed with the total number of entries (OpenSearch 1.1) and links to its other pages."""

    def root_attributes(self) -> dict[str, str]:
        return {
            **super().root_attributes(),
            "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
        }

    def latest_post_date(self) -> datetime:
        """The time of the latest entry, or of the archive's last change if there are no entries.

        Django would give the current time, so the feed would differ with each request.
        """
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=current_state().changed_at or NEVER)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("opensearch:totalResults", str(self.feed["total"]))
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write the summary as plain text: Django would write it as HTML."""
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


def feed_response(
    feed_page: FeedPage, entries: Sequence[FeedEntry], absolute: Callable[[str], str]
) -> HttpResponse:
    """A page of a feed; `absolute` makes a path of this site an address."""
    pages = {relation: absolute(path) for relation, path in feed_page.pages().items()}
    feed = ArchiveFeed(
        title=f"{ARCHIVE}: {feed_page.title}",
        link=absolute(feed_page.page_path),
        description=LICENCE,
        subtitle=LICENCE,
        language="en-GB",
        author_name=ARCHIVE,
        feed_url=absolute(feed_page.path_of(feed_page.number)),
        feed_guid=f"{TAG}{feed_page.path}",
        feed_copyright=LICENCE,
        total=feed_page.total,
        pages=pages,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=absolute(entry.path),
            description=entry.text,
            author_name=entry.author,
            unique_id=f"{TAG}{entry.identity}",
            pubdate=entry.came_in,
            updateddate=entry.updated,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=CONTENT_TYPE)
    if not feed_page.total:
        with_note(response, NOTHING_MATCHES)
    return response
