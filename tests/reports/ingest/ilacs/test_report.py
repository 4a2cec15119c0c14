"""What real ILACS reports print in several ways: each wording is read, or said to be doubtful."""

import pytest

from reports.facts.vocabulary import Severity
from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report
from tests.support.typeset import typeset

REPORT = """= Inspection of Wexcombe local authority children’s services
~ **Inspection dates:** 12 to 23 June 2023
~ **Lead inspector:** Tobias Harkwell, His Majesty’s Inspector
| **Judgement** | **Grade**
|| The impact of leaders on social work practice with children and families | Good
|| The experiences and progress of children who need help and protection | Good
|| The experiences and progress of children in care | Good
|| The experiences and progress of care leavers | Good
| Overall effectiveness | Good
Help comes in good time.
# What needs to improve?
* The quality of plans.
# The experiences and progress of children who need help and protection: good
1. Help comes early, and it is the right help for most of the children who are known to need it in the county.
2. Plans are kept.
# The experiences and progress of children in care: good
3. Children in care do well.
# The experiences and progress of care leavers: good
4. Care leavers do well.
# The impact of leaders on social work practice with children and families: good
5. Leaders listen.
The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects."""


def read(printed: str = "", instead: str = "") -> ParsedReport:
    assert printed in REPORT
    return read_report(
        typeset(REPORT.replace(printed, instead) if printed else REPORT), "report.pdf"
    )


def warnings(reading: ParsedReport) -> set[str]:
    return {problem.code for problem in reading.problems if problem.severity is Severity.WARNING}


def test_an_ordinary_report_raises_no_doubt() -> None:
    assert read().problems == ()


@pytest.mark.parametrize(
    "printed",
    [
        "12 June 2023 to 23 June 2023",
        "12 June – 23 June 2023",
        "12th June – 23rd June 2023",
        "Monday 12 June to Friday 23 June 2023",
        "12/06/2023 to 23/06/2023",
        "12.06.2023 – 23.06.2023",
        "12th to 23rd of June 2023",
        "12June to 23 June 2023",
        "12 to // 23 June 2023",
        "From 12 to 23 June 2023",
        "Between 12 and 23 June 2023",
    ],
)
def test_dates_are_read_however_they_are_written(printed: str) -> None:
    reading = read("12 to 23 June 2023", printed)
    assert [(str(first), str(last)) for first, last in reading.periods] == [
        ("2023-06-12", "2023-06-23")
    ]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("12 to 23 June", "dates-unreadable"),
        ("12 June to 23 Jume 2023", "dates-unreadable"),
        ("23 to 12 June 2023", "dates-doubtful"),
        ("12 to 23 June 2013", "dates-doubtful"),
        ("12 to 23 July 2023", "dates-doubtful"),
        ("12 June to 23 July 2023", "dates-doubtful"),
    ],
)
def test_wrong_dates_are_said_to_be_doubtful(printed: str, code: str) -> None:
    assert code in warnings(read("12 to 23 June 2023", printed))


@pytest.mark.parametrize(
    ("printed", "lead"),
    [
        ("Tobias Harkwell HMI", "Tobias Harkwell"),
        ("Tobias Harkwell // His Majesty’s Inspector", "Tobias Harkwell"),
        ("Tobias Harkwell – HM Inspector", "Tobias Harkwell"),
        ("Tobias Harkwell, His Majesty Inspector", "Tobias Harkwell"),
        ("Tobias Harkwell, His Majesty’s Inspector (Social Care)", "Tobias Harkwell"),
        ("Tobias Harkwell, Regulatory Inspection Manager", "Tobias Harkwell"),
        ("Tobias Harkwell and Ada Bell, His Majesty’s Inspectors", "Tobias Harkwell and Ada Bell"),
        ("Tobias Harkwell HMI / Ada Bell HMI", "Tobias Harkwell and Ada Bell"),
        ("Tobias Harkwell, Senior HMI (lead), Ada Bell, HMI", "Tobias Harkwell and Ada Bell"),
        ("Tobias Harkwell SHMI", "Tobias Harkwell"),
        ("Tobias Harkwell. His Majestys Inspector, Social Care", "Tobias Harkwell"),
        ("Tobias Harkwell, Regional Inspection Manager", "Tobias Harkwell"),
    ],
)
def test_lead_inspectors_are_read_without_their_roles(printed: str, lead: str) -> None:
    reading = read("Tobias Harkwell, His Majesty’s Inspector", printed)
    assert reading.lead_inspector == lead
    assert reading.problems == ()


@pytest.mark.parametrize(
    "printed",
    [
        "Harkwell",
        "Tobias Harkwell, Principal Officer",
        "12 to 23 June 2023",
        "Tobias Harkwell, Specialist Adviser",
    ],
)
def test_a_lead_inspector_who_is_no_name_is_doubtful(printed: str) -> None:
    assert "lead-inspector-doubtful" in warnings(
        read("Tobias Harkwell, His Majesty’s Inspector", printed)
    )


@pytest.mark.parametrize(
    "title",
    [
        "= Wexcombe County Council\n## Inspection of children’s social care services",
        "= Inspection of local authority children’s services\n## Wexcombe County Council",
        "= Inspection of Wexcombe // local authority // children’s services",
        "= Inspection of Wexcombe local authority’s children’s services",
        "= Inspection of Wexcombe local authority childrens services",
        "= Inspection of Wexcombe local authority children’s social care",
        "= Inspection of local authority children’s services in Wexcombe",
        "= Inspection of Wexcombe County Council’s children’s services",
    ],
)
def test_authority_is_found_in_every_title(title: str) -> None:
    reading = read("= Inspection of Wexcombe local authority children’s services", title)
    assert reading.authority_slug == "wexcombe"
    assert reading.problems == ()


def test_a_numbered_point_is_no_paragraph() -> None:
    reading = read("* The quality", "1. The quality")
    assert [point.text for point in reading.improvement_points] == ["The quality of plans."]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("printed", "instead", "code"),
    [
        ("| Overall effectiveness | Good\n", "", "judgements-unexpected"),
        ("care leavers | Good", "care leavers | Satisfactory", "judgements-unreadable"),
        ("care leavers | Good", "care leavers | Good to be", "judgements-unreadable"),
        ("care leavers | Good", "care leavers | Inadequate", "grades-differ"),
        ("of care leavers: good", "of young people: good", "heading-unknown"),
        ("* The quality of plans.\n", "", "points-missing"),
        ("2. Plans are kept.", "2. Plans are kept.\n1. Words.", "number-doubtful"),
        ("5. Leaders", "7. Leaders", "number-missing"),
        ("2. Plans are kept.", "Plans are kept.", "unnumbered-text"),
        ("(Ofsted) regulates", "(Ofsted) visits", "closing-missing"),
    ],
)
def test_what_may_be_read_wrong_is_said_to_be_doubtful(
    printed: str, instead: str, code: str
) -> None:
    assert code in warnings(read(printed, instead))


@pytest.mark.parametrize(
    "question",
    ["# What needs // to improve?", "# What needs to be improved", "# Areas for improvement"],
)
def test_points_are_found_below_every_wording_of_the_question(question: str) -> None:
    reading = read("# What needs to improve?", question)
    assert [point.text for point in reading.improvement_points] == ["The quality of plans."]
    assert reading.problems == ()
