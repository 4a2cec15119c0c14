"""Signs that a query is written with: what they mean, and which are left out."""

from __future__ import annotations

import pytest

from search.query.signs import (
    SHOWN,
    left_out,
    plain,
    unsearchable,
    with_apostrophes,
    with_plain_plurals,
    with_provisions,
)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("“early help”", '"early help"'),
        ("„early help‟ «late help»", '"early help" "late help"'),
        ("``early help''", '"early help"'),
        ("‘children’s homes’", '"children’s homes"'),
        ("'early help', soon", '"early help", soon'),
        ("(‘early help’)", '("early help")'),
        ("children's homes' staff", "children's homes' staff"),
        ("'s word", "'s word"),
        ("visits of 'x", "visits of 'x"),
        ("safe\u00adguarding", "safeguarding"),
        ("Ma\u0301ire", "M\u00e1ire"),
    ],
)
def test_quotation_marks_of_every_kind(typed: str, text: str) -> None:
    assert plain(typed) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("s47 enquiries", '"section 47" enquiries'),
        ("section 47 and s.20", '"section 47" and "section 20"'),
        ("§ 47 §§ 20a", '"section 47" "section 20a"'),
        ('"a s47 enquiry" s20', '"a section 47 enquiry" "section 20"'),
        ("reg. 44 visits", '"regulation 44" visits'),
        ("regulations 44", '"regulation 44"'),
        ("children's 47", "children's 47"),
        ("section 47/20", "section 47/20"),
        ("section 4711", "section 4711"),
        ("ages 47", "ages 47"),
    ],
)
def test_provisions_of_acts_and_regulations(typed: str, text: str) -> None:
    assert with_provisions(typed) == text


@pytest.mark.parametrize(
    ("typed", "signs"),
    [
        ("early help", []),
        ("early, help. (soon) – “now”", []),
        ("50% & more", ["%", "&"]),
        ("£5 € $ £6", ["£", "€", "$"]),
        ("early | help || soon && now ~3", []),
        ("~ alone", ["~"]),
        ("§ 47", []),
        ("§ alone", ["§"]),
        ("a + b = c 🦔", ["+", "=", "🦔"]),
    ],
)
def test_signs_that_no_search_finds(typed: str, signs: list[str]) -> None:
    assert unsearchable(typed) == signs


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "The sign “1” was left out: only letters and digits are searched."),
        (2, "The signs “1”, “2” were left out: only letters and digits are searched."),
        (
            SHOWN,
            "The signs “1”, “2”, “3”, “4”, “5” were left out: only letters and digits are searched.",
        ),
        (
            SHOWN + 1,
            "The signs “1”, “2”, “3”, “4”, “5” and others were left out: only letters and digits are searched.",
        ),
    ],
)
def test_note_names_the_first_signs(number: int, sentence: str) -> None:
    assert left_out([str(sign) for sign in range(1, number + 1)]) == sentence


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("PA's and EHCP’s", "PAs and EHCPs"),
        ("Ann's and A's", "Ann's and A's"),
        ("XPA'small", "XPA'small"),
    ],
)
def test_plurals_of_abbreviations(typed: str, text: str) -> None:
    assert with_plain_plurals(typed) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("childrens homes", "children's homes"),
        ("Ofsteds view", "Ofsted's view"),
        ("the authoritys plan", "the authority's plan"),
        ("they dont and cant", "they don't and cant"),
        ("parents and councils", "parents and councils"),
        ("essays", "essays"),
    ],
)
def test_apostrophes_that_were_left_out(typed: str, text: str) -> None:
    assert with_apostrophes(typed) == text
