"""What a run did, in the lists that it prints, and the exit code that follows from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reports.models import ListedFile, ListedProvider

EXIT_WELL, EXIT_INCOMPLETE, EXIT_STOPPED = 0, 1, 2


class Become(StrEnum):
    """What became of a file or a page in a run; `WAITING` is said in addition to another."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    FAILED = "failed"
    WAITING = "waiting"


INCOMPLETE = (Become.GONE, Become.REFUSED, Become.UNKNOWN, Become.FAILED)
"""What makes a run end with `EXIT_INCOMPLETE`."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One line of a run's news: a file, or a page that could not be read.

    `id` is that of the file or the URN of a provider; dates are in ISO form, None where a page has
    none.
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
        """The item for a terminal, without what became of it."""
        parts = (self.authority, self.kind, self.published or "")
        about = ", ".join(part for part in parts if part)
        return f"{self.id} {about}" + (f": {self.reason}" if self.reason else "")


def item_of_file(file: ListedFile, reason: str = "") -> NewsItem:
    """A file of the ledger as an item of the news."""
    return NewsItem(
        file.file_id,
        authority_label(file),
        file.kind,
        file.event_date.isoformat(),
        file.published.isoformat(),
        file.address,
        reason,
    )


def authority_label(file: ListedFile) -> str:
    """The file's authority; where the archive knows none, the name on the page that lists it."""
    if file.authority is not None:
        return file.authority.name
    provider = file.providers.first() if file.pk else None
    return provider.name if provider else ""


def item_of_provider(provider: ListedProvider, reason: str) -> NewsItem:
    """A provider, or its page, as an item of the news."""
    name = provider.authority.name if provider.authority else provider.name
    return NewsItem(provider.urn, name, address=provider.address, reason=reason)


@dataclass(slots=True)
class RunResult:
    """The news of a run by what became of each; `notes` are sentences that change no exit code.

    `on_item` is called with each item as it happens.
    """

    on_item: Callable[[Become, NewsItem], None] = lambda become, item: None
    items: dict[Become, list[NewsItem]] = field(
        default_factory=lambda: {become: [] for become in Become}
    )
    notes: list[str] = field(default_factory=list)
    stopped: str = ""

    def add(self, become: Become, item: NewsItem) -> None:
        """Add an item to one list."""
        self.items[become].append(item)
        self.on_item(become, item)

    @property
    def exit_code(self) -> int:
        """0 when all is well, 1 when something is missing, 2 when the site stopped the run."""
        if self.stopped:
            return EXIT_STOPPED
        if any(self.items[become] for become in INCOMPLETE):
            return EXIT_INCOMPLETE
        return EXIT_WELL

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """All lists, empty ones too: `{"new": [{"id": …, …}, …], …}`."""
        return {
            become.value: [item.as_json() for item in items] for become, items in self.items.items()
        }

    @property
    def summary(self) -> str:
        """How many of each, "12 new, 0 changed, …"."""
        return ", ".join(f"{len(items)} {become.value}" for become, items in self.items.items())
