"""What a query says of itself."""

import pytest

from search.query.parser import parse
from search.query.query import Query
from search.query.tree import AnyOf, Words


def test_query_in_words() -> None:
    assert parse('"b c" -d').understood == "“b c” and not d"
    assert Query("()", None).understood == ""


@pytest.mark.parametrize(
    ("typed", "requires_all"),
    [
        ("a", True),
        ("a b", True),
        ("a NEAR/3 b", True),
        ("a -(b OR c)", True),
        ("a OR b", False),
        ("a (b OR c)", False),
        ("-a", False),
        ("", False),
    ],
)
def test_query_requires_all_words_without_alternatives(typed: str, requires_all: bool) -> None:
    assert parse(typed).requires_all is requires_all


def test_a_single_alternative_is_required() -> None:
    assert Query("a", AnyOf((Words(("a",)),))).requires_all
