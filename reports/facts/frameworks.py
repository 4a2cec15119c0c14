"""When the framework of inspection changed: what pictures over the years mark.

Source: Ofsted's frameworks; ILACS took the place of SIF in January 2018, judged care leavers apart
from January 2023 and gives no overall effectiveness from April 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FrameworkChange:
    """A change, the day from which it held, in two or three words and in a sentence."""

    since: date
    label: str
    sentence: str


FRAMEWORK_CHANGES = (
    FrameworkChange(
        date(2018, 1, 1), "ILACS", "ILACS takes the place of SIF, with shorter reports"
    ),
    FrameworkChange(date(2023, 1, 1), "Care leavers", "care leavers are judged separately"),
    FrameworkChange(date(2026, 4, 1), "No overall", "overall effectiveness is no longer judged"),
)
"""The oldest first."""
