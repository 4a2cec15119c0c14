"""The pages of authorities and inspections, as a reader gets them."""

import csv
import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from reports.facts.vocabulary import Area, Checked, Grade, Kind, Region, Role
from reports.files.originals import remove_original
from tests.archive import FIVE_GOOD, make_authority, make_inspection, make_paragraph, make_report
from tests.support.streamed import body

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, *, status: int = 200) -> str:
    """The page at an address, each run of blanks made one."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return " ".join(answer.content.decode().split())


def numbers(cell: str) -> list[int]:
    """The numbers that a cell shows."""
    return [int(number) for number in re.findall(r"\d+", re.sub(r"<[^>]*>", " ", cell))]


def test_home_leads_to_search_regions_grades_and_newest_inspections(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_inspection(make_authority())
    make_report(make_authority("greyfell"), "Visits are regular.", ended=date(2024, 3, 1))
    with django_assert_max_num_queries(12):
        page = text(client, "/")
    assert 'action="/search/"' in page
    assert "/search/?q=%22return%20home%20interviews%22" in page
    assert "knows 2 inspections and visits of 2 authorities" in page
    assert "The text of 1 report can be read and searched: 1 paragraph." in page
    assert "/inspections/greyfell-ilacs-2024-03-01/" in page
    assert (
        'href="/authorities/?area=leaders&amp;grade=good" aria-label="Impact of leaders, Good: 2"'
        in page
    )
    assert "sample reports" not in page


def test_home_says_that_samples_are_invented_and_counts_them_apart(client: Client) -> None:
    make_inspection(make_authority("greyfell"))
    make_report(make_authority(invented=True), "Visits are regular.")
    page = text(client, "/")
    assert "This archive holds sample reports about invented authorities." in page
    assert "knows 1 inspections and visits of 1 authorities" in page
    assert "So far only 1 sample reports" in page
    assert "Fernhollow (invented)" in page


def test_empty_archive_has_pages_all_the_same(client: Client) -> None:
    for address in (
        "/",
        "/authorities/",
        "/inspections/",
        "/about/",
        "/sitemap.xml",
        "/search/",
        "/compare/",
    ):
        text(client, address)


def test_authority_list_shows_latest_grades_and_closed_authorities_apart(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        authority = make_authority(f"fernhollow-{number}")
        make_inspection(authority, ended=date(2018, 5, 1), grades={Area.OVERALL: Grade.INADEQUATE})
        make_inspection(authority)
    make_authority("old-shire", closed=date(2019, 4, 1))
    with django_assert_max_num_queries(5):
        page = text(client, "/authorities/")
    assert "5 authorities, and 1 closed" in page
    assert (
        page.index("Authorities of today")
        < page.index("Closed authorities")
        < page.index("Old Shire")
    )
    assert page.count('aria-label="Good"') == 25
    assert page.index("Columns: L leaders") < page.index("<table")
    assert "Inadequate" not in page.split("<table")[1]


def test_authority_list_filters_by_region_name_and_latest_grade(client: Client) -> None:
    make_inspection(make_authority("fernhollow"))
    north = make_authority("greyfell", region=Region.NORTH_EAST)
    make_inspection(north, grades=FIVE_GOOD | {Area.LEADERS: Grade.INADEQUATE})
    for chosen in ("region=north-east", "q=grey", "area=leaders&grade=inadequate"):
        rows = text(client, f"/authorities/?{chosen}").split("<tbody>")[1]
        assert "Greyfell" in rows
        assert "Fernhollow" not in rows


def test_authority_list_joins_what_was_judged_together(client: Client) -> None:
    four = {Area.LEADERS: Grade.GOOD, Area.IN_CARE_AND_CARE_LEAVERS: Grade.REQUIRES_IMPROVEMENT}
    make_inspection(make_authority(), grades=four)
    rows = text(client, "/authorities/").split("<tbody>")[1]
    assert rows.count('aria-label="Requires improvement"') == 1
    assert 'colspan="2"' in rows
    assert "for both together" in rows


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/authorities/?region=atlantis", "region"),
        ("/authorities/?grade=splendid", "grade"),
        ("/inspections/?year=soon", "year"),
        ("/inspections/?authority=nowhere", "authority"),
        ("/inspections/?kind=surprise", "kind"),
    ],
)
def test_unknown_filter_value_is_an_error_and_no_answer(
    client: Client, address: str, field: str
) -> None:
    make_inspection(make_authority())
    page = text(client, address, status=400)
    assert "<title>Error: " in page
    assert f'href="#filter-{field}"' in page
    assert f'id="filter-{field}"' in page
    assert "is not one of the available choices" in page
    assert "/inspections/fernhollow" not in page
    assert "/authorities/fernhollow/" not in page


def test_authority_detail_keeps_every_grade_as_it_was_given(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    other = make_authority("greyfell", region=Region.LONDON)
    authority = make_authority(neighbours=(other,))
    sif = {
        Area.OVERALL: Grade.REQUIRES_IMPROVEMENT,
        Area.LOOKED_AFTER: Grade.GOOD,
        Area.CARE_LEAVERS: Grade.INADEQUATE,
    }
    make_inspection(authority, kind=Kind.SIF, ended=date(2014, 10, 22), grades=sif)
    together = {Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING, Area.OVERALL: Grade.GOOD}
    make_inspection(authority, ended=date(2018, 9, 21), grades=together)
    make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2021, 12, 8), grades={})
    with django_assert_max_num_queries(10):
        page = text(client, "/authorities/fernhollow/")
    history = page.split('id="history"')[1].split("</table>")[0]
    assert history.count("Outstanding") == 1
    assert "judged together" in history
    assert "Children looked after and achieving permanence" in history
    assert "Focused visit" not in history
    visits = page.split("Every inspection and visit")[1].split("</table>")[0]
    assert visits.index("Focused visit") < visits.index("(ILACS)") < visits.index("(SIF)")
    assert "/compare/?authority=fernhollow&amp;authority=greyfell" in page


def test_authority_detail_names_predecessors_and_successors(client: Client) -> None:
    old, new = make_authority("old-shire", closed=date(2019, 4, 1)), make_authority("new-shire")
    old.successors.add(new)
    assert '<dt>Now</dt> <dd><a href="/authorities/new-shire/">' in text(
        client, "/authorities/old-shire/"
    )
    assert '<dt>Formerly</dt> <dd><a href="/authorities/old-shire/">' in text(
        client, "/authorities/new-shire/"
    )


def test_authority_detail_says_which_facts_are_unchecked_and_which_text_is_missing(
    client: Client,
) -> None:
    authority = make_authority()
    make_inspection(authority, checked=Checked.SECONDARY)
    make_inspection(authority, ended=date(2019, 5, 1), checked=Checked.DOUBTFUL)
    page = text(client, "/authorities/fernhollow/")
    assert page.count("Text not imported yet") == 2
    assert "secondary source, not checked" in page
    assert "doubtful" in page


@pytest.mark.parametrize(
    "address", ["/authorities/nowhere/", "/inspections/nothing/", "/inspections/nothing/original"]
)
def test_unknown_slug_is_a_page_that_helps(client: Client, address: str) -> None:
    page = text(client, address, status=404)
    assert "<h1>Page not found</h1>" in page
    assert 'href="/search/"' in page


def test_inspection_list_is_paged_and_keeps_its_filters(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_inspection(make_authority(f"fernhollow-{number}"))
    with django_assert_max_num_queries(6):
        page = text(client, "/inspections/?region=south-west&grade=good&year=2023")
    assert "30 inspections and visits" in page
    assert page.count("<article") == 25
    assert "/inspections/?region=south-west&amp;grade=good&amp;year=2023&amp;page=2" in page
    assert text(client, "/inspections/?region=south-west&page=2").count("<article") == 5
    assert "Page not found" in text(client, "/inspections/?page=3", status=404)
    assert "<title>Error: " in text(client, "/inspections/?page=minus", status=400)


def test_inspection_list_has_a_file_of_all_its_pages_under_the_same_filters(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_inspection(make_authority(f"fernhollow-{number}"))
    make_inspection(make_authority("greyfell"), ended=date(2019, 5, 17))
    page = text(client, "/inspections/?year=2023&page=2")
    assert 'All 30 as <a href="/inspections.csv?year=2023">CSV</a>' in page
    with django_assert_max_num_queries(6):
        file = client.get("/inspections.csv?year=2023").getvalue().decode()
    rows = list(csv.DictReader(StringIO(file)))
    assert {row["authority_slug"] for row in rows} == {
        f"fernhollow-{number}" for number in range(30)
    }
    assert {(row["end_date"], row["overall"], row["in-care"], row["adoption"]) for row in rows} == {
        ("2023-06-23", "good", "good", "")
    }
    assert client.get("/inspections.csv?grade=splendid").json()["errors"]["grade"]


def test_each_chosen_filter_is_taken_off_alone(client: Client) -> None:
    make_inspection(make_authority())
    page = text(client, "/inspections/?region=south-west&region=london&overall=good&page=1")
    chips = page.split('aria-label="Chosen filters"')[1].split("</div>")[0]
    assert 'href="/inspections/?region=london&amp;overall=good"' in chips
    assert 'href="/inspections/?region=south-west&amp;overall=good"' in chips
    assert 'href="/inspections/?region=south-west&amp;region=london"' in chips


def test_taking_off_the_only_filter_leads_to_the_whole_list(client: Client) -> None:
    page = text(client, "/inspections/?region=london")
    assert '<a href="/inspections/"><span class="visually-hidden">Remove the filter' in page


def test_inspection_detail_has_every_passage_under_its_own_address(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2019, 5, 1))
    inspection = make_inspection(authority, original=b"%PDF-1.7 invented")
    make_inspection(authority, ended=date(2025, 5, 1))
    make_paragraph(inspection, "A summary.", role=Role.SUMMARY, area=None, grade=None)
    make_paragraph(inspection, "The timeliness of visits.", role=Role.POINT, area=None, grade=None)
    for number in range(1, 41):
        area = Area.HELP_AND_PROTECTION if number < 20 else Area.IN_CARE
        make_paragraph(
            inspection, f"Finding {number}.", number=number, area=area, page=number // 10 + 1
        )
    with django_assert_max_num_queries(8):
        page = text(client, inspection.get_absolute_url())
    assert '<li id="p22" value="22">' in page
    assert 'href="#p22"' in page
    assert 'id="point-1"' in page
    assert page.index('id="section-1">Help and protection: good') < page.index(
        'id="section-2">Children in care: good'
    )
    assert f"{inspection.get_absolute_url()}original#page=3" in page
    assert 'rel="prev" href="/inspections/fernhollow-ilacs-2019-05-01/"' in page
    assert 'rel="next" href="/inspections/fernhollow-ilacs-2025-05-01/"' in page


def test_inspection_detail_shows_the_printed_wording(client: Client) -> None:
    inspection = make_report(make_authority(), "Visits are regular.")
    printed = {
        "printed_area": "The effect of leaders",
        "printed_grade": "Requires improvement to be good",
    }
    inspection.judgements.filter(area=Area.LEADERS).update(
        grade=Grade.REQUIRES_IMPROVEMENT, **printed
    )
    page = text(client, inspection.get_absolute_url())
    assert "The effect of leaders" in page
    assert "printed as “Requires improvement to be good”" in page


def test_inspection_detail_without_text_says_so_and_how_far_to_trust_it(client: Client) -> None:
    inspection = make_inspection(make_authority(), checked=Checked.DOUBTFUL)
    page = text(client, inspection.get_absolute_url())
    assert "Text not imported yet" in page
    assert Checked.DOUBTFUL.label in page
    assert "original" not in page


def test_inspection_detail_escapes_what_a_report_says(client: Client) -> None:
    inspection = make_report(make_authority(), "Say <script>alert(1)</script> & go.")
    page = text(client, inspection.get_absolute_url())
    assert "<script" not in page
    assert "Say &lt;script&gt;alert(1)&lt;/script&gt; &amp; go." in page


def test_original_pdf_is_served_byte_for_byte_and_runs_nothing(client: Client) -> None:
    inspection = make_inspection(make_authority(), original=b"%PDF-1.7 <script>")
    answer = client.get(f"{inspection.get_absolute_url()}original")
    assert body(answer) == b"%PDF-1.7 <script>"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{inspection.slug}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_original_text_is_a_download_and_never_html(client: Client) -> None:
    inspection = make_inspection(
        make_authority(), original=b"<html><script>alert(1)</script></html>"
    )
    answer = client.get(f"{inspection.get_absolute_url()}original")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{inspection.slug}.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_original_that_the_store_has_lost_is_explained(client: Client) -> None:
    inspection = make_inspection(make_authority(), original=b"%PDF-1.7")
    assert inspection.reading is not None
    remove_original(inspection.reading.source.sha256)
    page = text(client, f"{inspection.get_absolute_url()}original", status=404)
    assert "the file that it was read from is missing" in page


def test_original_of_a_bare_fact_is_explained(client: Client) -> None:
    inspection = make_inspection(make_authority())
    page = text(client, f"{inspection.get_absolute_url()}original", status=404)
    assert "has not been imported yet" in page


def test_about_counts_coverage_by_kind_and_year(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    authority = make_authority()
    make_inspection(authority, kind=Kind.SIF, ended=date(2014, 10, 22))
    make_inspection(authority, ended=date(2016, 10, 22))
    make_report(make_authority("greyfell"), "Visits are regular.", ended=date(2016, 3, 1))
    make_inspection(make_authority("made-up", invented=True))
    with django_assert_max_num_queries(5):
        page = text(client, "/about/")
    ilacs, sif = page.split("<tbody>")[1].split("</tr>")[:2]
    assert [numbers(cell) for cell in ilacs.split("<td>")[1:]] == [[], [], [2, 1], [2, 1]]
    assert [numbers(cell) for cell in sif.split("<td>")[1:]] == [[1, 0], [], [], [1, 0]]
    assert "knows 3 inspections and visits of 2 authorities" in page
    for words in ("Open Government Licence v3.0", "not run by Ofsted", "Crown copyright"):
        assert words in page


def test_robots_name_the_sitemap_and_close_the_admin(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_sitemap_lists_real_authorities_and_inspections_only(client: Client) -> None:
    inspection = make_inspection(make_authority())
    make_inspection(make_authority("made-up", invented=True))
    page = text(client, "/sitemap.xml")
    assert f"<loc>http://testserver{inspection.get_absolute_url()}</loc>" in page
    assert "<loc>http://testserver/authorities/fernhollow/</loc>" in page
    assert "made-up" not in page


def test_sitemap_lists_every_fixed_page_and_subject(client: Client) -> None:
    listed = re.findall("<loc>http://testserver(.*?)</loc>", text(client, "/sitemap.xml"))
    fixed = ("timing", "points", "trends", "grade-trends", "subject-list")
    assert {reverse(name) for name in fixed} <= set(listed)
    assert "/subjects/return-home-interviews/" in listed
    for address in listed:
        text(client, address)


def test_reading_sets_no_cookie_and_runs_no_script(client: Client) -> None:
    inspection = make_report(make_authority(), "Visits are regular.")
    for address in (
        "/",
        "/authorities/",
        "/inspections/",
        inspection.get_absolute_url(),
        "/about/",
    ):
        answer = client.get(address)
        assert not answer.cookies
        assert b"style=" not in answer.content
        assert b"<style" not in answer.content


def test_a_failing_page_needs_neither_database_nor_collected_files(
    django_assert_num_queries: DjangoAssertNumQueries, settings: Settings, tmp_path: Path
) -> None:
    strict = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": strict}
    with django_assert_num_queries(0):
        page = get_template("500.html").render()
    assert "<h1>Something went wrong</h1>" in page
    assert 'href="/static/archive.css"' in page
