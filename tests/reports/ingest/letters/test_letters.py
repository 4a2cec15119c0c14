"""Letters and joint reports: what their prose says of days, people and places, and what makes a
reading doubtful.
"""

from datetime import date
from pathlib import Path

import pytest

from reports.facts.reference import FOLDER
from reports.facts.vocabulary import Kind, Severity
from reports.ingest.area_send.report import read_area_send
from reports.ingest.area_send.responsible_bodies import read_action_table
from reports.ingest.letters.frame import read_signatory
from reports.ingest.letters.jtai import read_jtai
from reports.ingest.letters.prose_dates import read_days, read_letter_date
from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.unnumbered.heading_wordings import is_usual_heading
from reports.ingest.unnumbered.headings import split_at_headings
from reports.ingest.unnumbered.paragraphs import Flow, read_blocks

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
    ("signature", "name"),
    [
        (["Yours sincerely", "Ada Bell", "Her Majesty’s Inspector"], "Ada Bell"),
        (["Your sincerely", "Ada Bell", "Senior His Majesty’s Inspector"], "Ada Bell"),
        (["Yours faithfully,", "Dr Ada O’Bell-Smith HMI"], "Ada O’Bell-Smith"),
        (["Ada Bell", "Her Majesty’s Inspector."], "Ada Bell"),
        (["Yours sincerely", "His Majesty’s Inspector"], None),
        ([], None),
    ],
)
def test_signatory(signature: list[str], name: str | None) -> None:
    assert read_signatory([Line(text) for text in signature]) == name


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


def joint(title: str, opening: str) -> ParsedReport:
    lines = [
        "20 April 2018",
        "Dear local partnership",
        title,
        "",
        opening,
        "Main findings",
        "All is well.",
        "Yours sincerely",
    ]
    return read_jtai(ReportLines(tuple(Line(text, spaced=not text) for text in lines if text), ()))


@pytest.mark.parametrize(
    ("title", "slug", "theme"),
    [
        ("Joint targeted area inspection of Wexcombe", "wexcombe", "neglect"),
        (
            "Joint targeted area inspection of the multi-agency response to abuse in the family in Wexcombe",
            "wexcombe",
            "abuse in the family",
        ),
        (
            "Joint targeted area inspection of the multi-agency response to abuse",
            "wexcombe",
            "abuse",
        ),
        ("Joint targeted area inspection of services in Nowhereshire", "wexcombe", "neglect"),
    ],
)
def test_place_and_theme_of_a_joint_inspection(title: str, slug: str, theme: str) -> None:
    opening = (
        "This letter is about the multi-agency response to neglect in Wexcombe."
        " It took place from 5 to 9 March 2018."
    )
    reading = joint(title, opening)
    assert (reading.authority_slug, reading.theme) == (slug, theme)
    assert (reading.start_date, reading.end_date) == (date(2018, 3, 5), date(2018, 3, 9))


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


def set_lines(*rows: tuple[float, str]) -> list[Line]:
    """Lines of a PDF, each with its place from the left, 14.4 points apart."""
    places = enumerate(rows)
    return [Line(text, 1, left, left + 200, 700 - 14.4 * row, 12.0) for row, (left, text) in places]


def test_table_of_responsible_bodies_in_columns() -> None:
    lines = set_lines(
        (62, "Responsible body\tAreas for priority action"),
        (62, "Wexcombe County\tLeaders should find out which"),
        (62, "Council and the board\tchildren wait. They should"),
        (250, "also ask why."),
        (62, "Wexcombe County\tLeaders should write plans."),
        (62, "Council"),
        (62, "The board\tLeaders should act."),
    )
    table = read_action_table(lines)
    assert table is not None
    assert [(point.responsible, point.text) for point in table.points] == [
        (
            "Wexcombe County Council and the board",
            "Leaders should find out which children wait. They should also ask why.",
        ),
        ("Wexcombe County Council", "Leaders should write plans."),
        ("The board", "Leaders should act."),
    ]


def test_table_with_the_bodies_on_the_right() -> None:
    lines = set_lines(
        (62, "Areas for priority action\tResponsible bodies"),
        (62, "Leaders should act.\tThe board"),
    )
    table = read_action_table(lines)
    assert table is not None
    assert [(each.responsible, each.text) for each in table.points] == [
        ("The board", "Leaders should act.")
    ]


def test_a_box_without_bodies_is_no_table() -> None:
    lines = set_lines((62, "Leaders should act."))
    assert read_action_table(lines) is None


def blocks(text: str, flow: Flow) -> list[str]:
    lines = [Line(each, spaced=not index) for index, each in enumerate(text.splitlines())]
    return [block.text for block in read_blocks(Typesetting(lines), 0, len(lines), flow=flow)]


def test_bullets_go_on_with_their_sentence_in_prose_alone() -> None:
    text = "Help is:\n◼ early\n◼ kind."
    assert blocks(text, Flow.PROSE) == ["Help is: ◼ early ◼ kind."]
    assert blocks(text, Flow.LIST) == ["Help is:", "early", "kind."]


def test_bullets_that_are_sentences_stand_for_themselves() -> None:
    text = "Inspectors found that:\n◼ Help comes early.\n◼ Families are asked."
    assert blocks(text, Flow.PROSE) == [
        "Inspectors found that:",
        "Help comes early.",
        "Families are asked.",
    ]


def test_a_known_heading_inside_a_sentence_is_none() -> None:
    lines = set_lines((71, "Inspectors wrote down their"), (71, "Findings"), (71, "and left."))
    assert [each.heading for each in split_at_headings(Typesetting(lines), is_usual_heading)] == [
        None
    ]


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
