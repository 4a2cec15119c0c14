"""A share with the number behind it, which no page shows apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

THIN = 10
"""Fewer than these are too few to say much: pictures and tables mark them."""
Z = 1.959964
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; of none there is no share."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of none."""
        return self.count / self.of if self.of else None

    @property
    def percent(self) -> int | None:
        """In whole per cent, half up; None of none."""
        return (200 * self.count + self.of) // (2 * self.of) if self.of else None

    @property
    def is_thin(self) -> bool:
        return 0 < self.of < THIN

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share, from 0 to 1; None of none.

        E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA
        22 (1927).
        """
        if not self.of:
            return None
        share, square = self.count / self.of, Z * Z / self.of
        middle = share + square / 2
        reach = Z * sqrt(share * (1 - share) / self.of + square / (4 * self.of))
        return max(0.0, (middle - reach) / (1 + square)), min(1.0, (middle + reach) / (1 + square))

    @property
    def interval_percent(self) -> tuple[int, int] | None:
        """The interval in whole per cent."""
        return (
            (round(100 * self.interval[0]), round(100 * self.interval[1]))
            if self.interval
            else None
        )
