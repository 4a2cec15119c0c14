"""The second hop: the page of one provider, asked for only if it has changed since."""

from __future__ import annotations

from reports.fetching.faults import PageDoesNotFit
from reports.fetching.ledger import store_page, stored_page
from reports.fetching.lists import NOT_MODIFIED, refuse_challenge
from reports.fetching.markup.provider_page import PrintedFile, read_provider_page
from reports.fetching.visiting.visit import OK, Visit
from reports.models import ListedFile, ListedProvider


def read_provider(
    visit: Visit, provider: ListedProvider, *, dry_run: bool
) -> tuple[PrintedFile, ...]:
    """The files that a provider's page lists.

    Raises `PageDoesNotFit`, `NotFetched` where there is no whole answer, and `StoppedBySite`.
    """
    stored, validators = stored_page(provider.address)
    answer = visit.get(provider.address, validators)
    if answer.status == NOT_MODIFIED and stored is not None:
        return tuple(PrintedFile.from_json(each) for each in stored.content)
    if answer.status != OK:
        refuse_challenge(answer)
        raise PageDoesNotFit("a provider’s page with status 200", f"status {answer.status}")
    try:
        had_files = ListedFile.objects.filter(providers__urn=provider.urn).exists()
        files = read_provider_page(answer.text, answer.address, provider.urn, had_files=had_files)
    except PageDoesNotFit:
        refuse_challenge(answer)
        raise
    if not dry_run:
        store_page(answer, provider.address, [file.as_json() for file in files])
    return files
