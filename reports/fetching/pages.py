"""A page of the site, asked for only if it has changed since it was read last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from reports.fetching.faults import PageDoesNotFit
from reports.fetching.visiting.client import SiteAnswer, Validators
from reports.fetching.visiting.visit import NOT_MODIFIED, OK, Visit, refuse_challenge
from reports.models import StoredPage

READER_VERSION = 1
"""To be counted up when a page is read otherwise than before, so that all are asked for anew."""


def read_page(
    visit: Visit,
    address: str,
    read: Callable[[SiteAnswer], Any],
    *,
    expected: str,
    dry_run: bool,
) -> Any:
    """What `read` makes of a page, in the types of JSON; or made of it before, if it still holds.

    `read` raises `PageDoesNotFit` for a page that is not as it is assumed to be; `expected` names
    the page where its status is not 200. Raises that, `NotFetched` where there is no whole answer,
    and `StoppedBySite`.
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
    """Keep what was read from a page, for when the site says that it has not changed."""
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
