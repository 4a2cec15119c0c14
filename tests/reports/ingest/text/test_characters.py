"""Characters made plain, and lines joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.ingest.text.characters import ORDINAL, cleaned, has_lost_apostrophes, joined


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(
    st.text(alphabet=st.characters(exclude_characters="\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"))
)
def test_cleaning_loses_no_letter(text: str) -> None:
    assert [each for each in cleaned(text) if each.isalnum()] == [
        each for each in text if each.isalnum()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("children\u2019s\u00a0plans\u202fare  here", "children’s plans are here"),
        ("decision\ufffe", "decision-"),
        ("the 'front door' of the county's service", "the ‘front door’ of the county’s service"),
        ('they say "yes"', "they say “yes”"),
        ("\u202eltr\u202c\x00 text\ufeff", "ltr text"),
        ("ef\ufb01cient", "efficient"),
    ],
)
def test_characters_that_occur(text: str, expected: str) -> None:
    assert cleaned(text) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["decision-", "making"], "decision-making"),
        (["child-", "and family-centred"], "child- and family-centred"),
        (["16-", "to 18-year-olds"], "16- to 18-year-olds"),
        (["and/", "or"], "and/or"),
        (["2017–", "18"], "2017–18"),
        (["a plan –", "if any"], "a plan – if any"),
        (["one", "two"], "one two"),
        (["1.\tOne", ""], "1. One"),
    ],
)
def test_lines_joined(lines: list[str], expected: str) -> None:
    assert joined(lines) == expected


def test_soft_hyphens_within_a_line_are_not_printed() -> None:
    assert cleaned("assess\u00adment of inter\u00ad") == "assessment of inter-"


def test_signs_of_fonts_of_pictures_become_plain_ones() -> None:
    assert cleaned("2016\uf02d17") == "2016\u201317"
    assert joined(["The purpose is:", "\uf06e to share"]) == "The purpose is: • to share"


def test_the_raised_end_of_a_number_belongs_to_it() -> None:
    assert ORDINAL.search("their 18ᵗʰ birthday")
    assert not ORDINAL.search("a note on 18¹")


def test_digits_in_the_place_of_apostrophes_are_lost_characters() -> None:
    lost = ["children9s services", "the council9s plan", "the child9s wishes"]
    assert has_lost_apostrophes(lost)
    assert not has_lost_apostrophes([*lost[:2], "those in their 9s", "Year 9s"])
