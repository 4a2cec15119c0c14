"""The time between two requests, and what Retry-After asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic

import pytest

from reports.fetching.visiting.pace import Pace, retry_after

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 28 Nov 2026 12:00:30 GMT", 30.0),
        ("Sat, 28 Nov 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("Sat, 40 Nov 2026", None),
    ],
)
def test_retry_after_in_both_forms(header: str, seconds: float | None) -> None:
    assert retry_after(header, NOON) == seconds


def test_a_date_is_never_too_early() -> None:
    just_after = NOON.replace(microsecond=400_000)
    assert retry_after("Sat, 28 Nov 2026 12:00:30 GMT", just_after) == 30.0


def test_the_first_request_waits_for_nothing(waited: list[float]) -> None:
    Pace(2.0).wait_turn()
    assert waited == []


def test_between_the_delay_and_half_of_it_again(waited: list[float]) -> None:
    pace = Pace(2.0)
    for _ in range(50):
        pace.answered()
        pace.wait_turn()
    assert len(waited) == 50
    assert min(waited) > 1.9
    assert max(waited) <= 3.0
    assert len({round(each, 3) for each in waited}) > 1


def test_a_longer_delay_wins(waited: list[float]) -> None:
    pace = Pace(2.0)
    pace.slow_down_to(10.0)
    pace.slow_down_to(None)
    pace.slow_down_to(1.0)
    pace.answered()
    pace.wait_turn()
    assert 9.9 < waited[0] <= 11.0


def test_time_that_has_passed_counts(waited: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    pace = Pace(2.0)
    pace.answered()
    later = monotonic() + 10
    monkeypatch.setattr("reports.fetching.visiting.pace.monotonic", lambda: later)
    pace.wait_turn()
    assert waited == []
