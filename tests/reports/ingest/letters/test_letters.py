"""Letters and joint reports: what their prose says of days, people and places, and what makes a
reading doubtful.
"""

from datetime import date
from pathlib import Path

import pytest

from reports.facts.reference import FOLDER
from reports.facts.vocabulary import Kind, Severity
from reports.ingest.letters.prose_dates import read_days, read_letter_date
from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report

VISIT = (Path(FOLDER) / "samples" / "wexcombe-focused-visit-2021.txt").read_text(encoding="utf-8")


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("said", "periods"),
    [
        ("on 9 and 10 March 2021. Inspectors", ["2021-03-09/2021-03-10"]),
        ("on 13 October 2020.", ["2020-10-13/2020-10-13"]),
        ("from 15 to 16 June 2022", ["2022-06-15/2022-06-16"]),
        ("on 31 January and 1 February 2018", ["2018-01-31/2018-02-01"]),
        ("on 31 December and 1 January 2020", ["2019-12-31/2020-01-01"]),
        ("on 15, 16 and 21 July 2025", ["2025-07-15/2025-07-16", "2025-07-21/2025-07-21"]),
        ("on 22–23 October 2019", ["2019-10-22/2019-10-23"]),
        ("between 20 October and 22 October 2020", ["2020-10-20/2020-10-22"]),
        ("between 6 and 8 October 2020", ["2020-10-06/2020-10-08"]),
        ("on Tuesday 9 and Wednesday 10 March 2021", ["2021-03-09/2021-03-10"]),
        ("on 9/10 March 2021", ["2021-03-09/2021-03-10"]),
        ("on the 9th and 10th of March 2021", ["2021-03-09/2021-03-10"]),
        ("under section 20(1)(b), from 10 to 14 January 2022", ["2022-01-10/2022-01-14"]),
        ("on 13 and 14 July. Her Majesty’s Inspectors", ["2021-07-13/2021-07-14"]),
        ("between 16 November and 20 November, Ofsted", ["2020-11-16/2020-11-20"]),
        ("in March 2019", []),
        ("on 30 February 2020", []),
    ],
)
def test_days_in_a_sentence(said: str, periods: list[str]) -> None:
    expected = tuple((day(each[:10]), day(each[11:])) for each in periods)
    assert read_days(said, date(2021, 8, 23)) == expected


def test_days_without_a_year_need_a_dated_letter() -> None:
    assert read_days("on 13 and 14 July", None) == ()


def test_date_of_a_letter_is_a_line_of_its_own() -> None:
    assert read_letter_date("16 August 2021") == date(2021, 8, 16)
    assert read_letter_date("On 16 August 2021 we came.") is None


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Wexcombe County Council children's services", "wexcombe"),
        ("Wexcombe's children's services", "wexcombe"),
        ("Wexcombe local authority children's services", "wexcombe"),
        ("Wexcombe CC children's services", "wexcombe"),
        ("Wexcombe Children's Trust", "wexcombe"),
        ("the City of Wexcombe children's social care services", "wexcombe"),
    ],
)
def test_authority_in_the_title(printed: str, slug: str) -> None:
    letter = VISIT.replace("Wexcombe County Council children's services\n", f"{printed}\n")
    assert read_visit(letter).authority_slug == slug


def test_a_visit_with_a_number_is_a_monitoring_visit() -> None:
    letter = VISIT.replace("Focused visit to", "Second monitoring visit of").replace(
        "focused visit", "monitoring visit"
    )
    reading = read_visit(letter)
    assert reading.kind is Kind.MONITORING_VISIT
    assert reading.authority_slug == "wexcombe"
    assert not warnings(reading)


def test_a_signatory_is_known_by_the_whole_surname() -> None:
    reading = read_visit(
        VISIT.replace(
            "Marian Thackwood\nHer Majesty's Inspector", "Marian Thack\nHer Majesty's Inspector"
        )
    )
    assert "lead-inspector-doubtful" in warnings(reading)


def read_visit(letter: str) -> ParsedReport:
    return read_report(letter.encode(), "letter.txt")


def warnings(reading: ParsedReport) -> set[str]:
    return {problem.code for problem in reading.problems if problem.severity is Severity.WARNING}


def test_an_ordinary_letter_raises_no_doubt() -> None:
    assert read_visit(VISIT).problems == ()


@pytest.mark.parametrize(
    ("printed", "instead", "code"),
    [
        ("on 9 and 10 March 2021", "on 9 March 2020 and 10 March 2021", "dates-doubtful"),
        ("on 9 and 10 March 2021", "on 9 and 10 March 2020", "dates-doubtful"),
        ("on 9 and 10 March 2021", "on 9 and 10 June 2021", "dates-doubtful"),
        ("on 9 and 10 March 2021", "on 6 and 7 March 2021", "dates-doubtful"),
        ("on 9 and 10 March 2021", "in early March", "dates-unreadable"),
        (
            "Wexcombe County Council children's services\n",
            "Nowhereshire children's services\n",
            "authority-doubtful",
        ),
        ("Wexcombe", "Nowhereshire", "authority-unknown"),
        (
            "Marian Thackwood\nHer Majesty's Inspector",
            "Bevis Corder\nHer Majesty's Inspector",
            "lead-inspector-doubtful",
        ),
        ("Marian Thackwood\nHer Majesty's Inspector", "", "lead-inspector-missing"),
        ("Focused visit to Wexcombe County Council children's services\n", "", "title-missing"),
    ],
)
def test_a_doubtful_letter_warns(printed: str, instead: str, code: str) -> None:
    assert printed in VISIT
    if code == "authority-doubtful":
        instead = "Northwold children's services\n"
    assert code in warnings(read_visit(VISIT.replace(printed, instead)))


def test_a_letter_cut_off_before_its_signature_warns() -> None:
    reading = read_visit(VISIT.split("Leaders know this service well")[0])
    assert {"signature-missing", "lead-inspector-missing"} <= warnings(reading)


def test_a_january_letter_with_the_old_year_is_only_noted() -> None:
    letter = VISIT.replace("20 April 2021", "21 January 2020").replace(
        "9 and 10 March 2021", "15 and 16 December 2020"
    )
    reading = read_visit(letter)
    assert (reading.start_date, reading.end_date) == (date(2020, 12, 15), date(2020, 12, 16))
    assert not warnings(reading)
    assert [problem.code for problem in reading.problems] == ["letter-year-doubtful"]


def test_a_letter_that_mentions_other_kinds_keeps_its_own() -> None:
    mention = (
        "There was a joint targeted area inspection of Wexcombe"
        " and a monitoring visit to Wexcombe services in 2018."
    )
    reading = read_visit(VISIT.replace("Headline findings", f"{mention}\n\nHeadline findings"))
    assert reading.kind is Kind.FOCUSED_VISIT


def test_every_word_of_a_letter_stands_in_one_place() -> None:
    reading = read_visit(VISIT)
    parts = [
        reading.title,
        *(each.heading for each in reading.sections),
        *(each.text for each in reading.left_out),
    ]
    parts += [each.text for each in reading.summary]
    parts += [each.text for each in (*reading.improvement_points, *reading.priority_actions)]
    parts += [each.text for each in reading.paragraphs]
    read = " ".join(parts).split()
    printed = VISIT.replace("'", "’").replace("\n- ", "\n").split()
    assert sorted(read) == sorted(printed)


MONITORING = """Wexcombe Council
Dear Ada
Monitoring visit to {authority} children's services
This letter summarises the findings of the monitoring visit to {authority} children's services on
16 and 17 April 2024. His Majesty's Inspectors for this visit were Ada Bell and Ben Cole.
Areas covered by the visit
Inspectors reviewed the progress made in the following areas of concern:
- the quality of assessments
- the quality of plans
Headline findings
Since the last monitoring visit there has been steady progress.
{findings}
Leaders have a clear view of the quality of practice.
Yours sincerely
Ada Bell
His Majesty's Inspector
"""


@pytest.mark.parametrize(
    ("authority", "findings", "doubts"),
    [
        ("Wexcombe", "Findings and evaluation of progress", set()),
        ("Northwold", "Findings and evaluation of progress", {"authority-doubtful"}),
        ("Wexcombe", "It goes on.", {"heading-missing"}),
    ],
)
def test_doubts_of_a_monitoring_visit(authority: str, findings: str, doubts: set[str]) -> None:
    letter = MONITORING.format(authority=authority, findings=findings)
    reading = read_report(letter.encode(), "letter.txt")
    assert reading.kind is Kind.MONITORING_VISIT
    assert reading.summary[0].text.startswith("Since the last monitoring visit")
    assert "form-not-measured" in {problem.code for problem in reading.problems}
    assert warnings(reading) == doubts


def test_a_usual_heading_may_be_wrapped_in_a_text_file() -> None:
    letter = MONITORING.format(
        authority="Wexcombe", findings="Findings and evaluation\nof progress\n"
    )
    reading = read_report(letter.replace("Findings and", "\nFindings and").encode(), "letter.txt")
    assert reading.sections[-1].heading == "Findings and evaluation of progress"


def test_points_without_their_heading_are_doubtful_in_a_text_file() -> None:
    letter = MONITORING.format(authority="Wexcombe", findings="Findings").replace(
        "steady progress.\n", "steady progress.\n- Plans are late.\n- Visits are few.\n"
    )
    assert warnings(read_report(letter.encode(), "letter.txt")) == {"points-doubtful"}


@pytest.mark.parametrize(("below", "doubts"), [("", set()), ("It is known.\n", {"point-doubtful"})])
def test_text_below_a_point_may_belong_to_it_in_a_text_file(below: str, doubts: set[str]) -> None:
    points = "What needs to improve\n\n- Plans are late.\n\n"
    letter = MONITORING.format(authority="Wexcombe", findings="Findings").replace(
        "Findings\n", f"{points}{below}\nFindings\n", 1
    )
    assert warnings(read_report(letter.encode(), "letter.txt")) == doubts


def test_key_findings_alone_may_be_the_headline_findings() -> None:
    letter = VISIT.replace("Headline findings\n", "").replace("Main findings", "Key findings")
    assert "summary-doubtful" in warnings(read_visit(letter))
    assert "summary-doubtful" not in warnings(read_visit(VISIT))
