"""A run: it reads the list pages, then the provider pages, then fetches the files it lacks.

Everything that an answer says is committed before the next request is sent. After a run that was
killed, the next run continues where that one ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.facts.printed_kinds import KINDS_BY_WORDING, bare_wording
from reports.fetching.faults import (
    NotFetched,
    PageDoesNotFit,
    StoppedBySite,
    Unreachable,
    page_failure,
)
from reports.fetching.files import fetch_file, resume_file
from reports.fetching.ledger import State, record_page, record_providers
from reports.fetching.lists import read_lists
from reports.fetching.markup.list_page import ListedEntry
from reports.fetching.options import RunOptions
from reports.fetching.providers import read_provider
from reports.fetching.results import (
    FetchOutcome,
    RunItem,
    RunResult,
    item_of_file,
    item_of_provider,
)
from reports.fetching.visiting.visit import Visit
from reports.files.originals import MissingOriginal
from reports.models import Authority, ListedFile, ListedProvider
from reports.publishing.operations import Refused

MOST_FAILURES = 3
"""So many unreadable provider pages, or files without an answer, in a row stop a run."""
WITH_A_READING = (FetchOutcome.NEW, FetchOutcome.CHANGED, FetchOutcome.UNKNOWN)
"""Outcomes of files that have a reading, which may wait at the desk."""

Step = TypeVar("Step")


class Progress(Protocol):
    """Yields the steps, and shows how many are done."""

    def __call__(self, steps: Sequence[Step], title: str) -> Iterable[Step]: ...


class FetchRun:
    """One run over the site. `result` has what it did, also when the site stopped it."""

    def __init__(self, visit: Visit, options: RunOptions, result: RunResult) -> None:
        self.visit, self.options, self.result = visit, options, result
        self.files: dict[str, ListedFile] = {}
        self.wordings: set[str] = set()

    def run(self, progress: Progress) -> None:
        """Do all three steps. Sets `result.stopped` if the site stops the run."""
        try:
            entries = read_lists(
                self.visit, closed=self.options.closed, dry_run=self.options.dry_run
            )
            self.read_providers(self.chosen_providers(entries), progress)
            self.fetch_files(progress)
        except StoppedBySite as stop:
            self.result.stopped = str(stop)
            return
        self.add_notes(entries)

    def chosen_providers(self, entries: Sequence[ListedEntry]) -> list[ListedProvider]:
        """Record all providers of the list in the ledger, and return those whose pages to read."""
        chosen = []
        for provider, is_new in record_providers(entries, dry_run=self.options.dry_run):
            if not self.options.includes_provider(provider):
                continue
            chosen.append(provider)
            if provider.authority is None and is_new:
                self.result.add(
                    FetchOutcome.UNKNOWN, item_of_provider(provider, _reason_for_unknown(provider))
                )
        self._report_missing_authorities(chosen)
        return chosen

    def _report_missing_authorities(self, chosen: Iterable[ListedProvider]) -> None:
        """Add a failure for each authority that the options name and no list has."""
        slugs = {each.authority.slug for each in chosen if each.authority}
        for authority in Authority.objects.filter(slug__in=self.options.authorities - slugs):
            reason = "The list has no such authority. --closed adds those that are closed."
            self.result.add(FetchOutcome.FAILED, RunItem("", authority.name, reason=reason))

    def read_providers(self, providers: Sequence[ListedProvider], progress: Progress) -> None:
        """Read the page of each provider into the ledger.

        Raises `StoppedBySite` after `MOST_FAILURES` pages in a row that are not as assumed.
        """
        failures = 0
        for provider in progress(providers, "Provider pages"):
            try:
                self.read_provider(provider)
                failures = 0
            except (PageDoesNotFit, NotFetched) as error:
                failures += 1
                failed = item_of_provider(provider, page_failure(error))
                self.result.add(FetchOutcome.FAILED, failed)
            if failures == MOST_FAILURES:
                raise StoppedBySite(
                    f"{MOST_FAILURES} provider pages in a row could not be read; the last is "
                    f"{provider.address}. If the site has changed its pages, the fetcher must be "
                    "changed with them (reports/fetching/markup)."
                )

    def read_provider(self, provider: ListedProvider) -> None:
        """Read one provider's page. Raises `PageDoesNotFit`, `NotFetched`, `StoppedBySite`."""
        printed = read_provider(self.visit, provider, dry_run=self.options.dry_run)
        changes = record_page(provider, printed, dry_run=self.options.dry_run)
        for file in changes.files:
            self.files.setdefault(file.file_id, file)
            self.wordings.add(bare_wording(file.kind))
        for file in changes.gone:
            self.result.add(FetchOutcome.GONE, item_of_file(file, file.reason))

    def fetch_files(self, progress: Progress) -> None:
        """Fetch the files that are due, the latest published first; list them with `dry_run`."""
        if self.options.dry_run:
            for file in self._due_for_the_first_time()[: self.options.limit]:
                self.result.add(FetchOutcome.NEW, item_of_file(file, "It would be fetched."))
            return
        for file in self._stored_unread():
            self.add_outcome(file, resume_file(file))
        # Chosen only now: files of a killed run that have just been read are no longer due.
        due = [*self._due_for_the_first_time(), *self._due_again()][: self.options.limit]
        failures = 0
        for file in progress(due, "Files"):
            failures = failures + 1 if self.fetch_one(file) else 0
            if failures == MOST_FAILURES:
                raise StoppedBySite(
                    f"{MOST_FAILURES} files in a row got no answer; the last is {file.address}. "
                    "Run the command again later: what was fetched stays."
                )

    def fetch_one(self, file: ListedFile) -> bool:
        """Fetch one file. Returns True if the site did not answer at all."""
        try:
            outcome = fetch_file(self.visit, file, again=file.state != State.LISTED)
        except (NotFetched, Refused, MissingOriginal) as error:
            reason = f"It was not fetched: {error}."
            self.result.add(FetchOutcome.FAILED, item_of_file(file, reason))
            return isinstance(error, Unreachable)
        if outcome is not None:
            self.add_outcome(file, outcome)
        return False

    def add_outcome(self, file: ListedFile, outcome: FetchOutcome) -> None:
        """Add a file to the result, and once more as `WAITING` if its reading waits."""
        self.result.add(outcome, item_of_file(file, file.reason))
        if outcome in WITH_A_READING and file.waits:
            self.result.add(FetchOutcome.WAITING, item_of_file(file, file.reason))

    def _due_for_the_first_time(self) -> list[ListedFile]:
        """Files on the pages of this run that were never fetched, the latest published first."""
        due = [
            file
            for file in self.files.values()
            if file.state == State.LISTED and file.source_id is None
        ]
        return _latest_first(file for file in due if self.options.includes_file(file))

    def _due_again(self) -> list[ListedFile]:
        """Files that were last fetched at least `recheck` days ago; none without that option."""
        if self.options.recheck is None:
            return []
        before = timezone.now() - timedelta(days=self.options.recheck)
        long_ago = Q(fetched_at=None) | Q(fetched_at__lte=before)
        started = {item.id for items in self.result.items.values() for item in items}
        files = self._files_of_chosen_authorities().filter(long_ago).exclude(state=State.LISTED)
        due = [file for file in files if file.file_id not in started]
        return _latest_first(file for file in due if self.options.includes_file(file))

    def _stored_unread(self) -> list[ListedFile]:
        """Files whose bytes an earlier run stored but did not read."""
        unread = Q(reading=None) | ~Q(reading__source=F("source"))
        files = self._files_of_chosen_authorities().filter(unread, source__isnull=False)
        return _latest_first(files)

    def _files_of_chosen_authorities(self) -> QuerySet[ListedFile]:
        files = ListedFile.objects.with_rows()
        if not self.options.authorities:
            return files
        return files.filter(authority__slug__in=self.options.authorities)

    def add_notes(self, entries: Sequence[ListedEntry]) -> None:
        """Add notes about kinds and providers that the site no longer lists.

        A run of some authorities adds none: it reads only part of the site.
        """
        if self.options.authorities:
            return
        for wording in KINDS_BY_WORDING.keys() - self.wordings:
            self.result.notes.append(f"No page lists a file of the kind “{wording}” any more.")
        urns = {each.entry.urn for each in entries}
        missing = ListedProvider.objects.exclude(urn__in=urns)
        if not self.options.closed:
            missing = missing.filter(closed=False)
        for provider in missing:
            self.result.notes.append(f"{provider} is no longer on the list.")


def _reason_for_unknown(provider: ListedProvider) -> str:
    return (
        f"The archive knows no authority with the URN {provider.urn}: choose which one "
        f"“{provider.name}” is, at the desk under Listed providers."
    )


def _latest_first(files: Iterable[ListedFile]) -> list[ListedFile]:
    return sorted(files, key=lambda file: (file.published, int(file.file_id)), reverse=True)
