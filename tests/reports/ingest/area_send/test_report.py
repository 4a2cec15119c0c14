"""What the front of an area SEND report says: who led it, its outcome and its days."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.vocabulary import Severity
from reports.ingest.area_send.report import read_area_send
from reports.ingest.parsed import ParsedReport
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from tests.support.lines import set_line


def area_send(
    *team: str, outcome: str = "arrangements typically lead to positive experiences"
) -> ParsedReport:
    lines = [
        "Area SEND inspection of Wexcombe Local Area Partnership",
        "Inspection dates: 5 to 9 February 2024",
    ]
    lines += [
        "Dates of previous inspection: 1 May 2019",
        "Inspection outcome",
        f"The local area partnership’s {outcome}.",
    ]
    lines += [
        "Information about this inspection",
        "It was led by an inspector.",
        "Inspection team",
        *team,
    ]
    return read_area_send(ReportLines(tuple(Line(text) for text in lines), ()))


def warnings(reading: ParsedReport) -> set[str]:
    return {problem.code for problem in reading.problems if problem.severity is Severity.WARNING}


@pytest.mark.parametrize(
    ("team", "lead"),
    [
        (
            [
                "Ofsted\tCare Quality Commission",
                "Ada Bell, Ofsted HMI Lead inspector\tCy Dunn, CQC Lead inspector",
            ],
            "Ada Bell",
        ),
        (["Ada Bell, Ofsted HMI, lead inspector Cy Dunn, CQC lead inspector"], "Ada Bell"),
        (["Ada Bell HMI,\tCy Dunn, CQC", "Ofsted Lead inspector\tLead inspector"], "Ada Bell"),
        (
            [
                "Eve Fox, Ofsted HMI\tCy Dunn, CQC",
                "Ada Bell, Ofsted HMI\tGus Hart, CQC",
                "lead inspector",
            ],
            "Ada Bell",
        ),
        (["Ada Bell, Lead inspector\tCy Dunn, Lead inspector"], "Ada Bell"),
        (["Cy Dunn, CQC lead inspector"], None),
        (
            ["Ofsted", "Care Quality Commission", "Ada Bell, Ofsted HMI Lead", "inspector"],
            "Ada Bell",
        ),
        (
            [
                "Care Quality Commission\tOfsted",
                "Cy Dunn, CQC Lead\tAda Bell, Ofsted HMI Lead",
                "inspector\tinspector",
            ],
            "Ada Bell",
        ),
        (["Ada Bell, Ofsted HMI Lead", "Cy Dunn, CQC Lead inspector\tinspector"], "Ada Bell"),
    ],
)
def test_lead_inspector_of_an_area_send_report(team: list[str], lead: str | None) -> None:
    assert area_send(*team).lead_inspector == lead


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("arrangements typically lead to positive experiences and outcomes", "typically-positive"),
        ("arrangements lead to inconsistent experiences and outcomes", "inconsistent"),
        (
            "There are widespread and/or systemic failings leading to significant concerns",
            "systemic-failings",
        ),
        ("arrangements are good", None),
    ],
)
def test_outcome_of_an_area_send_report(outcome: str, code: str | None) -> None:
    reading = area_send(outcome=outcome)
    assert reading.outcome == code
    assert ("outcome-unreadable" in warnings(reading)) == (code is None)
    assert reading.start_date == date(2024, 2, 5)


def test_dates_of_an_area_send_report_below_their_label() -> None:
    lines = [
        "Area SEND inspection of Wexcombe Local Area Partnership",
        "Inspection dates:",
        "5 to 9 February 2024",
    ]
    lines += ["Dates of previous inspection: 1 May 2019", "Inspection outcome", "All is well."]
    reading = read_area_send(ReportLines(tuple(Line(text) for text in lines), ()))
    assert (reading.start_date, reading.end_date) == (date(2024, 2, 5), date(2024, 2, 9))


def test_systemic_failings_without_priority_actions_warn() -> None:
    assert "priority-actions-missing" in warnings(area_send(outcome="There are systemic failings"))


@pytest.mark.parametrize(
    ("row", "is_doubtful"),
    [
        ("The council\tLeaders should act.", False),
        ("The council so that children wait\tLeaders should act.", True),
        ("The council\tthe law allows.", True),
        ("The council\tLeaders should act. Leaders should plan.", True),
        ("The council\tLeaders should act and", True),
    ],
)
def test_rows_of_a_table_without_ruled_lines_are_looked_at(row: str, is_doubtful: bool) -> None:
    texts = [
        "Area SEND inspection of Wexcombe Local Area Partnership",
        "Inspection outcome",
        "Children wait.",
        "Areas for priority action",
        "Responsible body\tAreas for priority action",
        row,
    ]
    lines = [set_line(text, bold=text.startswith("Areas for"), spaced=True) for text in texts]
    reading = read_area_send(ReportLines(tuple(lines), ()))
    assert len(reading.priority_actions) == 1
    assert ("action-doubtful" in warnings(reading)) is is_doubtful


def test_a_lead_inspector_who_is_no_name_is_doubted() -> None:
    reading = area_send("The Care Team, Ofsted lead inspector")
    assert "lead-inspector-doubtful" in warnings(reading)
    assert "lead-inspector-doubtful" not in warnings(area_send("Ada Bell, Ofsted lead inspector"))
