"""Shares, their intervals and what is too thin to say much."""

import pytest

from search.trends.shares import Share


@pytest.mark.parametrize(
    ("count", "of", "percent"), [(1, 3, 33), (2, 3, 67), (1, 8, 13), (0, 4, 0), (4, 4, 100)]
)
def test_share_is_told_in_whole_per_cent(count: int, of: int, percent: int) -> None:
    assert Share(count, of).percent == percent


def test_of_none_there_is_no_share() -> None:
    none = Share(0, 0)
    assert (none.value, none.percent, none.interval, none.interval_percent, none.is_thin) == (
        None,
        None,
        None,
        None,
        False,
    )


def test_fewer_than_ten_are_thin() -> None:
    assert [Share(1, of).is_thin for of in (1, 9, 10)] == [True, True, False]


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_interval_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    """The last one is an example of Newcombe's (Statistics in Medicine 17, 1998, table I, method
    3).
    """
    assert Share(count, of).interval == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("count", "of"), [(1, 7), (3, 11), (40, 61)])
def test_interval_solves_its_equation(count: int, of: int) -> None:
    """Its ends are the shares from which the observed one is just 1.959964 standard errors away."""
    interval = Share(count, of).interval
    assert interval is not None
    for end in interval:
        error = (end * (1 - end) / of) ** 0.5
        assert abs(count / of - end) == pytest.approx(1.959964 * error)


def test_interval_of_all_or_none_stays_within_0_and_1() -> None:
    assert Share(0, 3).interval_percent == (0, 56)
    assert Share(3, 3).interval_percent == (44, 100)
