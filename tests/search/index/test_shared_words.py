"""The words that paragraphs share, beside what Python counts in their texts."""

from __future__ import annotations

from math import log

import pytest
from django.db import connection

from reports.models import Paragraph
from search.index.shared_words import (
    MOST_READ,
    SharedTerm,
    Sharing,
    candidates_of,
    rarity_of_stems,
    sharing_by_part,
    sharing_within,
    words_of_paragraphs,
)
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


def terms(stems: str, weight: float = 1.0) -> list[SharedTerm]:
    return [SharedTerm((stem,), weight) for stem in stems]


def keys_of(*texts: str) -> list[int]:
    by_text = dict(Paragraph.objects.values_list("text", "pk"))
    return [by_text[text] for text in texts]


def texts_of_entries(query: str) -> list[str]:
    """The texts of the paragraphs whose entries match a tsquery."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT paragraph_id FROM reports_entry WHERE words @@ %s::tsquery", [query])
        keys = [key for (key,) in cursor.fetchall()]
    return [row.text for row in Paragraph.objects.filter(pk__in=keys)]


def test_words_of_paragraphs_are_those_that_tell_something() -> None:
    make_report(make_authority("otherham"), "The lodges.", "2019 weaving.", "Kind lodge.")
    (paragraph,) = make_report(
        make_authority(), "The Lodge of 2019 weaves a unicorn"
    ).paragraphs.all()
    words = words_of_paragraphs([paragraph.pk])[paragraph.pk]
    assert [(each.place, each.stem, each.written) for each in words] == [
        (2, "lodg", "lodge"),
        (5, "weav", "weaves"),
    ]
    assert [each.paragraphs for each in words] == [3, 2]
    # "the" is the commonest of the four words that stand for the total, but three have "lodge".
    assert words[1].rarity == pytest.approx(log(1 + (3 - 2 + 0.5) / (2 + 0.5)))


def test_rarity_is_of_stems_that_carry_meaning_and_occur() -> None:
    make_report(make_authority(), *["The lodge."] * 4, "They visit the lodge.")
    rarities = rarity_of_stems({"lodg", "visit", "they", "unicorn"})
    assert rarities == {
        "lodg": pytest.approx(log(1 + 0.5 / 5.5)),
        "visit": pytest.approx(log(1 + 4.5 / 1.5)),
    }


def test_candidates_hold_any_two_of_the_rare_words_and_no_more_are_read_than_few() -> None:
    make_report(make_authority(), "a b", "a e", "c d x", "e", "b f f", "a b c d e")
    query = candidates_of(terms("abcdef"), [10, 10, 10, 10, 10, MOST_READ - 49])
    assert set(texts_of_entries(query)) == {"a b", "a e", "c d x", "a b c d e"}
    query = candidates_of(terms("abcdef"), [10, 10, 10, 10, 10, MOST_READ - 50])
    assert "b f f" in texts_of_entries(query)


def test_candidates_hold_all_of_three_words_where_all_are_common() -> None:
    make_report(make_authority(), "a b", "a b c", "b c d")
    assert texts_of_entries(candidates_of(terms("abcd"), [9_000] * 4)) == ["a b c"]
    assert candidates_of(terms("a"), [3]) == ""


def test_sharing_is_weighed_by_terms_and_length_and_takes_one_a_report() -> None:
    greyfell = make_authority("greyfell")
    long = "kind lodge" + " of old" * 200
    make_report(greyfell, "kind lodge", "kind lodge, red lodge", "lodge and kind")
    make_report(make_authority("otherham"), long)
    make_report(make_authority("left-out"), "kind lodge")
    looked_for = [
        SharedTerm(("kind",), 1.0),
        SharedTerm(("lodg",), 1.0),
        SharedTerm(("red", "lodg"), 5.0),
    ]
    left_out = Paragraph.objects.filter(authority__slug="left-out").values_list(
        "authority", flat=True
    )
    sharing = sharing_by_part(
        looked_for, [4, 4], left_out=set(left_out), roles={"numbered": ""}, most=5
    )
    assert [each.numbers for each in sharing["good"]] == [[1, 2, 3], [1, 2]]
    assert [each.paragraph for each in sharing["good"]] == keys_of("kind lodge, red lodge", long)
    one = sharing_by_part(looked_for, [4, 4], left_out=(), roles={"numbered": "all"}, most=1)
    assert {part: len(each) for part, each in one.items()} == {"all": 1}
    assert sharing_by_part(looked_for, [4, 4], left_out=(), roles={"summary": ""}, most=5) == {}


def test_terms_stand_as_far_apart_as_they_say() -> None:
    assert SharedTerm(("red", "lodg"), 1.0, apart=2).tsquery == "'red' <2> 'lodg'"
    report = make_report(make_authority(), "red old lodge", "red lodge")
    apart = SharedTerm(("red", "lodg"), 1.0, apart=2)
    (key,) = keys_of("red old lodge")
    assert sharing_within([(7, report.pk, [apart])]) == {(7, report.pk): [Sharing(key, [1])]}


def test_sharing_within_is_of_each_inspection_and_the_best_come_first() -> None:
    first = make_report(make_authority(), "kind lodge", "kind", "lodge")
    second = make_report(make_authority("greyfell"), "red")
    looked_for = [SharedTerm(("kind",), 1.0), SharedTerm(("lodg",), 2.0)]
    sharing = sharing_within([(1, first.pk, looked_for), (1, second.pk, looked_for)])
    keys = keys_of("kind lodge", "lodge", "kind")
    assert sharing == {
        (1, first.pk): [Sharing(keys[0], [1, 2]), Sharing(keys[1], [2]), Sharing(keys[2], [1])]
    }
    assert sharing_within([]) == {}
