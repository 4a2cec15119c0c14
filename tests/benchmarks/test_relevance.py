"""The judgements and the measure that the relevance figures are made of."""

import pytest

from tests.benchmarks.judgements import agreement, judged
from tests.benchmarks.relevance import discounted


def test_better_paragraphs_first_gain_more() -> None:
    assert discounted([3, 2, 0]) > discounted([2, 3, 0]) > discounted([0, 2, 3])
    assert discounted([3]) == pytest.approx(7)
    assert discounted([0, 1]) == pytest.approx(1 / 1.58496, rel=1e-4)


def test_every_query_has_ten_judged_paragraphs_of_which_some_are_on_it() -> None:
    queries = [*judged("samples"), *judged("real")]
    assert len(judged("samples")) == 20
    assert len(judged("real")) == 10
    for each in queries:
        assert len(each.grades) >= 10, each.query
        assert max(each.grades.values()) > 1, each.query
        assert all(0 <= grade <= 3 for grade in each.grades.values()), each.query


def test_two_readings_agree() -> None:
    judgements, alike, kappa = agreement()
    assert judgements > 400
    assert alike > 0.8
    assert 0.8 < kappa <= 1
