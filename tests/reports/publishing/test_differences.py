"""Words are marked as kept, removed or added; passages find their counterparts."""

from hypothesis import given
from hypothesis import strategies as st

from reports.publishing.differences import Mark, likeness, marked, most_alike
from reports.publishing.snapshot import ShownPassage, paired

WORDS = st.lists(st.sampled_from(["children", "are", "seen", "soon", "not"])).map(" ".join)


@given(WORDS, WORDS)
def test_marked_words_give_both_texts_back(before: str, after: str) -> None:
    pieces = marked(before, after)
    assert " ".join(each.text for each in pieces if each.mark != Mark.ADDED) == before
    assert " ".join(each.text for each in pieces if each.mark != Mark.REMOVED) == after


@given(WORDS, WORDS)
def test_likeness_lies_between_nothing_and_all(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= likeness(one, one) == 1


def test_the_most_alike_is_found_or_none() -> None:
    assert (
        most_alike("children are seen soon", ["carers are paid", "children are seen very soon"])
        == 1
    )
    assert most_alike("children are seen soon", ["carers train each spring"]) is None
    assert most_alike("x", []) is None


def passage(number: int, text: str) -> ShownPassage:
    return ShownPassage(
        f"numbered:{number}", "numbered", f"p{number}", "", number, "", "", "", None, text
    )


def test_passages_are_paired_by_words_then_place_then_likeness() -> None:
    before = [
        passage(1, "one two three"),
        passage(2, "four five six"),
        passage(3, "seven eight nine ten"),
    ]
    after = [passage(1, "four five six"), passage(2, "zero"), passage(3, "seven eight nine")]
    assert paired(before, after) == [
        (before[0], None),
        (before[1], after[0]),
        (None, after[1]),
        (before[2], after[2]),
    ]
