"""The first hop: the list of authorities, page by page, whole or not at all."""

from __future__ import annotations

from typing import Any

from reports.fetching.faults import NotFetched, PageDoesNotFit, StoppedBySite
from reports.fetching.markup.list_page import ListedEntry, ListEntry, ListPage, read_list_page
from reports.fetching.pages import READER_VERSION, read_page
from reports.fetching.visiting.client import SiteAnswer
from reports.fetching.visiting.visit import Visit

MOST_PAGES = 20
"""Pages of the list; two hold all 153 authorities."""
FEWEST_AUTHORITIES = 150
"""Authorities on the list of the open ones, below which it cannot be whole; there are 153."""


def read_lists(visit: Visit, *, closed: bool, dry_run: bool) -> list[ListedEntry]:
    """All entries of the list of open authorities, and with `closed` of that of the closed ones.

    Each URN comes once, in the order of the site. Raises `StoppedBySite` where any page does not
    fit: then nothing more may be asked for.
    """
    entries: dict[str, ListedEntry] = {}
    for is_closed in (False, True) if closed else (False,):
        for entry in _whole_list(visit, closed=is_closed, dry_run=dry_run):
            entries.setdefault(entry.urn, ListedEntry(entry, is_closed))
    return list(entries.values())


def _whole_list(visit: Visit, *, closed: bool, dry_run: bool) -> list[ListEntry]:
    address: str | None = visit.site.list_address(closed=closed)
    entries: dict[str, ListEntry] = {}
    read: set[str] = set()
    while address is not None:
        try:
            _check_pager(address, read)
            page = read_one_list_page(visit, address, dry_run=dry_run)
            _check_progress(page, entries)
        except PageDoesNotFit as error:
            raise list_does_not_fit(address, error) from error
        read.add(address)
        entries |= {entry.urn: entry for entry in page.entries}
        address = page.following
    if not closed and len(entries) < FEWEST_AUTHORITIES:
        too_few = PageDoesNotFit(f"at least {FEWEST_AUTHORITIES} authorities", f"{len(entries)}")
        raise list_does_not_fit("The list of authorities", too_few)
    return list(entries.values())


def _check_pager(address: str, read: set[str]) -> None:
    if address in read or len(read) >= MOST_PAGES:
        raise PageDoesNotFit("a pager that ends", f"page {len(read) + 1}: {address}")


def _check_progress(page: ListPage, entries: dict[str, ListEntry]) -> None:
    """A page on which nobody is new would follow itself for ever."""
    if all(entry.urn in entries for entry in page.entries):
        raise PageDoesNotFit(
            "a pager that ends, each page with authorities of its own",
            "a page with none that earlier pages lack",
        )


def read_one_list_page(visit: Visit, address: str, *, dry_run: bool = False) -> ListPage:
    """One page of the list, asked for only if it has changed since it was read last.

    Raises `PageDoesNotFit`, and `StoppedBySite` where there is no whole answer.
    """

    def read(answer: SiteAnswer) -> Any:
        return read_list_page(answer.text, answer.address, visit.site).as_json()

    try:
        content = read_page(visit, address, read, expected="a list page", dry_run=dry_run)
    except NotFetched as error:
        raise StoppedBySite(
            f"The list of authorities at {address} was not fetched: {error}. Nothing was changed."
        ) from error
    return ListPage.from_json(content)


def list_does_not_fit(address: str, error: PageDoesNotFit) -> StoppedBySite:
    """What to raise for a page of the list, or all of it, that is not as assumed."""
    return StoppedBySite(
        f"{address} does not fit: {error}. No provider’s page was asked for. If the site has "
        "changed its pages, the fetcher must be changed with them "
        f"(reports/fetching/markup, version {READER_VERSION}); if it keeps programs out, write to "
        "Ofsted."
    )
