"""Places, themes and headings of joint inspections' letters."""

import pytest

from reports.ingest.letters.jtai import read_jtai
from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report
from reports.ingest.text.lines import ReportLines
from tests.support.lines import text_lines

OPENING = "It took place from 5 to 9 March 2018."


def read(
    title: str, opening: str = OPENING, body: str = "Main findings\n\nAll is well."
) -> ParsedReport:
    text = f"20 April 2018\nDear local partnership\n{title}\n\n{opening}\n\n{body}\nYours sincerely"
    return read_jtai(ReportLines(tuple(text_lines(text)), ()))


@pytest.mark.parametrize(
    ("title", "printed", "slug"),
    [
        ("inspection of Wexcombe", "Wexcombe", "wexcombe"),
        ("inspection of Wexcombe1", "Wexcombe", "wexcombe"),
        ("inspection: neglect in Wexcombe", "Wexcombe", "wexcombe"),
        ("inspection of abuse in the family in Wexcombe", "Wexcombe", "wexcombe"),
        ("inspection of abuse in the family in Nowhereshire", "Nowhereshire", None),
        ("inspection of Nowhereshire", "Nowhereshire", None),
        ("inspection – Wexcombe", "Wexcombe", "wexcombe"),
        ("inspection of the response to neglect in Wexcombe", "Wexcombe", "wexcombe"),
    ],
)
def test_place_in_the_title(title: str, printed: str | None, slug: str | None) -> None:
    reading = read(f"Joint targeted area {title}")
    assert reading.authority_slug == slug
    assert reading.authority == ("Wexcombe" if slug else printed)


def test_a_place_that_is_no_authority_gives_way_to_one_in_the_opening() -> None:
    opening = f"This letter is about services in Wexcombe. {OPENING}"
    reading = read("Joint targeted area inspection of neglect in Nowhereshire", opening)
    assert reading.authority_slug == "wexcombe"


@pytest.mark.parametrize(
    ("title", "opening", "theme"),
    [
        (
            "inspection of the multi-agency response to abuse in the family in Wexcombe",
            OPENING,
            "abuse in the family",
        ),
        ("inspection of the multi-agency response to abuse", OPENING, "abuse"),
        (
            "inspection of Wexcombe",
            f"{OPENING} It is about the response to neglect in Wexcombe.",
            "neglect",
        ),
        (
            "inspection of the multi-agency response to abuse in Wexcombe",
            f"{OPENING} It included a ‘deep dive’ focus on children who are neglected.",
            "children who are neglected",
        ),
        ("inspection of Wexcombe", OPENING, None),
    ],
)
def test_theme(title: str, opening: str, theme: str | None) -> None:
    assert read(f"Joint targeted area {title}", opening).theme == theme


def points(body: str) -> list[str]:
    reading = read("Joint targeted area inspection of Wexcombe", body=body)
    return [point.text for point in reading.improvement_points]


def test_headings_below_areas_for_improvement_head_points() -> None:
    body = "**Areas for improvement**\n\n**The police**\n\n- Records."
    assert points(body) == ["Records."]


@pytest.mark.parametrize("heading", ["Next steps", "Case study: one family", "Key strengths"])
def test_what_ends_the_areas_for_improvement(heading: str) -> None:
    body = f"**Areas for improvement**\n\n- Plans.\n\n**{heading}**\n\n**The police**\n\n- Records."
    assert points(body) == ["Plans."]


def test_what_needs_to_improve_has_no_headings_below() -> None:
    body = "**What needs to improve?**\n\n- Plans.\n\n**The police**\n\n- Records."
    assert points(body) == ["Plans."]


@pytest.mark.parametrize(
    "sentence",
    [
        "This inspection took place from 5 to 9 March 2018.",
        "Between 5 and 9 March 2018, Ofsted and the Care Quality Commission carried out a joint inspection.",
    ],
)
def test_the_days_may_be_below_a_heading_of_the_theme(sentence: str) -> None:
    body = f"The response to neglect\n\n{sentence}\n\nMain findings\n\nChildren are seen."
    letter = f"Joint targeted area inspection of Wexcombe\n\n{body}\n"
    reading = read_report(letter.encode(), "letter.txt")
    assert [str(day) for day in reading.periods[0]] == ["2018-03-05", "2018-03-09"]
    assert "year-not-printed" not in {problem.code for problem in reading.problems}


def test_the_days_may_be_in_the_summary() -> None:
    body = (
        "Headline findings\n\nThis inspection took place from 5 to 9 March 2018.\n\nMain findings"
    )
    reading = read("Joint targeted area inspection of Wexcombe", "We met children.", body)
    assert [str(day) for day in reading.periods[0]] == ["2018-03-05", "2018-03-09"]
    assert "year-not-printed" not in {problem.code for problem in reading.problems}
