"""Sending the signal `texts_changed` after a command that has changed texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from reports.overview.cache import current_version
from reports.publishing.importing import Outcome
from reports.publishing.operations import texts_changed


@contextmanager
def announcing_changes(warn: Callable[[str], object]) -> Iterator[None]:
    """Send `texts_changed` once at the end of the block, if the block changed the archive.

    A receiver that fails does not undo the command. A block that raises sends nothing.
    """
    before = current_version()
    yield
    if current_version() != before:
        announce_change(warn)


def announce_outcomes(outcomes: Iterable[Outcome], warn: Callable[[str], object]) -> None:
    """Send `texts_changed` if one of the files was created or revised."""
    if not {Outcome.CREATED, Outcome.REVISED}.isdisjoint(outcomes):
        announce_change(warn)


def announce_change(warn: Callable[[str], object]) -> None:
    """Send `texts_changed`, and pass `warn` a sentence for each receiver that fails."""
    for _, error in texts_changed.send_robust(sender=announce_change):
        if isinstance(error, Exception):
            warn(
                "The reports are published, but what is computed from all texts together could "
                f"not be updated: {error}"
            )
