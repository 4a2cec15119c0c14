"""What can go wrong on the publisher's site: each exception has one consequence for the run."""

from __future__ import annotations


class StoppedBySite(Exception):
    """The run ends here. The message says what happened and what a person can do."""


class PageDoesNotFit(Exception):
    """A page is not as the fetcher assumes.

    The message says what was expected and what is there.
    """

    def __init__(self, expected: str, actual: str) -> None:
        super().__init__(f"expected {expected}, found {actual}")


class NotFetched(Exception):
    """One address gave no complete answer. The message completes "It was not fetched: …"."""


class Unreachable(NotFetched):
    """There was no answer at all."""


class CutShort(NotFetched):
    """The answer ended before it was complete."""


class TooLarge(NotFetched):
    """The answer is larger than the limit for its kind (`AnswerLimits.size`)."""


class TooSlow(NotFetched):
    """The answer took longer than the limit for its kind (`AnswerLimits.seconds`)."""


class LeadsElsewhere(NotFetched):
    """The address, or an address that it redirects to, is not on the publisher's site."""


def page_failure(error: PageDoesNotFit | NotFetched) -> str:
    """Why the page of a provider could not be read, in a sentence."""
    if isinstance(error, PageDoesNotFit):
        return f"Its page does not fit: {error}."
    return f"Its page was not fetched: {error}."
