"""Writing what the site's pages list into the ledger, each page in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from reports.facts.printed_kinds import kinds_printed_as
from reports.fetching.markup.list_page import ListedEntry, ListEntry
from reports.fetching.markup.provider_page import PrintedFile
from reports.ingest.parts.authority_names import match_authority
from reports.models import Authority, ListedFile, ListedProvider

NO_LONGER_LISTED = "It is no longer listed on the page of its authority."

State = ListedFile.State


@dataclass(slots=True)
class PageChanges:
    """The files that a provider's page lists (`files`), and those that it lists no more (`gone`)."""

    files: list[ListedFile] = field(default_factory=list)
    gone: list[ListedFile] = field(default_factory=list)


@transaction.atomic
def record_providers(
    entries: Iterable[ListedEntry], *, dry_run: bool
) -> list[tuple[ListedProvider, bool]]:
    """The ledger's row for each entry, in the order given, and whether the row is new.

    With `dry_run` nothing is saved.
    """
    providers = {each.urn: each for each in ListedProvider.objects.select_related("authority")}
    authorities = AuthoritiesByName(Authority.objects.all())
    recorded = []
    for each in entries:
        earlier = providers.get(each.entry.urn)
        provider = earlier or ListedProvider(urn=each.entry.urn)
        has_changed = _copy_values(provider, each)
        if provider.authority is None:
            provider.authority = authorities.of_entry(each.entry)
            has_changed = has_changed or provider.authority is not None
        if not dry_run and (earlier is None or has_changed):
            provider.save()
        recorded.append((provider, earlier is None))
    if not dry_run:
        urns = [provider.urn for provider, _ in recorded]
        ListedProvider.objects.filter(urn__in=urns).update(last_seen=timezone.now())
    return recorded


def _copy_values(provider: ListedProvider, listed: ListedEntry) -> bool:
    """Copy the values of a list entry to its row. Returns whether any value changed."""
    entry = listed.entry
    values = {
        "name": entry.name[:200],
        "address": entry.address,
        "category": entry.category[:200],
        "latest_report": entry.latest_report[:60],
        "closed": listed.closed,
    }
    has_changed = any(getattr(provider, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(provider, name, value)
    return has_changed


class AuthoritiesByName:
    """Finds the authority of the archive that an entry of the publisher's list names."""

    def __init__(self, authorities: Iterable[Authority]) -> None:
        self._by_urn: dict[str, Authority] = {}
        self._without_urn: list[Authority] = []
        for authority in authorities:
            if authority.ofsted_urn:
                self._by_urn[authority.ofsted_urn] = authority
            else:
                self._without_urn.append(authority)

    def of_entry(self, entry: ListEntry) -> Authority | None:
        """The authority with the entry's URN, or one without a URN that has exactly its name.

        None if neither exists: then a person has to say which authority it is.
        """
        with_urn = self._by_urn.get(entry.urn)
        if with_urn:
            return with_urn
        for authority in self._without_urn:
            # A closed authority and its successor may share a name: the last day tells them apart.
            last_day = authority.closed - timedelta(days=1) if authority.closed else None
            fact = match_authority(entry.name, last_day)
            if fact and fact.slug == authority.slug:
                return authority
        return None


@transaction.atomic
def record_page(
    provider: ListedProvider, printed: Iterable[PrintedFile], *, dry_run: bool
) -> PageChanges:
    """Update the ledger with the files that a provider's page lists, and return the changes.

    With `dry_run` everything is rolled back, and the return value says what would change.
    """
    changes = PageChanges()
    if dry_run:
        provider.save()  # it may be new, and files refer to it until all is rolled back
    for each in printed:
        changes.files.append(_record_file(provider, each))
    listed = {file.file_id for file in changes.files}
    for file in provider.files.exclude(file_id__in=listed).select_related("authority"):
        file.providers.remove(provider)
        if file.state != State.GONE and not file.providers.exists():
            mark_gone(file, NO_LONGER_LISTED)
            changes.gone.append(file)
    if dry_run:
        transaction.set_rollback(True)
    return changes


def _record_file(provider: ListedProvider, printed: PrintedFile) -> ListedFile:
    earlier = ListedFile.objects.filter(file_id=printed.file_id).with_rows().first()
    file = earlier or ListedFile(file_id=printed.file_id)
    before = _values(file)
    if earlier is None or _page_decides(provider, earlier):
        file.authority = provider.authority
        file.kind, file.address = printed.kind, printed.address
        file.event_date, file.published = printed.event_date, printed.published
    if file.state == State.GONE and file.reason == NO_LONGER_LISTED:
        list_again(file)
    now = timezone.now()
    if earlier is None or _values(file) != before:
        file.last_seen = now
        file.save()
    else:
        # Alone, so that the pages that readers see stay cached (migration 0019).
        ListedFile.objects.filter(pk=file.pk).update(last_seen=now)
    file.providers.add(provider)
    return file


def _page_decides(provider: ListedProvider, file: ListedFile) -> bool:
    """Whether the values of a file are taken from this provider's page.

    Several pages may list a joint inspection: the page of the file's own authority decides.
    """
    if provider.authority_id is not None and provider.authority_id == file.authority_id:
        return True
    return not file.providers.exclude(pk=provider.pk).exists()


def _values(file: ListedFile) -> tuple[object, ...]:
    return (
        file.authority_id,
        file.kind,
        file.address,
        file.event_date,
        file.published,
        file.state,
    )


def mark_gone(file: ListedFile, reason: str) -> None:
    """Save that the publisher has removed a file. Its reading and its published text stay."""
    file.state, file.reason, file.gone_since = State.GONE, reason, timezone.localdate()
    file.save()


def mark_refused(file: ListedFile, reason: str) -> None:
    """Save that a file is not a report."""
    file.state, file.reason, file.gone_since = State.REFUSED, reason, None
    file.save()


def list_again(file: ListedFile) -> None:
    """Set a file that was gone back to the state before, without saving it."""
    file.state = state_once_fetched(file) if file.sha256 else State.LISTED
    file.reason, file.gone_since = "", None


def state_once_fetched(file: ListedFile) -> ListedFile.State:
    """The state of a file that was read as a report: it depends on the printed kind."""
    return State.FETCHED if kinds_printed_as(file.kind) else State.UNKNOWN_KIND
