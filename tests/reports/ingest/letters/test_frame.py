"""The parts of a letter: address, title, text and signature."""

from datetime import date

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.letters.focused_visit import TITLE_BEGINS
from reports.ingest.letters.frame import Letter, read_letter, read_signatory
from reports.ingest.text.layout import Line
from tests.support.lines import set_line, text_lines

TITLE = "Focused visit to Wexcombe children’s services"
LETTER = f"""Ms Ada Bell
16 August 2021
Dear Ms Bell
{TITLE}

This letter is about a visit.
It took place in June.

Yours sincerely
Cy Dunn
Her Majesty’s Inspector"""


def letter(text: str = LETTER) -> Letter:
    return read_letter(text_lines(text), TITLE_BEGINS)


def texts(lines: object) -> list[str]:
    return [line.text for line in lines]  # type: ignore[attr-defined]  # lines, or what is left out


def test_parts_of_a_letter() -> None:
    read = letter()
    assert read.title == TITLE
    assert read.date == date(2021, 8, 16)
    assert texts(read.body) == ["This letter is about a visit.", "It took place in June."]
    assert texts(read.signature) == ["Yours sincerely", "Cy Dunn", "Her Majesty’s Inspector"]
    assert [(each.reason, each.text) for each in read.left_out] == [
        (Omission.ADDRESS, text)
        for text in ("Ms Ada Bell", "16 August 2021", "Dear Ms Bell", *texts(read.signature))
    ]


def test_a_letter_without_a_title_begins_after_its_salutation() -> None:
    read = letter(LETTER.replace(f"{TITLE}\n", ""))
    assert read.title == ""
    assert texts(read.body)[0] == "This letter is about a visit."


def test_a_letter_without_title_and_salutation_begins_at_once() -> None:
    read = letter("Words.\nMore words.")
    assert (read.title, read.date) == ("", None)
    assert texts(read.body) == ["Words.", "More words."]
    assert texts(read.signature) == []


def test_a_letter_without_title_and_salutation_begins_with_its_first_sentence() -> None:
    """What is above is the address, whatever numbers it has."""
    read = letter("Town Hall\n1 2AB\nThe Square\nThis letter is about a visit to Wexcombe.\nWords.")
    assert texts(read.body) == ["This letter is about a visit to Wexcombe.", "Words."]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (["Focused visit to", "the Wexcombe trust"], "Focused visit to the Wexcombe trust"),
        (["Focused visit to Wexcombe", "children’s services"], TITLE),
        (["Focused visit to Wexcombe", "This letter"], "Focused visit to Wexcombe"),
        (["Focused visit to Wexcombe", "", "Words"], "Focused visit to Wexcombe"),
        (["Focused visit to", "one", "two", "three", "four"], "Focused visit to one two three"),
    ],
    ids=["small letters", "two lines", "a sentence", "room", "four lines"],
)
def test_where_a_title_ends(rows: list[str], title: str) -> None:
    assert letter("\n".join(["Dear Ms Bell", *rows])).title == title


@pytest.mark.parametrize(
    "line",
    [
        set_line("of the county", size=12.0),
        set_line("of the county", bold=True, size=14.0),
        set_line("of the county", bold=True, page=2),
    ],
    ids=["plain", "larger", "next page"],
)
def test_a_title_ends_with_its_type_and_page(line: Line) -> None:
    lines = [set_line("Focused visit to Wexcombe", bold=True), line]
    assert read_letter(lines, TITLE_BEGINS).title == "Focused visit to Wexcombe"


def test_a_name_above_a_role_is_a_signature() -> None:
    read = letter(LETTER.replace("Yours sincerely\n", ""))
    assert texts(read.signature) == ["Cy Dunn", "Her Majesty’s Inspector"]


def test_a_name_above_a_role_far_from_the_end_is_text() -> None:
    after = "\n".join(["Words go on"] * 12)
    read = letter(LETTER.replace("Yours sincerely\n", "") + "\n" + after)
    assert texts(read.signature) == []


def test_the_last_closing_begins_the_signature() -> None:
    assert len(letter(LETTER + "\nYours sincerely\nEve Fox").signature) == 2


@pytest.mark.parametrize(("count", "reason"), [(10, Omission.ADDRESS), (11, Omission.TAIL)])
def test_a_sentence_below_the_signature_belongs_to_the_closing(
    count: int, reason: Omission
) -> None:
    sentence = " ".join(["word"] * count) + "."
    assert letter(f"{LETTER}\n{sentence}").left_out[-1].reason is reason


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        (["Yours sincerely", "Ada Bell", "Her Majesty’s Inspector"], "Ada Bell"),
        (["Yours faithfully,", "Dr Ada O’Bell-Smith HMI"], "Ada O’Bell-Smith"),
        (["Yours sincerely", "Ada Bell, His Majesty’s Inspector, Ofsted"], "Ada Bell"),
        (["Yours sincerely", "HMI Ada Bell"], "Ada Bell"),
        (["Yours sincerely", "His Majesty’s Inspector"], None),
        ([], None),
    ],
)
def test_signatory(signature: list[str], name: str | None) -> None:
    assert read_signatory([Line(text) for text in signature]) == name
