"""Hyphens at line ends: those that `pdftotext` drops, and those of words that are cut there."""

import pytest

from reports.ingest.text.typed.hyphens import may_lack_hyphens, with_lost_hyphens, with_whole_words

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


WHOLE = "Children wait. A well-being plan is made.\n"


@pytest.mark.parametrize(
    ("cut", "mended", "is_doubtful"),
    [
        ("All chil-\ndren wait.", "All children\nwait.", False),
        ("All chil\u00ad\ndren wait.", "All children\nwait.", False),
        ("Their expe\u00ad\nrience.", "Their experience.", False),
        ("Their well-\nbeing, now.", "Their well-being,\nnow.", False),
        ("All chil-\ndren in pla-\nces.", "All children\nin places.", True),
        ("All chil-\ndren by multi-\nagency work.", "All children\nby multi-agency\nwork.", True),
        ("All infor-\nmation.", "All information.", True),
        ("Under-\ndeveloped, and underdeveloped.", "Under-\ndeveloped, and underdeveloped.", False),
        ("All fixed-\nterm work.", "All fixed-\nterm work.", False),
        ("All multi-\nagency work.", "All multi-\nagency work.", False),
        ("Half- \nand full-time.", "Half- \nand full-time.", False),
    ],
    ids=[
        "whole elsewhere",
        "soft hyphen",
        "soft hyphen alone",
        "hyphen elsewhere",
        "one cut, one not known",
        "one cut, one compound",
        "an ending",
        "a compound that is whole elsewhere",
        "neither part known",
        "a compound",
        "before and",
    ],
)
def test_words_that_are_cut_at_line_ends(cut: str, mended: str, is_doubtful: bool) -> None:
    assert with_whole_words(WHOLE + cut) == (WHOLE + mended, is_doubtful)


@pytest.mark.parametrize(
    ("line", "is_doubtful"),
    [
        ("All of them need the help of a faceagency and a plan.", True),
        ("All of them need the help of a fullagency and a plan.", True),
        ("All faceagency of them need the help of a plan and more.", False),
        ("All of them need the help of a facetious person now.", False),
        ("All need faceagency work.", False),
    ],
    ids=["two words", "the first before hyphens", "not at the end", "one word", "not joined"],
)
def test_a_word_that_may_lack_its_hyphen(line: str, is_doubtful: bool) -> None:
    text = "\n".join(["The face of an agency is to be seen."] * 10) + f"\n\f{line}"
    assert may_lack_hyphens(text) is is_doubtful
    assert not may_lack_hyphens(text.replace("\f", ""))
