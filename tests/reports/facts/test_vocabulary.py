"""The words that all pages take from the vocabulary."""

import pytest

from reports.facts.terms import Term


@pytest.mark.parametrize("terms", Term.__subclasses__(), ids=lambda terms: terms.__name__)
def test_labels_have_typographic_quotes(terms: type[Term]) -> None:
    assert [label for _, label in terms.choices() if "'" in label or '"' in label] == []
