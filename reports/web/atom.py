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
"""The beginning of all ids (RFC 4151). The name belongs to nobody (RFC 2606): a passage has the same
id in every archive, under whatever host it is read.
"""
PUBLISHER, ARCHIVE = "Ofsted", "Inspection Archive"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: `path` is its address without host, `identity` what its id is made of.

    `updated` is when what it says came into the archive or last changed there.
    """

    identity: str
    path: str
    title: str
    text: str
    came_in: datetime
    updated: datetime
    author: str = PUBLISHER


@dataclass(frozen=True, slots=True)
class FeedOf:
    """What a feed is of: its title, the path of the page with the same list, and its own path.

    Both paths are those of the first page, with their parameters. `last` is the number of the last
    page.
    """

    title: str
    page_path: str
    path: str
    number: int
    last: int
    total: int

    @classmethod
    def page(
        cls, request: HttpRequest, page: Page[Any], *, title: str, page_path: str, most: int
    ) -> FeedOf:
        """Of a page of a list of which at most `most` pages can be read."""
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
        """The paths of other pages by their relations (RFC 5005, section 3)."""
        pages = {"first": 1, "last": self.last}
        if self.number > 1:
            pages["previous"] = self.number - 1
        if self.number < self.last:
            pages["next"] = self.number + 1
        return {relation: self.path_of(number) for relation, number in pages.items()}


class ArchiveFeed(Atom1Feed):
    """A feed that says how many entries there are in all (OpenSearch 1.1), and where others are."""

    def root_attributes(self) -> dict[str, str]:
        return {
            **super().root_attributes(),
            "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
        }

    def latest_post_date(self) -> datetime:
        """When the latest of its entries changed, else the archive; never the moment of asking."""
        moments = [item["updateddate"] for item in self.items]
        return max(moments, default=current_state().changed_at or NEVER)

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("opensearch:totalResults", str(self.feed["total"]))
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """As Django writes it, but with the words as they are: its summary is of HTML."""
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


def feed_response(
    feed_of: FeedOf, entries: Sequence[FeedEntry], absolute: Callable[[str], str]
) -> HttpResponse:
    """A page of a feed; `absolute` makes a path of this site an address."""
    pages = {relation: absolute(path) for relation, path in feed_of.pages().items()}
    feed = ArchiveFeed(
        title=f"{ARCHIVE}: {feed_of.title}",
        link=absolute(feed_of.page_path),
        description=LICENCE,
        subtitle=LICENCE,
        language="en-GB",
        author_name=ARCHIVE,
        feed_url=absolute(feed_of.path_of(feed_of.number)),
        feed_guid=f"{TAG}{feed_of.path}",
        feed_copyright=LICENCE,
        total=feed_of.total,
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
    if not feed_of.total:
        with_note(response, NOTHING_MATCHES)
    return response
