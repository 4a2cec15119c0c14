"""The time between two requests, and the pauses that the site asks for."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic, sleep

LEAST_DELAY = 2.0
"""Seconds between two requests to a site that serves other people."""
MOST_JITTER = 1.0
"""The most seconds that are added to a delay; the number is random for each request."""
BACKOFF = (30.0, 60.0, 120.0)
"""Seconds to wait after the first, second and third answer “too many requests”."""
LONGEST_PAUSE = 3600.0
"""The most seconds that a run waits when the site asks for it; a longer wait ends the run."""


class Pace:
    """Spaces requests: each is sent at least `delay` seconds after the last answer.

    A random time is added: up to half of the delay, and at most `MOST_JITTER`.
    """

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._last: float | None = None

    def slow_down_to(self, delay: float | None) -> None:
        """Raise the delay to `delay` seconds. None, or a smaller value, changes nothing."""
        self.delay = max(self.delay, delay or 0.0)

    def wait_turn(self) -> None:
        """Wait until the next request may go."""
        if self._last is None:
            return
        jitter = random.uniform(0, min(MOST_JITTER, self.delay / 2))  # noqa: S311  # no secret
        remaining = self._last + self.delay + jitter - monotonic()
        if remaining > 0:
            sleep(remaining)

    def answered(self) -> None:
        """Record the time at which a request ended, with or without an answer."""
        self._last = monotonic()

    def pause(self, seconds: float) -> None:
        """Wait as long as the site asks."""
        sleep(seconds)


def retry_after(header: str, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks to wait (RFC 9110, 10.2.3).

    The header holds whole seconds or a date. Returns None for anything else.
    """
    text = header.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, math.ceil((moment - (now or datetime.now(UTC))).total_seconds()))
