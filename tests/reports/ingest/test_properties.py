"""What holds for every report that could be written, and for every file that could come in."""

import re
from collections import Counter
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import UnreadableReport
from reports.ingest.report import read_report
from tests.support.tiers import examples
from tests.support.typeset import typeset

HEAD = "Inspection of Wexcombe local authority children’s services"
DATES = "Inspection dates: 12 to 23 June 2023"
LEAD = "Lead inspector: Tobias Harkwell, His Majesty’s Inspector"
TABLE = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    "Overall effectiveness",
)
TAIL = "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects."

WORDS = "children visits plans 18 2. 47 pre-birth well-being workers’ ‘front door’ (PLO) 16-year-old and to or 24/7 –"
words = st.sampled_from(WORDS.split())
sentences = st.lists(words, min_size=1, max_size=60).map(
    lambda chosen: f"Inspectors saw {' '.join(chosen)} improve."
)
several = st.lists(sentences, min_size=1, max_size=4)


@dataclass(frozen=True)
class Written:
    """An invented report before it is set."""

    summary: list[str]
    points: list[str]
    sections: list[list[str]]

    def as_text(self) -> bytes:
        numbers = iter(range(1, 1000))
        lines = [HEAD, DATES, LEAD, "Judgement\tGrade", *(f"{label}\tGood" for label in TABLE)]
        for paragraph in self.summary:
            lines += ["", paragraph]
        lines += ["", "What needs to improve?", *(f"- {point}" for point in self.points)]
        for label, paragraphs in zip(TABLE, self.sections, strict=False):
            lines += ["", f"{label}: good", *(f"{next(numbers)}. {each}" for each in paragraphs)]
        return "\n".join([*lines, TAIL]).encode()

    def as_pdf(self) -> bytes:
        numbers = iter(range(1, 1000))
        lines = [f"= {HEAD}", f"~ {DATES}", f"~ {LEAD}", "| **Judgement** | **Grade**"]
        lines += [
            *(f"| {label} | Good" for label in TABLE),
            f"> {HEAD} / 12 to 23 June 2023",
            *self.summary,
        ]
        lines += ["# What needs to improve?", *(f"* {point}" for point in self.points)]
        for label, paragraphs in zip(TABLE, self.sections, strict=False):
            lines += [f"# {label}: good", *(f"{next(numbers)}. {each}" for each in paragraphs)]
        return typeset("\n".join([*lines, TAIL]))


reports = st.builds(Written, several, several, st.lists(several, min_size=4, max_size=4))


@settings(max_examples=examples(60), deadline=None)
@given(reports)
def test_text_and_pdf_give_what_was_written(written: Written) -> None:
    expected = [each for section in written.sections for each in section]
    for reading in (
        read_report(written.as_text(), "report.txt"),
        read_report(written.as_pdf(), "report.pdf"),
    ):
        assert reading.problems == ()
        assert [paragraph.number for paragraph in reading.paragraphs] == list(
            range(1, len(expected) + 1)
        )
        assert [paragraph.text for paragraph in reading.paragraphs] == expected
        assert [point.text for point in reading.improvement_points] == written.points
        assert " ".join(passage.text for passage in reading.summary) == " ".join(written.summary)


@settings(max_examples=examples(60), deadline=None)
@given(reports)
def test_each_word_of_the_file_stands_in_one_part(written: Written) -> None:
    reading = read_report(written.as_pdf(), "report.pdf")
    source = Counter(
        re.findall(
            r"\w+",
            " ".join(
                [
                    *written.summary,
                    *written.points,
                    *(each for section in written.sections for each in section),
                ]
            ),
        )
    )
    assert Counter(re.findall(r"\w+", " ".join(body(reading)))) == source


def body(reading: ParsedReport) -> list[str]:
    unnumbered = [
        *(each.text for each in reading.summary),
        *(each.text for each in reading.improvement_points),
    ]
    return [*unnumbered, *(each.text for each in reading.paragraphs)]


BROKEN = settings(
    max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
EXAMPLE = Written(
    ["Inspectors saw much."], ["Plans."], [["One.", "Two."], ["Three."], ["Four."], ["Five."]]
)
PDF, TEXT = EXAMPLE.as_pdf(), EXAMPLE.as_text()


@BROKEN
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refused(content)


@BROKEN
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text(max_size=40))
def test_any_text_is_read_or_refused(place: int, gone: int, put: str) -> None:
    read_or_refused(TEXT[:place] + put.encode("utf-8", "surrogatepass") + TEXT[place + gone :])


@BROKEN
@given(st.lists(st.tuples(st.integers(0, len(PDF) - 1), st.integers(0, 255)), max_size=30))
def test_any_damaged_pdf_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(PDF)
    for place, value in changes:
        content[place] = value
    read_or_refused(bytes(content))


def read_or_refused(content: bytes) -> ParsedReport | None:
    """The reading, which is whole; None where the file is refused."""
    try:
        reading = read_report(content, "file")
    except UnreadableReport:
        return None
    numbers = [paragraph.number for paragraph in reading.paragraphs]
    assert numbers == sorted(set(numbers))
    assert ParsedReport.from_json(reading.as_json()) == reading
    return reading


def test_the_unchanged_example_is_read_whole() -> None:
    for content in (TEXT, PDF):
        reading = read_or_refused(content)
        assert reading is not None
        assert [paragraph.text for paragraph in reading.paragraphs] == [
            "One.",
            "Two.",
            "Three.",
            "Four.",
            "Five.",
        ]


def test_a_text_with_one_wrong_letter_is_nearly_always_read() -> None:
    """A letter of the title or of the table may make it another text; elsewhere it may not."""
    begin = TEXT.index(b"Inspectors saw much")
    for place in range(begin, len(TEXT), 7):
        reading = read_or_refused(TEXT[:place] + b"x" + TEXT[place + 1 :])
        assert reading is not None, TEXT[place - 10 : place + 10]
        assert reading.judgements


def test_a_pdf_with_one_wrong_byte_is_mostly_read() -> None:
    places = range(0, len(PDF), len(PDF) // 20)
    readings = [read_or_refused(PDF[:place] + b"x" + PDF[place + 1 :]) for place in places]
    read = [reading for reading in readings if reading is not None]
    assert len(read) >= len(readings) / 2
