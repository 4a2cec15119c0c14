"""Postcodes are recognised by their form, and names and terms with digits are not."""

from __future__ import annotations

import pytest

from reports.facts.postcodes import is_postcode


@pytest.mark.parametrize(
    "typed",
    [
        *("BS1 5TR", "bs15tr", " M1 1AE ", "cr2  6xh", "DN55 1PT", "W1A 0AX", "EC1A 1BB"),
        *("BS1", "m1", "SW1A", "DN55", "BS1 5"),
    ],
)
def test_whole_postcodes_and_first_parts_are_recognised(typed: str) -> None:
    assert is_postcode(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "Bath", "Bristol BS1 5TR", "section 17", "2023", "BS", "ABC1 2DE", "BS1 5TRX"),
        *("BS1 CTR", "BS1 5TO", "B12345", "1AA", "p22", "ILACS 2018", "BS1\n5TR\nx", "ＢＳ１"),
    ],
)
def test_other_words_are_no_postcodes(typed: str) -> None:
    assert not is_postcode(typed)
