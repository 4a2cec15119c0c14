"""What can go wrong with the publisher's site, by what it means for the run."""

from __future__ import annotations


class StoppedBySite(Exception):
    """The run ends here. The message says what happened and what a person can do."""


class PageDoesNotFit(Exception):
    """A page is not as it is assumed to be. The message says what was expected, and found."""

    def __init__(self, expected: str, actual: str) -> None:
        super().__init__(f"expected {expected}, found {actual}")


class NotFetched(Exception):
    """One address gave no whole answer. The message completes "It was not fetched: …"."""


class Unreachable(NotFetched):
    """There was no answer at all."""


class CutShort(NotFetched):
    """The answer ended before it was whole."""


class TooLarge(NotFetched):
    """The answer has more bytes than any report."""


class TooSlow(NotFetched):
    """The answer took longer than any report."""


class LeadsElsewhere(NotFetched):
    """The address, or what it redirects to, is not one of the publisher's."""
