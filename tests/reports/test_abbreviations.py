"""Abbreviations are found where a report explains them, and nowhere else."""

import pytest

from reports.abbreviations import EXAMPLES, defined_in


@pytest.mark.parametrize(("text", "found"), EXAMPLES)
def test_example(text: str, found: tuple[str, str] | None) -> None:
    assert list(defined_in(text)) == ([found] if found else [])
