"""How alike texts are, and which is most like a given one."""

from hypothesis import given
from hypothesis import strategies as st

from reports.publishing.content.likeness import ALIKE, likeness, most_alike

WORDS = st.lists(st.sampled_from(["children", "are", "seen", "soon", "not"])).map(" ".join)


@given(WORDS, WORDS)
def test_likeness_is_between_nothing_and_all(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= likeness(one, one) == 1


def test_likeness_is_the_share_of_words_in_common_in_the_same_order() -> None:
    assert likeness("a b c d e", "a b c d x") == 0.8
    assert likeness("a b c d", "b c d a") == 0.75
    assert likeness("a b c d e", "a b c x y") == ALIKE


def test_texts_that_share_too_little_have_no_likeness_at_all() -> None:
    assert likeness("a b c d e", "a b x y z") == 0
    assert likeness("a b", "a b c d e f g h") == 0
    assert likeness("", "a") == 0


def test_texts_without_words_are_the_same() -> None:
    assert likeness("", "") == 1


def test_words_are_compared_whole() -> None:
    assert likeness("seen", "seem") == 0


def test_a_frequent_word_of_a_long_text_counts_too() -> None:
    assert likeness("care " * 300, "care " * 299 + "plan") == 299 / 300


def test_the_most_alike_is_found_or_none() -> None:
    candidates = ["carers are paid", "children are seen very soon", "children are not seen soon"]
    assert most_alike("children are seen soon", candidates) == 1
    assert most_alike("children are seen soon", candidates[:1]) is None
    assert most_alike("x", []) is None


def test_a_better_candidate_wins_wherever_it_is() -> None:
    assert most_alike("a b c d e", ["a b c x y", "a b c d x", "a b c d e"]) == 2
    assert most_alike("a b c d e", ["a b c d e", "a b c d x", "a b c x y"]) == 0


def test_a_candidate_must_reach_the_least_likeness() -> None:
    assert most_alike("a b c d e", ["a b c d x"], least=0.8) == 0
    assert most_alike("a b c d e", ["a b c d x"], least=0.81) is None
    assert most_alike("a b c d e", ["a b c x y"]) == 0
