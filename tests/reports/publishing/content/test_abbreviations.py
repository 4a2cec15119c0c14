"""Abbreviations are found where a report explains them, and nowhere else."""

import pytest

from reports.publishing.content.abbreviations import EXAMPLES, MOST_CHARACTERS, defined_in


@pytest.mark.parametrize(("text", "definition"), EXAMPLES)
def test_example(text: str, definition: tuple[str, str] | None) -> None:
    assert list(defined_in(text)) == ([definition] if definition else [])


@pytest.mark.parametrize(
    ("text", "definition"),
    [
        ("the child and adolescent team (C&AT)", ("C&AT", "child and adolescent team")),
        ("the board of the trust (BOTT)", ("BOTT", "board of the trust")),
        ("the care of the trust (CT)", ("CT", "care of the trust")),
        ("a joint area and area review (JAAR)", ("JAAR", "joint area and area review")),
        ("the end (OF)", None),
        ("some other words (ABC)", None),
        ("hub (MH)", None),
        ("family hub (Fh)", None),
        ("family hub (FHs)", ("FH", "family hub")),
        ("Family Hub (FH)", ("FH", "family hub")),
        ("family hub (F)", None),
        ("family hub (FAMILYHUBS)", None),
    ],
)
def test_letters_and_words(text: str, definition: tuple[str, str] | None) -> None:
    assert list(defined_in(text)) == ([definition] if definition else [])


def test_every_definition_of_a_text() -> None:
    text = "A family hub (FH) and a care plan (CP); later the FH again (FH)."
    assert list(defined_in(text)) == [("FH", "family hub"), ("CP", "care plan")]


def test_a_long_form_of_ten_words_at_most() -> None:
    ten = "youth and beta and gamma and delta and epsilon zeta"
    assert list(defined_in(f"{ten} (YBGDEZ)")) == [("YBGDEZ", ten)]
    eleven = ten.replace("zeta", "and zeta")
    assert list(defined_in(f"{eleven} (YBGDEZ)")) == []


def test_a_long_form_that_fits_its_column() -> None:
    fitting = f"{'a' * 98} {'b' * 101}"
    assert len(fitting) == MOST_CHARACTERS
    assert list(defined_in(f"{fitting} (AB)")) == [("AB", fitting)]
    assert list(defined_in(f"{fitting}b (AB)")) == []
