"""The second of the three steps of a run: read the page of one provider, if it has changed."""

from __future__ import annotations

from typing import Any

from reports.fetching.markup.provider_page import PrintedFile, read_provider_page
from reports.fetching.pages import read_page
from reports.fetching.visiting.client import SiteAnswer
from reports.fetching.visiting.visit import Visit
from reports.models import ListedFile, ListedProvider


def read_provider(
    visit: Visit, provider: ListedProvider, *, dry_run: bool
) -> tuple[PrintedFile, ...]:
    """The files that a provider's page lists.

    Raises `PageDoesNotFit`, `NotFetched` if there is no complete answer, and `StoppedBySite`.
    """

    def read(answer: SiteAnswer) -> Any:
        had_files = ListedFile.objects.filter(providers__urn=provider.urn).exists()
        files = read_provider_page(
            answer.text, answer.address, provider.urn, name=provider.name, had_files=had_files
        )
        return [file.as_json() for file in files]

    content = read_page(
        visit, provider.address, read, expected="a provider’s page", dry_run=dry_run
    )
    return tuple([PrintedFile.from_json(each) for each in content])
