"""The first page of the reports before 2018."""

from datetime import date

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.before_2018.front_page import read_front_page, read_lead_inspector
from reports.ingest.before_2018.trimming import trimmed
from reports.ingest.parsed import LeftOut
from tests.support.lines import set_line, text_lines

TITLE = (
    "Inspection of services for children in need of help and protection, children looked after"
    " and care leavers"
)
JUNE = ((date(2014, 6, 3), date(2014, 6, 25)),)


def test_a_whole_front_page() -> None:
    text = f"Wexcombe Council\n{TITLE}\nInspection dates: 3 June – 25 June 2014\n"
    front = read_front_page(text_lines(f"{text}Report published: 8 August 2014\nWords."))
    assert front.title == f"Wexcombe Council {TITLE}"
    assert front.name == "Wexcombe Council"
    assert front.authority is not None
    assert front.authority.slug == "wexcombe"
    assert (front.periods, front.published, front.end) == (JUNE, date(2014, 8, 8), 4)


ABOVE_THE_TITLE = ("Inspection services for you", "Wexcombe Council", TITLE)
DATES = "Inspection dates: 3 June 2014"


def test_title_in_a_text_begins_with_the_authority_below_lines_of_a_mail() -> None:
    front = read_front_page(text_lines("\n".join([*ABOVE_THE_TITLE, DATES])))
    assert front.title == f"Wexcombe Council {TITLE}"


def test_title_in_a_pdf_is_all_above_the_dates() -> None:
    front = read_front_page([set_line(text) for text in (*ABOVE_THE_TITLE, DATES)])
    assert front.title == " ".join(ABOVE_THE_TITLE)


def test_a_front_page_without_dates_is_a_title() -> None:
    front = read_front_page(text_lines("One\nTwo\nThree"))
    assert (front.title, front.name, front.authority) == ("One Two", None, None)
    assert (front.periods, front.published, front.end) == ((), None, 0)


def test_a_name_that_no_authority_has() -> None:
    front = read_front_page(text_lines(f"Nowhere\n{TITLE}\nInspection dates: 3 June 2014"))
    assert (front.name, front.authority) == ("Nowhere", None)


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        (["Inspection dates:", "3 June – 25 June 2014"], 2),
        (["Inspection dates:", "3 June –", "25 June 2014"], 3),
        (["Inspection dates: 3 June – 25 June 2014"], 1),
    ],
)
def test_dates_over_several_lines(rows: list[str], end: int) -> None:
    front = read_front_page(text_lines("\n".join([*rows, "Words."])))
    assert (front.periods, front.end) == (JUNE, end)


@pytest.mark.parametrize("conjunction", ["and", "&"])
def test_a_second_period_on_the_next_line(conjunction: str) -> None:
    rows = f"Inspection dates: 3 June – 25 June 2014\n{conjunction} 1 July – 2 July 2014"
    assert len(read_front_page(text_lines(rows)).periods) == 2


def test_dates_that_cannot_be_read() -> None:
    front = read_front_page(text_lines("Inspection dates: in June\nWords.\nWords.\nWords."))
    assert (front.periods, front.end) == ((), 1)


@pytest.mark.parametrize(("between", "is_read"), [(5, True), (6, False)])
def test_the_date_of_publication_is_near(between: int, is_read: bool) -> None:
    rows = ["Inspection dates: 3 June 2014", *["Words."] * between, "Published: 8 August 2014"]
    front = read_front_page(text_lines("\n".join(rows)))
    assert (front.published is not None) is is_read
    assert front.end == (between + 2 if is_read else 1)


def test_a_date_of_publication_that_cannot_be_read_stays_in_the_text() -> None:
    rows = "Inspection dates: 3 June 2014\nReport published: in August\nWords."
    front = read_front_page(text_lines(rows))
    assert (front.published, front.end) == (None, 1)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (f"{TITLE}\nWexcombe Council", "Wexcombe Council"),
        (
            "Wexcombe Safeguarding Children Board\nInspection of looked after children services",
            "Wexcombe",
        ),
        ("Minutes of Wexcombe", None),
    ],
)
def test_name_of_the_authority(printed: str, name: str | None) -> None:
    assert read_front_page(text_lines(f"{printed}\nInspection dates: 3 June 2014")).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Words.\nLead inspector: Ada Bell HMI.", "Ada Bell"),
        ("Lead inspector\nAda Bell", "Ada Bell"),
        ("Lead inspector (on site): Ada Bell", "Ada Bell"),
        ("Reporting inspector Ada Bell HMI", "Ada Bell"),
        ("Deputy lead inspector: Cy Dunn\nLead inspector: Ada Bell", "Ada Bell"),
        ("Lead inspector", None),
        ("Ada Bell, HMI, lead inspector", "Ada Bell"),
        ("Words.\nAda Bell\nLead inspector\nDeputy lead inspector: Cy Dunn", "Ada Bell"),
        ("Deputy lead inspector", None),
        ("Lead inspector: Bell7\nLead inspector: Cole8", "Bell7"),
        # A label with a role alone names nobody.
        ("Lead inspector: HMI", None),
        ("Lead inspector: HMI\nReporting inspector: Ada Bell", "Ada Bell"),
        ("Words.", None),
    ],
)
def test_lead_inspector(text: str, name: str | None) -> None:
    assert read_lead_inspector(text_lines(text)) == name


CONTENTS = "Title\nContents\nExecutive summary\t2\nRecommendations of the\nreport 8\nWords.\nMore."


def test_the_table_of_contents_is_left_out() -> None:
    lines, left_out = trimmed(text_lines(CONTENTS))
    assert [line.text for line in lines] == ["Title", "Words.", "More."]
    assert {each.reason for each in left_out} == {Omission.CONTENTS}
    assert len(left_out) == 4


def test_the_word_contents_without_page_numbers_is_text() -> None:
    lines, left_out = trimmed(text_lines("Contents\nOne\nTwo\nThree\nExecutive summary\t2"))
    assert (len(lines), left_out) == (5, [])


def test_the_table_of_contents_ends_with_its_page() -> None:
    lines = [set_line("Contents"), set_line("Recommendations 8"), set_line("Foot")]
    text, left_out = trimmed([*lines, set_line("Words.", page=2)])
    assert [line.text for line in text] == ["Words."]
    assert len(left_out) == 3


def test_how_to_complain_ends_a_report() -> None:
    text = "Words.\nAny complaints about the inspection\nshould be made"
    lines, left_out = trimmed(text_lines(text))
    assert [line.text for line in lines] == ["Words."]
    assert left_out == [
        LeftOut(Omission.TAIL, "Any complaints about the inspection"),
        LeftOut(Omission.TAIL, "should be made"),
    ]


def test_a_sentence_that_begins_like_the_label_names_nobody() -> None:
    text = "Lead inspectors of the service, whom we met, agree.\nLead inspector: Ada Bell"
    assert read_lead_inspector(text_lines(text)) == "Ada Bell"
