"""The figures on pages, against the file of known inspections read with nothing but the csv module."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import unescape
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from reports.facts.reference import FOLDER
from tests.support.reference import load_facts, undone_at_the_end

pytestmark = pytest.mark.django_db

Row = dict[str, str]
COLUMNS = {
    "leaders": ("leaders", "leadership"),
    "help-and-protection": ("help_and_protection",),
    "in-care": ("in_care", "looked_after", "in_care_and_care_leavers"),
    "care-leavers": ("care_leavers", "in_care_and_care_leavers"),
    "adoption": ("adoption",),
    "overall": ("overall",),
}
"""Where the file says what each judgement was given, under every name that it had."""
GRADES = ("outstanding", "good", "requires-improvement", "inadequate")


@pytest.fixture(scope="module", autouse=True)
def facts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference facts, loaded once for all tests of this module."""
    with django_db_blocker.unblock(), undone_at_the_end():
        load_facts()
        yield


def rows_of(file: str) -> list[Row]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def full_inspections() -> list[Row]:
    """All of them, the oldest first."""
    full = [row for row in rows_of("inspections.csv") if row["kind"] in ("ilacs", "sif", "pre-sif")]
    return sorted(full, key=lambda row: row["end_date"])


def authorities_of_today() -> dict[str, Row]:
    today = timezone.localdate().isoformat()
    return {
        row["slug"]: row
        for row in rows_of("authorities.csv")
        if row["opened"] <= today < (row["closed"] or "9999")
    }


def page_of(client: Client, address: str) -> str:
    return " ".join(unescape(client.get(address).content.decode()).split())


def given(row: Row, judgement: str) -> str:
    return next((row[column] for column in COLUMNS[judgement] if row[column]), "")


def scale_of(row: Row) -> str:
    """The scale that an inspection's grades are on."""
    return "until-2013" if row["kind"] == "pre-sif" else "since-2013"


@pytest.mark.parametrize("judgement", COLUMNS)
def test_grade_trends_are_those_of_the_file(client: Client, judgement: str) -> None:
    expected: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    latest = {}
    for row in full_inspections():
        expected["year", row["end_date"][:4], scale_of(row)][given(row, judgement)] += 1
        latest[row["authority"]] = row
    for slug, authority in authorities_of_today().items():
        if slug in latest:
            place = "region", authority["region"], scale_of(latest[slug])
            expected[place][given(latest[slug], judgement)] += 1
    counted: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for line in csv.DictReader(
        StringIO(client.get(f"/trends/grades.csv?area={judgement}").getvalue().decode())
    ):
        place = line["by"], line["of"], line["scale"]
        counted[place][line["grade_code"]] = int(line["count"])
        graded = expected[place].total() - expected[place][""]
        assert int(line["graded"]) == graded
        assert line["share"] == (str(round(int(line["count"]) / graded, 4)) if graded else "")
    for place, counts in expected.items():
        known = {grade: count for grade, count in counts.items() if grade}
        assert {grade: count for grade, count in counted[place].items() if count} == known, place


def test_home_counts_the_latest_grades_and_the_authorities_of_each_region(client: Client) -> None:
    page = page_of(client, "/")
    today = authorities_of_today()
    latest = {row["authority"]: row for row in full_inspections() if row["authority"] in today}
    columns = [column for columns in COLUMNS.values() for column in columns]
    for column in dict.fromkeys(columns):
        area = column.replace("_", "-")
        counts = Counter(row[column] for row in latest.values())
        shown = dict(
            re.findall(
                rf'href="/authorities/\?area={area}&grade=([a-z-]+)" aria-label="[^"]*: (\d+)"',
                page,
            )
        )
        assert shown == {grade: str(counts[grade]) for grade in GRADES if counts[grade]}
    by_region = re.findall(
        r'<a href="/authorities/\?region=[a-z-]+">([^<]*)</a> <span class="count">(\d+)<', page
    )
    assert dict(by_region) == {
        region: str(count)
        for region, count in Counter(row["region"] for row in today.values()).items()
    }


def test_about_counts_inspections_by_kind_and_year(client: Client) -> None:
    page = page_of(client, "/about/")
    known = rows_of("inspections.csv")
    authorities = {row["authority"] for row in known}
    assert (
        f"{len(known)} inspections and visits of {len(authorities)} authorities are listed" in page
    )
    table = page.split('class="coverage-table"')[1].split("</table>")[0]
    years = re.findall(r'<th scope="col">(\d{4})</th>', table)
    counts = Counter((row["kind"], row["end_date"][:4]) for row in known)
    counted: dict[tuple[str, str], int] = {}
    for kind, cells in re.findall(
        r'/inspections/\?kind=([a-z-]+)">[^<]*</a></th>(.*?)</tr>', table
    ):
        _, _, *of_years = cells.split("<td>")  # the first cell counts all years
        each = [re.match(r"\s*(\d+)", cell) for cell in of_years]
        counted |= {
            (kind, year): int(cell.group(1))
            for year, cell in zip(years, each, strict=False)
            if cell
        }
    assert counted == counts
