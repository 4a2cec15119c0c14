"""Reading a page of the site, by a conditional request if it was read before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from reports.fetching.faults import PageDoesNotFit
from reports.fetching.visiting.client import SiteAnswer, Validators
from reports.fetching.visiting.visit import NOT_MODIFIED, OK, Visit, refuse_challenge
from reports.models import StoredPage

READER_VERSION = 1
"""Increase it when the code reads other values from a page: then all pages are requested again."""


def read_page(
    visit: Visit,
    address: str,
    read: Callable[[SiteAnswer], Any],
    *,
    expected: str,
    dry_run: bool,
) -> Any:
    """What `read` returns for a page, in the types of JSON; the stored result if it is unchanged.

    `expected` names the page in the message about a status other than 200. Raises `PageDoesNotFit`
    as `read` does, `NotFetched` if there is no complete answer, and `StoppedBySite`. With `dry_run`
    nothing is stored.
    """
    stored = StoredPage.objects.filter(address=address, reader_version=READER_VERSION).first()
    validators = Validators(stored.etag, stored.last_modified) if stored else Validators()
    answer = visit.get(address, validators)
    if answer.status == NOT_MODIFIED and stored is not None:
        return stored.content
    if answer.status != OK:
        refuse_challenge(answer)
        raise PageDoesNotFit(f"{expected} with status 200", f"status {answer.status}")
    try:
        content = read(answer)
    except PageDoesNotFit:
        refuse_challenge(answer)
        raise
    if not dry_run:
        _store(answer, address, content)
    return content


def _store(answer: SiteAnswer, address: str, content: Any) -> None:
    """Store what was read from a page, to use it when the site answers “not modified”."""
    validators = answer.validators
    StoredPage.objects.update_or_create(
        address=address,
        defaults={
            "etag": validators.etag,
            "last_modified": validators.last_modified,
            "reader_version": READER_VERSION,
            "content": content,
            "read_at": timezone.now(),
        },
    )
