"""The questions on the home page, each with a link to the page that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from reports.facts.frameworks import CORE, Track, scales_in_use

LATEST_TRACK: Track = [track for track in CORE if not track.overall][-1]
"""The newest separate judgement: directors ask most about it."""


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """A question, who is likely to ask it, and the address of its answer."""

    reader: str
    words: str
    address: str


def first_questions() -> list[FirstQuestion]:
    """One question each for an analyst, a director and a journalist."""
    best = scales_in_use()[0].grades[0]
    return [
        FirstQuestion(
            "An analyst", "How have grades changed, year by year?", reverse("grade-trends")
        ),
        FirstQuestion(
            "A director",
            f"What does {best.label.lower()} look like for {LATEST_TRACK.label.lower()}?",
            f"{reverse('search')}?{urlencode({'area': LATEST_TRACK.value, 'grade': best.value})}",
        ),
        FirstQuestion(
            "A journalist",
            "Which councils have waited longest for an inspection?",
            f"{reverse('timing')}?sort=oldest#authorities",
        ),
    ]
