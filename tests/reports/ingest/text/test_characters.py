"""Characters made plain, and lines joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.ingest.text.characters import cleaned, joined


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
