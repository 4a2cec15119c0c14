"""Checking that the site is as the fetcher assumes, by one list page and one provider page."""

from __future__ import annotations

from collections.abc import Callable

from reports.fetching.faults import NotFetched, PageDoesNotFit, StoppedBySite, page_failure
from reports.fetching.ledger import AuthoritiesByName
from reports.fetching.lists import FEWEST_AUTHORITIES, list_does_not_fit, read_one_list_page
from reports.fetching.markup.list_page import ListPage
from reports.fetching.providers import read_provider
from reports.fetching.results import FetchOutcome, RunResult, item_of_provider
from reports.fetching.visiting.visit import Visit
from reports.models import Authority, ListedProvider


def check_site(visit: Visit, result: RunResult, say: Callable[[str], None]) -> None:
    """Read one list page and the page of its first provider, and pass each result to `say`.

    Sets `result.stopped` if the list page is not as assumed, and adds a failure to `result` if the
    provider's page is not. Writes nothing to the database.
    """
    try:
        page = _check_list(visit, say)
        _check_provider(visit, page, result, say)
    except StoppedBySite as stop:
        result.stopped = str(stop)
        return
    if not result.items[FetchOutcome.FAILED]:
        say("All assumptions hold.")


def _check_list(visit: Visit, say: Callable[[str], None]) -> ListPage:
    address = visit.site.list_address(closed=False)
    try:
        page = read_one_list_page(visit, address, dry_run=True)
        say("robots.txt allows the list of authorities.")
        _check_size(page)
    except PageDoesNotFit as error:
        raise list_does_not_fit(address, error) from error
    say(
        f"The list page fits: {len(page.entries)} entries, each with link, name and URN; page "
        f"{page.number} of {page.count}."
    )
    return page


def _check_size(page: ListPage) -> None:
    """Raise `PageDoesNotFit` if all pages, each as long as this one, would list too few entries."""
    possible = len(page.entries) * page.count
    if possible < FEWEST_AUTHORITIES and (page.following is None or page.count > 1):
        raise PageDoesNotFit(
            f"at least {FEWEST_AUTHORITIES} authorities on the list",
            f"{len(page.entries)} on page {page.number} of {page.count}",
        )


def _check_provider(
    visit: Visit, page: ListPage, result: RunResult, say: Callable[[str], None]
) -> None:
    entry = page.entries[0]
    provider = ListedProvider(
        urn=entry.urn,
        name=entry.name,
        address=entry.address,
        authority=AuthoritiesByName(Authority.objects.all()).of_entry(entry),
    )
    try:
        files = read_provider(visit, provider, dry_run=True)
    except (PageDoesNotFit, NotFetched) as error:
        result.add(FetchOutcome.FAILED, item_of_provider(provider, page_failure(error)))
        return
    authority = "the archive knows its URN" if provider.authority else "no authority has its URN"
    say(f"The page of {entry.name} fits: {len(files)} files; {authority}.")
    for file in files:
        say(f"  {file.file_id} {file.kind}, on site {file.event_date}, published {file.published}")
