"""Hyphens at line ends, which `pdftotext` drops when it joins two lines."""

import pytest

from reports.ingest.text.typed.hyphens import with_lost_hyphens

OTHERS = "\n".join(["A multi-agency plan is face-to-face with all."] * 10) + "\n\f"
JOINED = "Leaders of the services in Wexcombe know that {} work is good for children."


@pytest.mark.parametrize(
    ("word", "restored"),
    [
        ("Multiagency", "Multi-agency"),
        ("faceto-face", "face-to-face"),
        ("face-toface", "face-to-face"),
        ("interagency", "interagency"),
    ],
)
def test_a_word_of_a_joined_line_that_has_a_hyphen_elsewhere(word: str, restored: str) -> None:
    text = OTHERS + JOINED.format(word)
    assert with_lost_hyphens(text) == OTHERS + JOINED.format(restored)


def test_a_word_that_another_line_has_without_it_is_left_alone() -> None:
    text = f"{OTHERS}A multiagency plan.\n{JOINED.format('multiagency')}"
    assert with_lost_hyphens(text) == text


def test_a_text_without_pages_is_no_work_of_the_program() -> None:
    text = OTHERS.replace("\f", "") + JOINED.format("multiagency")
    assert with_lost_hyphens(text) == text


def test_pages_without_words() -> None:
    assert with_lost_hyphens("\f\f") == "\f\f"
