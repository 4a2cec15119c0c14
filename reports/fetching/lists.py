"""The first of the three steps of a run: read all pages of the list of authorities, or stop."""

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
    """The entries of the list of open authorities; with `closed`, also of the list of closed ones.

    Each URN comes once, in the order of the site. Raises `StoppedBySite` if any page is not as
    assumed: an incomplete list would make files look removed.
    """
    entries: dict[str, ListedEntry] = {}
    lists = (False, True) if closed else (False,)
    for is_closed in lists:
        for entry in _whole_list(visit, closed=is_closed, dry_run=dry_run):
            entries.setdefault(entry.urn, ListedEntry(entry, is_closed))
    return list(entries.values())


def _whole_list(visit: Visit, *, closed: bool, dry_run: bool) -> list[ListEntry]:
    address: str | None = visit.site.list_address(closed=closed)
    entries: dict[str, ListEntry] = {}
    read_addresses: set[str] = set()
    while address is not None:
        try:
            _check_pager(address, read_addresses)
            page = read_one_list_page(visit, address, dry_run=dry_run)
            _check_progress(page, entries)
        except PageDoesNotFit as error:
            raise list_does_not_fit(address, error) from error
        read_addresses.add(address)
        entries |= {entry.urn: entry for entry in page.entries}
        address = page.following
    if not closed and len(entries) < FEWEST_AUTHORITIES:
        too_few = PageDoesNotFit(f"at least {FEWEST_AUTHORITIES} authorities", f"{len(entries)}")
        raise list_does_not_fit("The list of authorities", too_few)
    return list(entries.values())


def _check_pager(address: str, read_addresses: set[str]) -> None:
    """Raise `PageDoesNotFit` for a page that was read already, or is beyond `MOST_PAGES`."""
    if address in read_addresses or len(read_addresses) >= MOST_PAGES:
        number = len(read_addresses) + 1
        raise PageDoesNotFit("a pager that ends", f"page {number}: {address}")


def _check_progress(page: ListPage, entries: dict[str, ListEntry]) -> None:
    """Raise `PageDoesNotFit` if no entry of the page is new: the pager may never end."""
    if all(entry.urn in entries for entry in page.entries):
        raise PageDoesNotFit(
            "a pager that ends, each page with authorities of its own",
            "a page with none that earlier pages lack",
        )


def read_one_list_page(visit: Visit, address: str, *, dry_run: bool = False) -> ListPage:
    """One page of the list, by a conditional request if the page was read before.

    Raises `PageDoesNotFit`, and `StoppedBySite` if there is no complete answer.
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
    """The exception for a list, or one page of it, that is not as assumed."""
    return StoppedBySite(
        f"{address} does not fit: {error}. No provider’s page was requested. If the site has "
        "changed its pages, the fetcher must be changed with them "
        f"(reports/fetching/markup, version {READER_VERSION}); if it keeps programs out, write to "
        "Ofsted."
    )
