"""The mail that a report was sent with is no text of it."""

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.report import read_report
from reports.ingest.text.typed.around.mails import split_mail
from tests.support.lines import text_lines
from tests.support.variants.measuring import MANUSCRIPTS
from tests.support.variants.way import Way

HEAD = "From: Ada Bell\nSent: 4 May 2024\nTo: Members\nSubject: Report\n\n"
COVER = "Dear all\n\nPlease see the report.\n\nKind regards\nAda\n\n"
REPORT = "Inspection of Wexcombe\n\nDear Ms Thorne\n\nThanks to all."


@pytest.mark.parametrize(("mail", "lines"), [(HEAD, 4), (HEAD + COVER, 8)])
def test_a_head_and_a_message_are_split_off(mail: str, lines: int) -> None:
    text, of_mail = split_mail(text_lines(mail + REPORT))
    assert [line.text for line in text] == [line.text for line in text_lines(REPORT)]
    assert len(of_mail) == lines


def test_a_text_without_a_head_stays() -> None:
    lines = text_lines(COVER + REPORT)
    assert split_mail(lines) == (lines, [])


def test_the_greeting_of_a_mail_begins_no_letter() -> None:
    letter = Way().written(MANUSCRIPTS["focused-visit"]).decode()
    reading = read_report((HEAD + COVER + letter).encode(), "mail.txt")
    assert reading.problems == read_report(letter.encode(), "letter.txt").problems
    addresses = [each.text for each in reading.left_out if each.reason is Omission.ADDRESS]
    assert {"From: Ada Bell", "Please see the report.", "Ada"} <= set(addresses)
