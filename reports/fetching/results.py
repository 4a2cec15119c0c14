"""The result of a run: the items that it prints and returns as JSON, and its exit code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reports.models import ListedFile, ListedProvider

EXIT_OK, EXIT_INCOMPLETE, EXIT_STOPPED = 0, 1, 2


class FetchOutcome(StrEnum):
    """What happened to a file or a page in a run.

    `WAITING` comes in addition to another outcome.
    """

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    FAILED = "failed"
    WAITING = "waiting"


INCOMPLETE = (FetchOutcome.GONE, FetchOutcome.REFUSED, FetchOutcome.UNKNOWN, FetchOutcome.FAILED)
"""Outcomes that make a run end with `EXIT_INCOMPLETE`."""


@dataclass(frozen=True, slots=True)
class RunItem:
    """One line of a run's result: a file, or a page that could not be read.

    `id` is the publisher's id of the file, or the URN of a provider. Dates are in ISO form, None
    for a page.
    """

    id: str
    authority: str
    kind: str = ""
    event_date: str | None = None
    published: str | None = None
    address: str = ""
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """The item with its fields as keys."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def line(self) -> str:
        """The item for a terminal, without its outcome."""
        parts = (self.authority, self.kind, self.published or "")
        about = ", ".join(part for part in parts if part)
        if not self.reason:
            return f"{self.id} {about}"
        return f"{self.id} {about}: {self.reason}"


def item_of_file(file: ListedFile, reason: str = "") -> RunItem:
    """The item for a file of the ledger."""
    return RunItem(
        file.file_id,
        authority_label(file),
        file.kind,
        file.event_date.isoformat(),
        file.published.isoformat(),
        file.address,
        reason,
    )


def authority_label(file: ListedFile) -> str:
    """The name of a file's authority, or of its provider if the authority is unknown."""
    if file.authority is not None:
        return file.authority.name
    provider = file.providers.first() if file.pk else None
    return provider.name if provider else ""


def item_of_provider(provider: ListedProvider, reason: str) -> RunItem:
    """The item for a provider or its page."""
    name = provider.authority.name if provider.authority else provider.name
    return RunItem(provider.urn, name, address=provider.address, reason=reason)


@dataclass(slots=True)
class RunResult:
    """The items of a run by their outcome. `notes` are sentences that do not affect the exit code.

    `stopped` says why the site stopped the run; it is empty otherwise. `on_item` is called with
    each item as soon as it is added.
    """

    on_item: Callable[[FetchOutcome, RunItem], None] = lambda outcome, item: None
    items: dict[FetchOutcome, list[RunItem]] = field(
        default_factory=lambda: {outcome: [] for outcome in FetchOutcome}
    )
    notes: list[str] = field(default_factory=list)
    stopped: str = ""

    def add(self, outcome: FetchOutcome, item: RunItem) -> None:
        """Add an item to the list of its outcome."""
        self.items[outcome].append(item)
        self.on_item(outcome, item)

    @property
    def exit_code(self) -> int:
        """0 if everything was fetched, 1 if something is missing, 2 if the site stopped the run."""
        if self.stopped:
            return EXIT_STOPPED
        if any(self.items[outcome] for outcome in INCOMPLETE):
            return EXIT_INCOMPLETE
        return EXIT_OK

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """All lists, empty ones too: `{"new": [{"id": …, …}, …], …}`."""
        return {
            outcome.value: [item.as_json() for item in items]
            for outcome, items in self.items.items()
        }

    @property
    def summary(self) -> str:
        """The number of items of each outcome: "12 new, 0 changed, …"."""
        return ", ".join(f"{len(items)} {outcome.value}" for outcome, items in self.items.items())
