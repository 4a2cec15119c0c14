"""How a command says that it has changed texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from reports.overview.cache import current_version
from reports.publishing.importing import Outcome
from reports.publishing.operations import texts_changed


@contextmanager
def announcing_changes(warn: Callable[[str], object]) -> Iterator[None]:
    """Send `texts_changed` once, at the end of the block, where the archive has changed in it.

    A receiver that fails undoes nothing of what the command did. A block that is broken off sends
    nothing.
    """
    before = current_version()
    yield
    if current_version() != before:
        announce_change(warn)


def announce_outcomes(outcomes: Iterable[Outcome], warn: Callable[[str], object]) -> None:
    """Send `texts_changed` where one of the files was published anew or revised."""
    if not {Outcome.CREATED, Outcome.REVISED}.isdisjoint(outcomes):
        announce_change(warn)


def announce_change(warn: Callable[[str], object]) -> None:
    """Send `texts_changed`, and give `warn` a sentence for each receiver that fails."""
    for _, error in texts_changed.send_robust(sender=announce_change):
        if isinstance(error, Exception):
            warn(f"The reports are in, but what is made of all texts together is not: {error}")
