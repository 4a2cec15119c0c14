"""A query and its parts: in words, as typed, and one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.parser import parse
from search.query.query import (
    AllOf,
    AnyOf,
    Excluded,
    Near,
    Node,
    Query,
    Words,
    alternatives,
    joined,
    leaves,
    typed_as,
    walk,
    words_in,
)

A, B, C = Words(("a",)), Words(("b", "c")), Words(("chi",), beginning=True)


@pytest.mark.parametrize(
    ("node", "words", "typed"),
    [
        (A, "a", "a"),
        (B, "“b c”", '"b c"'),
        (C, "chi*", "chi*"),
        (Words(("b", "chi"), beginning=True), "“b chi*”", '"b chi*"'),
        (Words(("OR",)), "OR", '"OR"'),
        (Words(("AND",)), "AND", '"AND"'),
        (Near(A, B, 1), "a within 1 word of “b c”", 'a NEAR/1 "b c"'),
        (Near(A, B, 2), "a within 2 words of “b c”", 'a NEAR/2 "b c"'),
        (Excluded(A), "not a", "-a"),
        (Excluded(B), "not “b c”", '-"b c"'),
        (Excluded(Near(A, B, 3)), "not (a within 3 words of “b c”)", '-(a NEAR/3 "b c")'),
        (Excluded(AllOf((A, B))), "not (a and “b c”)", '-(a "b c")'),
        (Excluded(AnyOf((A, B))), "not (a or “b c”)", '-(a OR "b c")'),
        (AllOf((A, AnyOf((B, C)))), "a and (“b c” or chi*)", 'a ("b c" OR chi*)'),
        (AnyOf((A, AllOf((B, C)))), "a or (“b c” and chi*)", 'a OR ("b c" chi*)'),
        (AllOf((A, Excluded(B))), "a and not “b c”", 'a -"b c"'),
    ],
)
def test_node_in_words_and_as_typed(node: Node, words: str, typed: str) -> None:
    assert str(node) == words
    assert typed_as(node) == typed
    assert parse(typed).root == node


@given(st.text(alphabet=st.sampled_from('abc"()-|* OR5\n’/'), max_size=40))
def test_what_is_typed_again_is_the_same_query(typed: str) -> None:
    root = parse(typed).root
    if root is not None:
        again = parse(typed_as(root)).root
        assert again is not None
        assert str(again) == str(root)


def test_walk_goes_through_all_parts_or_leaves_out_what_is_excluded() -> None:
    near = Near(A, B, 3)
    excluded = Excluded(AllOf((C, A)))
    root = AllOf((near, excluded))
    assert list(walk(root)) == [root, near, A, B, excluded, AllOf((C, A)), C, A]
    assert list(walk(root, excluded=False)) == [root, near, A, B]
    assert list(walk(None)) == []


def test_what_is_excluded_within_alternatives_is_left_out_too() -> None:
    root = AnyOf((A, AllOf((B, Excluded(C)))))
    assert list(leaves(root)) == [A, B, C]
    assert list(leaves(root, excluded=False)) == [A, B]


def test_words_in_a_query_are_those_of_phrases_and_of_what_is_excluded() -> None:
    assert words_in(AllOf((A, Excluded(B), C))) == ["a", "b", "c", "chi"]
    assert words_in(None) == []


def test_alternatives_among_alternatives_give_their_own_parts() -> None:
    assert list(alternatives(AnyOf((A, AnyOf((B, AnyOf((C, A)))))))) == [A, B, C, A]
    assert list(alternatives(AnyOf((AllOf((A, B)),)))) == [AllOf((A, B))]


def test_joined_parts() -> None:
    assert joined(AllOf, [A, None, B]) == AllOf((A, B))
    assert joined(AnyOf, [A, B]) == AnyOf((A, B))
    assert joined(AllOf, [None, B]) == B
    assert joined(AnyOf, [None, None]) is None
    assert joined(AnyOf, []) is None


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
