"""The two tiers of the tests: `make test` leaves out the slow ones, `make test SLOW=1` runs all.

Where a test has many cases that take long together, the quick tier runs some of each kind, and a
test that draws examples draws fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

QUICK = "not slow"
"""The expression of markers by which `make test` chooses its tests."""
SHARE_OF_EXAMPLES = 3
"""The quick tier draws one of so many examples."""


@dataclass
class Tier:
    """The tier of this run, which is known before any module of tests is imported."""

    is_quick: bool = False


TIER = Tier()


def some_quick(cases: Sequence[Any], *, every: int) -> list[Any]:
    """Parameters of which the quick tier runs the first, and then one of `every` so many.

    The other cases are marked as slow. A case is a value, or a tuple of the values of one call.
    """
    return [case if place % every == 0 else as_slow(case) for place, case in enumerate(cases)]


def all_slow_but(cases: Sequence[Any], quick: Sequence[Any]) -> list[Any]:
    """Parameters of which the quick tier runs those in `quick` alone, each of which is a case."""
    assert all(case in cases for case in quick), quick
    return [case if case in quick else as_slow(case) for case in cases]


def as_slow(case: Any) -> Any:
    """A case that is marked as slow."""
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.slow)


def examples(number: int) -> int:
    """How many examples Hypothesis draws in this tier, where all tests draw this number."""
    return number // SHARE_OF_EXAMPLES if TIER.is_quick else number
