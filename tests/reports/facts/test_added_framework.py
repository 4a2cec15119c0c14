"""An invented framework of 2027 is added by a file of data and one module that reads its reports.

Nothing else of a copy of the project is changed. A report of it then goes through every page and
file.
"""

from __future__ import annotations

import base64
import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.db import connection

from tests.reports.facts.added.walk import ADDRESSES, SLUG
from tests.support.pages import words

# Slow: a copy of the project with the framework answers every page and file, in a process of its own.
pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PROJECT = Path(__file__).parents[3]
ADDED = Path(__file__).with_name("added")
LINKED = ("config", "search", "static", "templates", "tests", "pyproject.toml")
"""What of the project a copy shares; it has `reports` for itself."""
MOST_SECONDS = 120

Answers = dict[str, tuple[int, bytes]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Answers:
    """What a copy of the project, with the framework added, answers."""
    copy = tmp_path_factory.mktemp("project")
    for name in LINKED:
        (copy / name).symlink_to(PROJECT / name)
    shutil.copytree(PROJECT / "reports", copy / "reports")
    shutil.copy(ADDED / "renewed-2027.toml", copy / "reports" / "data" / "frameworks")
    shutil.copy(ADDED / "renewed_2027.py", copy / "reports" / "ingest")
    file = copy / "answers.json"
    command = [sys.executable, "-m", "tests.reports.facts.added.walk"]
    walked = subprocess.run(
        [*command, connection.settings_dict["NAME"], str(file)],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        check=False,
    )
    assert walked.returncode == 0, walked.stderr[-4000:]
    given = json.loads(file.read_text(encoding="utf-8"))
    return {
        address: (answer["status"], base64.b64decode(answer["content"]))
        for address, answer in given.items()
    }


def html_of(answers: Answers, address: str) -> str:
    return " ".join(answers[address][1].decode().split())


def words_of(answers: Answers, address: str) -> str:
    return words(html_of(answers, address))


def rows_of(answers: Answers, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answers[address][1].decode())))


def test_every_page_and_file_is_answered(answers: Answers) -> None:
    assert set(ADDRESSES) < set(answers)
    assert {address: status for address, (status, _) in answers.items() if status != 200} == {}


def test_report_is_read_and_published(answers: Answers) -> None:
    upload = words_of(answers, "upload")
    assert "Children and families inspection" in upload
    assert "Exemplary" in upload
    assert "Published" in words_of(answers, "publish")
    page = words_of(answers, f"/inspections/{SLUG}/")
    for printed in ("Vision and direction", "Strong", "Belonging", "Failing", "Ada Bell"):
        assert printed in page
    assert "Children choose the colour of their lantern." in page


def test_grades_have_their_letters_and_colours(answers: Answers) -> None:
    styles = html_of(answers, "/grades.css")
    assert ".uneven { --fill: #f0a868; --on-fill: #2b1500; }" in styles
    listed = words_of(answers, "/authorities/")
    assert "E exemplary · S strong · C secure · U uneven · F failing" in listed
    assert "N belonging" in listed
    assert '<span class="grade strong"' in html_of(answers, "/authorities/bristol/")


def test_map_is_of_one_scale(answers: Answers) -> None:
    usual = html_of(answers, "/")
    assert 'class="tile other-scale"' in usual
    assert "grades since April 2027 (1)" in words(usual)
    chosen = html_of(answers, "/?judgement=leaders&scale=since-2027")
    assert chosen.count('class="tile strong"') == 1
    assert 'class="tile good"' not in chosen
    (bristol,) = [row for row in rows_of(answers, "/map.csv") if row["authority_slug"] == "bristol"]
    assert (bristol["judged_as"], bristol["grade_code"]) == ("Vision and direction", "strong")
    assert bristol["scale"] == "since-2027"
    assert 'class="tile failing"' in html_of(answers, "/?judgement=belonging")


def test_counts_by_grade_are_of_one_scale_each(answers: Answers) -> None:
    page = words_of(answers, "/")
    for scale in ("grades since April 2027", "grades since November 2013"):
        assert f"with each grade in their latest full inspection: {scale}" in page


def test_lists_filter_by_the_new_words(answers: Answers) -> None:
    assert "1 authority" in words_of(answers, "/authorities/?area=vision&grade=strong")
    for address in ("/inspections/?kind=renewed", "/inspections/?family=leadership&grade=strong"):
        page = html_of(answers, address)
        assert f"/inspections/{SLUG}/" in page
    (row,) = [row for row in rows_of(answers, "/inspections.csv") if row["kind_code"] == "renewed"]
    assert (row["vision"], row["in-our-care"], row["learning"]) == (
        "strong",
        "exemplary",
        "not-judged",
    )


def test_search_finds_filters_and_counts_by_the_new_words(answers: Answers) -> None:
    page_words = words_of(answers, "/search/?q=lantern")
    for label in ("Life in our care", "Exemplary", "Children and families inspection"):
        assert label in page_words
    narrowed = words_of(answers, "/search/?q=lantern&area=belonging&grade=failing&kind=renewed")
    assert "The lantern walks have stopped" in narrowed
    assert "Children choose the colour" in words_of(answers, "/search/?q=lantern&family=care")
    result = json.loads(answers["/search.json?q=lantern&grade=secure"][1])
    assert [each["area"] for each in result["results"]] == ["safety"]
    counts = {each["value"]: each["count"] for each in result["facets"]["grade"]}
    assert (counts["secure"], counts["good"]) == (1, 0)


def test_files_of_a_search_have_the_new_words(answers: Answers) -> None:
    rows = rows_of(answers, "/search.csv?q=lantern")
    assert {row["grade_code"] for row in rows} >= {"strong", "secure", "exemplary", "uneven"}
    assert {"Children and families inspection"} == {row["kind"] for row in rows}
    with zipfile.ZipFile(BytesIO(answers["/search.xlsx?q=lantern"][1])) as book:
        text = b"".join(book.read(name) for name in book.namelist()).decode(errors="replace")
    assert "Moving on" in text
    assert "lantern" in html_of(answers, "/search.atom?q=lantern")


def test_comparison_has_the_tracks_of_both_frameworks(answers: Answers) -> None:
    page = words_of(answers, "/compare/?authority=bristol&authority=devon&area=leaders")
    assert "Vision and direction" in page
    assert "Belonging" in page
    assert "Leaders have a lantern scheme" in page
    rows = rows_of(answers, "/compare.csv?authority=bristol&authority=devon")
    assert {"Renewed framework", "Strong"} <= {value for row in rows for value in row.values()}


def test_trends_count_scales_apart(answers: Answers) -> None:
    rows = rows_of(answers, "/trends/grades.csv?area=leaders")
    graded = {(row["scale"], row["of_code"]): row["graded"] for row in rows if row["by"] == "year"}
    assert graded["since-2027", "2027"] == "1"
    assert ("since-2013", "2027") not in graded
    grades = {row["grade_code"] for row in rows if row["scale"] == "since-2027"}
    assert grades == {"exemplary", "strong", "secure", "uneven", "failing"}
    page = words_of(answers, "/trends/grades/?area=leaders")
    assert "Grades since April 2027" in page
    assert "Belonging" in words_of(answers, "/trends/grades/?area=belonging")
    parts = {row["part_code"] for row in rows_of(answers, "/trends.csv?q=lantern&by=grade")}
    assert {"strong", "failing"} <= parts


def test_timing_groups_scales_apart(answers: Answers) -> None:
    page = words_of(answers, "/timing/?judgement=leaders")
    assert "by grade for leaders (grades since April 2027)" in page
    rows = rows_of(answers, "/timing.csv?by=grade&judgement=leaders")
    new = [row for row in rows if row["scale"] == "since-2027"]
    assert {row["group_code"] for row in new} == {"strong", "all"}
    assert {row["inspections"] for row in new} <= {"0", "1"}
