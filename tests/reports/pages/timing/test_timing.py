"""Waiting and timing: every figure against one counted another way."""

import csv
import re
from datetime import date, timedelta
from html import unescape
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.vocabulary import Area, Grade, Kind, Region
from reports.models import Authority, Inspection
from tests.archive import FIVE_GOOD, make_authority, make_inspection
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db
MOST_BYTES = 125_000
"""HTML before gzip of the page with all authorities: their rows are most of it."""

SINCE, LAST, FIRST = (
    "since the last full inspection",
    "from the last day to publication",
    "from the first day to publication",
)


def page_of(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(unescape(answer.content.decode()).split())


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(address).getvalue().decode())))


def group(client: Client, address: str, code: str, measure: str) -> tuple[int, float, int, int]:
    """Inspections, median, least and most of one group in the file."""
    row = next(
        each
        for each in rows(client, address)
        if (each["group_code"], each["measure"]) == (code, measure)
    )
    return (
        int(row["inspections"]),
        float(row["median_days"]),
        int(row["least_days"]),
        int(row["most_days"]),
    )


def spread(days: list[int]) -> tuple[int, float, int, int]:
    """The same, by hand."""
    in_order = sorted(days)
    half = len(in_order) // 2
    middle = in_order[half] if len(in_order) % 2 else (in_order[half - 1] + in_order[half]) / 2
    return len(in_order), middle, in_order[0], in_order[-1]


def test_days_since_the_last_full_inspection_are_those_of_the_rows(client: Client) -> None:
    load_facts()
    last: dict[str, Inspection] = {}
    full = Inspection.objects.filter(kind__in=FULL_INSPECTIONS).select_related("authority")
    for each in full.filter(authority__in=Authority.objects.current()):
        known = last.get(each.authority.slug)
        if known is None or each.end_date > known.end_date:
            last[each.authority.slug] = each
    today = timezone.localdate()
    for region in Region:
        days = [
            (today - each.end_date).days
            for each in last.values()
            if each.authority.region == region
        ]
        assert group(client, "/timing.csv?by=region", region, SINCE) == spread(days)
    poor = {
        each.slug
        for each in last.values()
        if each.judgements.filter(area="leaders", grade="inadequate")
    }
    days = [(today - each.end_date).days for each in last.values() if each.slug in poor]
    assert group(client, "/timing.csv?by=grade", "inadequate", SINCE) == spread(days)
    assert group(client, "/timing.csv?by=region", "all", SINCE)[0] == 153
    listed = {row["authority_slug"]: row for row in rows(client, "/timing.csv")}
    assert {slug: int(row["days_since"]) for slug, row in listed.items()} == {
        slug: (today - each.end_date).days for slug, each in last.items()
    }


def test_days_to_publication_are_those_of_the_rows(client: Client) -> None:
    load_facts()
    for kind, year in ((Kind.FOCUSED_VISIT, 2023), (Kind.ILACS, 2019)):
        chosen = [
            each for each in Inspection.objects.filter(kind=kind) if each.end_date.year == year
        ]
        days = [(each.published - each.end_date).days for each in chosen if each.published]
        address = f"/timing.csv?by=region&kind={kind}&year={year}"
        assert group(client, address, "all", LAST) == spread(days)
        assert group(client, f"/timing.csv?by=year&kind={kind}", str(year), LAST) == spread(days)
        assert group(client, f"/timing.csv?by=kind&year={year}", kind, LAST) == spread(days)
        from_start = [(each.published - each.start_date).days for each in chosen if each.published]
        assert group(client, address, "all", FIRST) == spread(from_start)


def test_page_and_file_show_the_same_figures(client: Client) -> None:
    load_facts()
    page = page_of(client, "/timing/")
    for by, place in (("region", 2), ("grade", 3), ("kind", 5), ("year", 6)):
        table = re.findall(r'<table class="listing days">.*?</table>', page)[place]
        shown = {}
        for row in re.findall(r"<tr.*?</tr>", table.split("<tbody>")[1]):
            figures = re.findall(r"<span>([\d.,]*)</span>", row)
            label = re.search(r'<th scope="row">(.*?)</th>', row)
            assert label is not None
            shown[label.group(1)] = [float(figure.replace(",", "")) for figure in figures[:4]]
        in_file = [row for row in rows(client, f"/timing.csv?by={by}") if row["measure"] == LAST]
        # The grades before November 2013 have a table of their own.
        in_file = [row for row in in_file if row["scale"] != "until-2013"]
        measured = ("inspections", "median_days", "least_days", "most_days")
        assert shown == {row["group"]: [float(row[name]) for name in measured] for row in in_file}


def test_what_is_not_known_is_left_out_and_said(client: Client) -> None:
    authority = make_authority()
    make_inspection(authority)
    published = make_inspection(authority, ended=date(2019, 5, 17))
    Inspection.objects.filter(pk=published.pk).update(published=date(2019, 6, 27))
    make_authority("greyfell")
    make_authority("old-shire", closed=date(2019, 4, 1))
    made_up = make_inspection(make_authority("made-up", invented=True))
    Inspection.objects.filter(pk=made_up.pk).update(published=date(2024, 6, 27))
    page = page_of(client, "/timing/")
    assert "1 is left out because no full inspection is listed (Greyfell)." in page
    assert "Made Up" not in page
    assert "Old Shire" not in page
    row = next(row for row in rows(client, "/timing.csv?by=region") if row["measure"] == LAST)
    assert (row["group"], row["inspections"], row["median_days"], row["not_known"]) == (
        "South West",
        "1",
        "41",
        "1",
    )
    names = [row["authority"] for row in rows(client, "/timing.csv")]
    assert names == ["Fernhollow", "Greyfell"]


def test_grade_of_both_together_counts_for_either(client: Client) -> None:
    both = {Area.IN_CARE_AND_CARE_LEAVERS: Grade.GOOD}
    make_inspection(make_authority(), ended=date(2019, 5, 17), grades=both)
    for judgement in ("in-care", "care-leavers"):
        assert group(client, f"/timing.csv?by=grade&judgement={judgement}", "good", SINCE)[0] == 1
    assert group(client, "/timing.csv?by=grade&judgement=leaders", "not-judged", SINCE)[0] == 1


def test_authorities_are_ordered_by_name_or_by_day(client: Client) -> None:
    today = timezone.localdate()
    for slug, days in (("ashby", 200), ("birchwick", 900), ("crowmere", 10)):
        make_inspection(make_authority(slug), ended=today - timedelta(days=days))
    make_authority("dunmoor")

    def order(sort: str) -> list[str]:
        listed = page_of(client, f"/timing/?sort={sort}").split('id="authorities"')[1]
        return re.findall(r'href="/authorities/([a-z]+)/"', listed)

    assert order("name") == ["ashby", "birchwick", "crowmere", "dunmoor"]
    assert order("oldest") == ["birchwick", "ashby", "crowmere", "dunmoor"]
    assert order("newest") == ["crowmere", "ashby", "birchwick", "dunmoor"]
    page = page_of(client, "/timing/?sort=oldest&kind=sif")
    assert 'aria-sort="descending"' in page
    assert 'href="?sort=newest&kind=sif#authorities"' in page
    assert 'href="?sort=name&kind=sif#authorities"' in page


def test_authorities_are_folded_until_an_order_is_asked_for(client: Client) -> None:
    for slug in ("ashby", "birchwick"):
        make_inspection(make_authority(slug))
    assert '<details class="as-table" > <summary>Show all 2 authorities</summary>' in page_of(
        client, "/timing/"
    )
    for sort in ("name", "oldest"):
        assert '<details class="as-table" open>' in page_of(client, f"/timing/?sort={sort}")


@pytest.mark.parametrize("parameter", ["judgement=joy", "kind=surprise", "year=soon", "sort=best"])
def test_wrong_value_is_an_error_and_no_answer(client: Client, parameter: str) -> None:
    make_inspection(make_authority())
    page = page_of(client, f"/timing/?{parameter}", status=400)
    assert "<title>Error: " in page
    assert "<table" not in page
    name = parameter.split("=", maxsplit=1)[0]
    assert name == "sort" or f'id="filter-{name}"' in page
    assert client.get(f"/timing.csv?{parameter}").json()["errors"][name]
    assert client.get("/timing.csv?by=mood").status_code == 400


def test_empty_archive_has_the_page_all_the_same(client: Client) -> None:
    assert "Waiting and timing" in page_of(client, "/timing/")
    assert rows(client, "/timing.csv") == []


def test_full_archive_takes_few_queries_and_bytes(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load_facts()
    make_inspection(make_authority(), grades=FIVE_GOOD)
    with django_assert_max_num_queries(7):
        page = client.get("/timing/?judgement=care-leavers&kind=ilacs&year=2023")
    assert page.status_code == 200
    assert len(page.content) < MOST_BYTES
    # Two of them take and give back the place of a file.
    with django_assert_max_num_queries(6):
        client.get("/timing.csv?by=grade").getvalue()
