"""The options of a run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from reports.facts.printed_kinds import kinds_printed_as
from reports.models import ListedFile, ListedProvider

UNKNOWN = "unknown"
"""Chooses the files whose printed kind the archive does not know."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Which pages a run reads and which files it fetches; empty choices stand for all.

    `since` is the earliest publication date. `authorities` are slugs. `kinds` are codes of kinds,
    slugs of printed kinds, or `UNKNOWN`. `limit` is the largest number of files to request, None
    for no limit. `recheck` requests files again that were last fetched so many days ago or more.
    """

    dry_run: bool = False
    since: date | None = None
    authorities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    closed: bool = False
    limit: int | None = None
    recheck: int | None = None

    def includes_provider(self, provider: ListedProvider) -> bool:
        """Whether the run reads a provider's page: its authority must be among the chosen ones."""
        if not self.authorities:
            return True
        return provider.authority is not None and provider.authority.slug in self.authorities

    def includes_file(self, file: ListedFile) -> bool:
        """Whether the run may fetch a file, by its publication date and kind."""
        if self.since and file.published < self.since:
            return False
        if not self.kinds:
            return True
        return bool(self.kinds & {*_kinds_of(file), slugify(file.kind)})


def _kinds_of(file: ListedFile) -> set[str]:
    """The codes of the kinds that a file may be, from its printed kind and the day of its event."""
    kinds = kinds_printed_as(file.kind)
    if not kinds:
        return {UNKNOWN}
    codes = set()
    for kind in kinds:
        if kind.first_day <= file.event_date <= kind.last_day:
            codes.add(kind.value)
    return codes
