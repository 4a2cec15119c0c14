"""The pages of the replica, in the classes and nesting of the publisher's, in words of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from html import escape

from tests.replica.invented import InventedFile, InventedProvider


class Switch(StrEnum):
    """How a page may differ from the usual."""

    NO_RATING = "no-rating"
    LABELS_IN_ANOTHER_ORDER = "labels-in-another-order"
    OLD_PAGER = "old-pager"
    PAGE_TWO_EMPTY = "page-two-empty"
    ONE_MORE_ON_PAGE_THREE = "one-more-on-page-three"
    PAGER_WITHOUT_END = "pager-without-end"
    ENTRY_WITHOUT_URN = "entry-without-urn"
    ENTRY_WITHOUT_LINK = "entry-without-link"
    NO_RESULTS_LIST = "no-results-list"
    CHANGED_RESULTS_LIST = "changed-results-list"
    ABSOLUTE_LINKS = "absolute-links"


def page(title: str, body: str, head: str = "") -> bytes:
    """A whole page."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)} - Replica</title>{head}</head><body>"
        f'<nav><a href="/provider/21/1">Another provider</a></nav>{body}</body></html>'
    ).encode()


def list_page(
    entries: Sequence[InventedProvider],
    number: int,
    count: int,
    following: str | None,
    switches: Collection[str],
) -> bytes:
    """One page of the list."""
    if Switch.NO_RESULTS_LIST in switches:
        return page("Find", "<p>We use cookies. Accept them to go on.</p>")
    items = "".join(_entry(each, switches) for each in entries)
    listing = f'<ul class="results-list">{items}</ul>'
    if Switch.CHANGED_RESULTS_LIST in switches:
        listing = f'<div class="search-results">{items}</div>'
    return page("Find", listing + _pager(number, count, following, switches))


def _entry(provider: InventedProvider, switches: Collection[str]) -> str:
    address = f"/provider/44/{provider.urn}"
    if Switch.ABSOLUTE_LINKS in switches:
        address = f"https://reports.ofsted.gov.uk{address}"
    name = escape(provider.name, quote=True).replace("&#x27;", "&#039;")
    title = f'<a href="{address}">{name}</a>'
    if Switch.ENTRY_WITHOUT_LINK in switches:
        title = name
    facts = [
        "Category: <strong>Local authority children&#039;s services</strong>",
        "Rating: <strong>Good</strong>",
        f"Latest report: <strong><time>{_printed(provider.latest)}</time></strong>",
        f"URN: <strong>{provider.urn}</strong>",
    ]
    if Switch.NO_RATING in switches:
        del facts[1]
    if Switch.ENTRY_WITHOUT_URN in switches:
        facts.pop()
    if Switch.LABELS_IN_ANOTHER_ORDER in switches:
        facts.reverse()
    first, *others = (f"<li>{fact}</li>" for fact in facts)
    return (
        f'<li class="search-result"><h3 class="search-result__title heading--sub">{title}</h3>'
        f'<ul class="search-result__provider-info">{first}</ul>'
        '<address class="search-result__address">1 High Street</address>'
        f'<ul class="search-result__provider-info">{"".join(others)}</ul></li>'
    )


def _pager(number: int, count: int, following: str | None, switches: Collection[str]) -> str:
    if Switch.OLD_PAGER in switches:
        link = f'<li class="next"><a href="{escape(following)}">Next</a></li>' if following else ""
        return f'<ul class="pagination">{link}</ul>'
    link = f'<a class="pagination__next" href="{escape(following)}">Next</a>' if following else ""
    return (
        f'<div class="pagination"><span class="pagination__numbers">{number} of {count}</span>'
        f"{link}</div>"
    )


def provider_page(provider: InventedProvider) -> bytes:
    """The page of a provider, the newest day first."""
    files = sorted(provider.files, key=lambda file: file.published, reverse=True)
    days = "".join(_day(file) for file in files)
    registered = (
        '<li class="timeline__day timeline__day--registered"><div class="event">'
        '<p class="timeline__date"><time>01 April 2009</time></p>'
        '<span class="event__title heading--sub">Registration</span></div></li>'
    )
    canonical = f'<link rel="canonical" href="/provider/44/{provider.urn}">'
    body = f'<h1>{escape(provider.name)}</h1><ol class="timeline">{days}{registered}</ol>'
    return page(provider.name, body, canonical)


def _day(file: InventedFile) -> str:
    hidden = file.hidden
    if hidden is None:
        hidden = f"{file.kind}, PDF - {_printed(file.published)}"
    span = f'<span class="nonvisual">{escape(hidden)}</span>' if hidden else ""
    return (
        '<li class="timeline__day"><div class="event">'
        f'<p class="timeline__date"><time>{_printed(file.end)}</time></p>'
        '<span class="event__title heading--sub">'
        f'<a class="publication-link" href="{file.host}/v1/file/{file.file_id}" target="_blank">'
        f"{escape(file.kind)} {span}</a>"
        f'<div class="event__metadata">Published <time pubdate>{_printed(file.published)}</time>'
        "</div></span></div></li>"
    )


def report_not_found() -> bytes:
    """The page that stands in the place of a file that was removed."""
    return page("Report not found - Find a report", "<h1>Report not found</h1>")


def challenge() -> bytes:
    """A page that keeps programs out."""
    return page("Just a moment...", "<p>Verify you are human to go on.</p>")


def _printed(day: date | None) -> str:
    return f"{day:%d %B %Y}" if day else ""
