"""A run: list pages, then provider pages, then the files that the ledger does not have.

Everything that an answer says is committed before the next request goes, so that a run that is
killed anywhere goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from reports.facts.printed_kinds import KINDS_BY_WORDING, bare_wording
from reports.fetching.faults import NotFetched, PageDoesNotFit, StoppedBySite, Unreachable
from reports.fetching.files import fetch_file, resume_file
from reports.fetching.ledger import State, record_page, record_providers
from reports.fetching.lists import read_lists
from reports.fetching.markup.list_page import ListedEntry
from reports.fetching.options import RunOptions
from reports.fetching.providers import read_provider
from reports.fetching.results import (
    Become,
    NewsItem,
    RunResult,
    item_of_file,
    item_of_provider,
)
from reports.fetching.visiting.visit import Visit
from reports.files.originals import MissingOriginal
from reports.models import Authority, ListedFile, ListedProvider
from reports.publishing.operations import Refused

MOST_FAILURES = 3
"""Provider pages in a row that do not fit, or files without any answer, at which a run stops."""
BROUGHT = (Become.NEW, Become.CHANGED, Become.UNKNOWN)
"""What brings a reading, which may wait at the desk."""

Step = TypeVar("Step")


class Progress(Protocol):
    """Passes the steps on while it shows how many are done."""

    def __call__(self, steps: Sequence[Step], title: str) -> Iterable[Step]: ...


class FetchRun:
    """One run over the site, by its options; `result` has the news, also after a stop."""

    def __init__(self, visit: Visit, options: RunOptions, result: RunResult) -> None:
        self.visit, self.options, self.result = visit, options, result
        self.files: dict[str, ListedFile] = {}
        self.wordings: set[str] = set()

    def run(self, progress: Progress) -> None:
        """Do all three hops. A site that stops the run is noted in the result."""
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
        """The providers whose pages are to be read; all of the list get their row in the ledger."""
        chosen = []
        for provider, is_new in record_providers(entries, dry_run=self.options.dry_run):
            if not self.options.includes_provider(provider):
                continue
            chosen.append(provider)
            if provider.authority is None and is_new:
                self.result.add(Become.UNKNOWN, item_of_provider(provider, _who_is(provider)))
        self._miss_authorities(chosen)
        return chosen

    def _miss_authorities(self, chosen: Iterable[ListedProvider]) -> None:
        """An authority that was asked for by name and is on no list is a failure."""
        slugs = {each.authority.slug for each in chosen if each.authority}
        for authority in Authority.objects.filter(slug__in=self.options.authorities - slugs):
            reason = "The list has no such authority. --closed adds those that are closed."
            self.result.add(Become.FAILED, NewsItem("", authority.name, reason=reason))

    def read_providers(self, providers: Sequence[ListedProvider], progress: Progress) -> None:
        """Read the page of each provider into the ledger.

        Raises `StoppedBySite` at the third page in a row that does not fit.
        """
        failures = 0
        for provider in progress(providers, "Provider pages"):
            try:
                self.read_provider(provider)
                failures = 0
            except (PageDoesNotFit, NotFetched) as error:
                failures += 1
                reason = f"Its page does not fit: {error}."
                self.result.add(Become.FAILED, item_of_provider(provider, reason))
            if failures == MOST_FAILURES:
                raise StoppedBySite(
                    f"{MOST_FAILURES} provider pages in a row do not fit; the last is "
                    f"{provider.address}. If the site has changed its pages, the fetcher must be "
                    "changed with them (reports/fetching/markup)."
                )

    def read_provider(self, provider: ListedProvider) -> None:
        """Read one provider's page. Raises `PageDoesNotFit`, `NotFetched`, `StoppedBySite`."""
        printed = read_provider(self.visit, provider, dry_run=self.options.dry_run)
        news = record_page(provider, printed, dry_run=self.options.dry_run)
        for file in news.files:
            self.files.setdefault(file.file_id, file)
            self.wordings.add(bare_wording(file.kind))
        for file in news.gone:
            self.result.add(Become.GONE, item_of_file(file, file.reason))

    def fetch_files(self, progress: Progress) -> None:
        """Fetch what is due, the latest first; with `dry_run` only say what would be fetched."""
        if self.options.dry_run:
            for file in self._due_for_the_first_time()[: self.options.limit]:
                self.result.add(Become.NEW, item_of_file(file, "It would be fetched."))
            return
        for file in self._stored_unread():
            self.add_news(file, resume_file(file))
        # Of a killed run's files some have just been read, and are due no more.
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
        """Fetch one file. Returns whether there was no answer at all."""
        try:
            become = fetch_file(self.visit, file, again=file.state != State.LISTED)
        except (NotFetched, Refused, MissingOriginal) as error:
            reason = f"It was not fetched: {error}."
            self.result.add(Become.FAILED, item_of_file(file, reason))
            return isinstance(error, Unreachable)
        if become is not None:
            self.add_news(file, become)
        return False

    def add_news(self, file: ListedFile, become: Become) -> None:
        """Add what became of a file, and that its reading waits where it does."""
        self.result.add(become, item_of_file(file, file.reason))
        if become in BROUGHT and file.waits:
            self.result.add(Become.WAITING, item_of_file(file, file.reason))

    def _due_for_the_first_time(self) -> list[ListedFile]:
        """The files of the pages read that were never fetched, the latest published first."""
        due = [
            file
            for file in self.files.values()
            if file.state == State.LISTED and file.source_id is None
        ]
        return _latest_first(file for file in due if self.options.includes_file(file))

    def _due_again(self) -> list[ListedFile]:
        """The files to be asked for again because they were last fetched long enough ago."""
        if self.options.recheck is None:
            return []
        before = timezone.now() - timedelta(days=self.options.recheck)
        long_ago = Q(fetched_at=None) | Q(fetched_at__lte=before)
        started = {item.id for items in self.result.items.values() for item in items}
        files = self._of_chosen_authorities().filter(long_ago).exclude(state=State.LISTED)
        due = [file for file in files if file.file_id not in started]
        return _latest_first(file for file in due if self.options.includes_file(file))

    def _stored_unread(self) -> list[ListedFile]:
        """The files whose bytes an earlier run stored, and did not come to read."""
        unread = Q(reading=None) | ~Q(reading__source=F("source"))
        files = self._of_chosen_authorities().filter(unread, source__isnull=False)
        return _latest_first(files)

    def _of_chosen_authorities(self) -> QuerySet[ListedFile]:
        files = ListedFile.objects.with_rows()
        if not self.options.authorities:
            return files
        return files.filter(authority__slug__in=self.options.authorities)

    def add_notes(self, entries: Sequence[ListedEntry]) -> None:
        """Note what is missing on the site and stops nothing."""
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


def _who_is(provider: ListedProvider) -> str:
    return (
        f"The archive knows no authority with the URN {provider.urn}: choose which one "
        f"“{provider.name}” is, at the desk under Listed providers."
    )


def _latest_first(files: Iterable[ListedFile]) -> list[ListedFile]:
    return sorted(files, key=lambda file: (file.published, int(file.file_id)), reverse=True)
