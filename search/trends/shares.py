"""Shares with the two numbers that they are made of, which every page shows."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

THIN = 10
"""A share of fewer than this says little: charts and tables mark it."""
Z = 1.959964
"""The normal quantile of a 95% interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """A number `count` out of `of`; if `of` is 0, there is no share."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None if `of` is 0."""
        return self.count / self.of if self.of else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, halves rounded up; None if `of` is 0."""
        return (200 * self.count + self.of) // (2 * self.of) if self.of else None

    @property
    def is_thin(self) -> bool:
        """Whether `of` is below `THIN`, but not 0."""
        return 0 < self.of < THIN

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of the share, from 0 to 1; None if `of` is 0.

        E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA
        22 (1927).
        """
        if not self.of:
            return None
        share = self.count / self.of
        square = Z * Z / self.of
        middle = share + square / 2
        reach = Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of))
        low = (middle - reach) / (1 + square)
        high = (middle + reach) / (1 + square)
        return max(0.0, low), min(1.0, high)

    @property
    def interval_percent(self) -> tuple[int, int] | None:
        """The interval in whole per cent; None if `of` is 0."""
        if self.interval is None:
            return None
        low, high = self.interval
        return round(100 * low), round(100 * high)


def rounded(share: float | None) -> float | None:
    """A share as files and the API give it: to four decimal places."""
    return None if share is None else round(share, 4)
