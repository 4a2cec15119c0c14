"""The page of a paragraph, and the list of improvement points with their follow-up, as a reader
gets them.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import IMPROVEMENT_ROLES, Area, Grade, Kind, Region, Role
from reports.models import Authority, Inspection, Paragraph
from reports.overview.cache import one_version
from search.index.door import Places
from search.passages.passage import passage_of
from search.passages.points import NOTHING_ALIKE, sequels_of
from search.results import exports
from search.results.search import paragraphs_at
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.pages import page_html
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db

BY_MACHINE = (
    "Matched by machine, by the words the two share; not a finding of Ofsted or of this archive."
)


def point(inspection: Inspection, words: str, role: Role = Role.POINT) -> Paragraph:
    return make_paragraph(inspection, words, role=role, area=None, grade=None)


def page_of(paragraph: Paragraph) -> str:
    return f"/inspections/{paragraph.inspection.slug}/{paragraph.anchor}/"


@pytest.fixture
def fernhollow() -> Authority:
    """An authority among others, so that some words are common."""
    for number in range(4):
        make_report(
            make_authority(f"vale-{number}"), *["The sun shines on the vale of children."] * 5
        )
    return make_authority()


@pytest.fixture
def old_points(fernhollow: Authority) -> list[Paragraph]:
    """Points of 2018; the next inspection speaks to the first two, and makes one of its own."""
    first = make_inspection(fernhollow, ended=date(2018, 3, 9), original=b"2018")
    points = [
        point(first, "The quality of <i>falconry</i> in the lodge."),
        point(first, "Pottery and weaving.", Role.PRIORITY),
        point(first, "Zeppelins."),
    ]
    second = make_report(
        fernhollow,
        "Falconry is taught in every lodge.",
        "Weaving & pottery.",
        "More falconry.",
        ended=date(2021, 3, 5),
    )
    return [*points, point(second, "The number of lodges for falconry.")]


def test_paragraph_page_shows_it_with_its_place(client: Client, fernhollow: Authority) -> None:
    inspection = make_report(fernhollow, "Before it.", "A <b>warm</b> home.", "After it.")
    page = page_html(client, f"/inspections/{inspection.slug}/p2/")
    assert "<h1>Fernhollow, <time" in page
    assert "A &lt;b&gt;warm&lt;/b&gt; home.</p></blockquote>" in page
    assert "Help and protection: good" in page
    assert f'href="{inspection.get_absolute_url()}#p2"' in page
    for number in (1, 3):
        assert f'href="/inspections/{inspection.slug}/p{number}/"' in page
    assert "Before it." in page
    assert (
        f"Inspection Archive, http://testserver{inspection.get_absolute_url()}#p2 (accessed" in page
    )
    assert f"@misc{{{inspection.slug}-p2," in page
    assert "What the next full inspection says" not in page


def test_paragraph_page_says_why_others_are_alike(client: Client, fernhollow: Authority) -> None:
    source = make_report(fernhollow, "Falconry in the lodge.").paragraphs.get()
    other = make_report(make_authority("greyfell"), "A lodge with falconry.")
    page = page_html(client, page_of(source))
    assert BY_MACHINE in page
    assert "A <mark>lodge</mark> with <mark>falconry</mark>." in page
    assert "Both say: falconry, lodge" in page
    assert f'href="{other.get_absolute_url()}#p1"' in page


def test_paragraph_page_keeps_to_the_grade_that_is_chosen(
    client: Client, fernhollow: Authority
) -> None:
    for slug, grade in (
        ("greyfell", Grade.OUTSTANDING),
        ("sheepwash", Grade.INADEQUATE),
        ("dale", None),
    ):
        inspection = make_inspection(make_authority(slug), original=slug.encode())
        make_paragraph(inspection, f"Falconry, lodge, {slug}.", number=1, grade=grade)
    source = make_report(fernhollow, "Falconry in the lodge.").paragraphs.get()
    for chosen, shown in (
        ("", {"greyfell", "sheepwash", "dale"}),
        ("outstanding", {"greyfell"}),
        ("none", {"dale"}),
    ):
        page = page_html(client, f"{page_of(source)}?grade={chosen}")
        assert {
            slug for slug in ("greyfell", "sheepwash", "dale") if f"/{slug}-ilacs-" in page
        } == shown
    assert "in a section of this grade is similar" in page_html(
        client, f"{page_of(source)}?grade=good"
    )


def test_paragraph_page_with_an_unknown_grade_is_an_error(
    client: Client, fernhollow: Authority
) -> None:
    source = make_report(fernhollow, "Falconry in the lodge.").paragraphs.get()
    page = page_html(client, f"{page_of(source)}?grade=splendid", status=400)
    assert "<title>Error: " in page
    assert 'href="#filter-grade"' in page
    assert 'id="filter-grade"' in page


@pytest.mark.parametrize(
    "anchor", ["p9", "p2", "point-0", "summary-1", "numbered-0", "p99999999999", "luck"]
)
def test_paragraph_that_is_not_there_suggests_its_inspection(client: Client, anchor: str) -> None:
    inspection = make_report(make_authority(), "Visits are regular.")
    point(inspection, "Visits.")
    page = page_html(client, f"/inspections/{inspection.slug}/{anchor}/", status=404)
    assert "No such passage in this report" in page
    assert f'href="{inspection.get_absolute_url()}#{anchor}"' in page


def test_paragraph_of_a_report_without_text_says_that_the_text_is_not_here(client: Client) -> None:
    inspection = make_inspection(make_authority())
    page = page_html(client, f"/inspections/{inspection.slug}/p5/", status=404)
    assert "The text of this report is not here" in page
    assert "when a report is read again" not in page
    assert f'href="{inspection.get_absolute_url()}"' in page


def test_paragraph_of_an_unknown_inspection_is_not_found(client: Client) -> None:
    assert "Page not found" in page_html(
        client, "/inspections/nowhere-ilacs-2020-01-01/p1/", status=404
    )


def test_every_anchor_of_a_report_opens_its_page(client: Client, fernhollow: Authority) -> None:
    inspection = make_report(fernhollow, "Visits are regular.")
    make_paragraph(inspection, "All is well.", role=Role.SUMMARY, area=None, grade=None)
    make_paragraph(inspection, "Without a number.", role=Role.NUMBERED)
    for role in IMPROVEMENT_ROLES:
        point(inspection, f"A {role.label} for visits.", role)
    for paragraph in inspection.paragraphs.all():
        assert paragraph.text in page_html(client, page_of(paragraph))
    report = page_html(client, inspection.get_absolute_url())
    first, *_, last = inspection.paragraphs.all()
    assert page_of(first) in report
    assert page_of(last) in report
    assert page_of(first) in page_html(client, "/search/?q=regular")


def test_point_page_shows_what_the_next_inspection_says(
    client: Client, old_points: list[Paragraph]
) -> None:
    page = page_html(client, page_of(old_points[0]))
    said = page.split('id="follow-up"')[1].split("</section>")[0]
    assert BY_MACHINE in said
    assert "<mark>Falconry</mark> is taught in every <mark>lodge</mark>." in said
    assert "(asked again)" in said
    assert old_points[0].inspection.slug not in said
    assert f"/points/?authority={old_points[0].inspection.authority.slug}" in said


def test_point_page_names_others_who_were_asked_the_same(
    client: Client, old_points: list[Paragraph]
) -> None:
    for year in (2019, 2022):
        theirs = make_inspection(
            make_authority(f"greyfell-{year}"), ended=date(year, 5, 3), original=b"%d" % year
        )
        other = point(theirs, "Falconry, the lodge, and <b>more</b>.")
    others = (
        page_html(client, page_of(old_points[0])).split('id="others"')[1].split("</section>")[0]
    )
    assert others.index("greyfell-2022") < others.index("greyfell-2019")
    assert page_of(other) in others
    assert "&lt;b&gt;more&lt;/b&gt;" in others
    assert "fernhollow-ilacs" not in others
    assert 'href="/points/?q=lodge+falconry"' in others
    assert page_html(client, "/points/?q=falconry+lodge").count("greyfell-20") >= 2


def test_point_page_is_honest_where_there_is_nothing(
    client: Client, old_points: list[Paragraph]
) -> None:
    assert "No similar passage was found" in page_html(client, page_of(old_points[2]))
    assert "No later full inspection is listed yet" in page_html(client, page_of(old_points[3]))
    make_inspection(old_points[3].inspection.authority, ended=date(2024, 3, 8))
    assert "is not in this archive" in page_html(client, page_of(old_points[3]))


def test_point_of_an_authority_that_closed_is_followed_by_its_successors(
    client: Client, fernhollow: Authority
) -> None:
    old, west = make_authority("old-shire", closed=date(2021, 4, 1)), make_authority("west-shire")
    old.successors.add(fernhollow, west)
    old_point = point(
        make_inspection(old, ended=date(2019, 3, 8), original=b"old"), "Falconry in the lodge."
    )
    make_report(fernhollow, "The lodge has falconry.", ended=date(2022, 3, 4))
    make_report(west, "Falconry without a lodge.", ended=date(2023, 3, 3))
    page = page_html(client, page_of(old_point)).split('id="follow-up"')[1].split("</section>")[0]
    assert "Fernhollow, <time" in page
    assert "West Shire, <time" in page


def test_points_lists_all_that_was_asked_and_nothing_else(
    client: Client, old_points: list[Paragraph]
) -> None:
    page = page_html(client, "/points/")
    assert (
        "<strong>4</strong> points in <strong>2</strong> reports of <strong>1</strong> authority"
        in page
    )
    for each in old_points:
        assert page_of(each) in page
    assert "taught in every" not in page
    assert "Next full inspection: " in page
    assert "No later full inspection is listed yet" in page


def test_points_of_one_authority_stand_beside_what_was_said(
    client: Client, old_points: list[Paragraph]
) -> None:
    page = page_html(client, "/points/?authority=fernhollow")
    assert "What Fernhollow was asked to improve, and what the next report says" in page
    assert BY_MACHINE in page
    assert page.count("Possibly related, 2021") == 3
    assert "<mark>Weaving</mark> &amp; <mark>pottery</mark>." in page
    assert "No similar passage was found" in page
    assert "Filters (1 chosen)" in page
    searched = page_html(client, "/points/?authority=fernhollow&q=pottery")
    assert "<mark>Pottery</mark> and weaving." in searched
    assert 'href="/points/?authority=fernhollow"' in searched


def test_points_are_filtered_and_counted_as_rows_are(client: Client) -> None:
    grades = {Area.OVERALL: Grade.INADEQUATE}
    for number, (region, year) in enumerate(
        ((Region.LONDON, 2019), (Region.LONDON, 2022), (Region.SOUTH_EAST, 2022))
    ):
        authority = make_authority(f"vale-{number}", region=region)
        inspection = make_inspection(
            authority,
            ended=date(year, 3, 8),
            grades=grades if number else None,
            original=b"%d" % number,
        )
        for each in range(number + 1):
            point(
                inspection, f"The falconry of {each}.", Role.PRIORITY if each == 2 else Role.POINT
            )
        make_paragraph(inspection, "Falconry is fine.", number=1)
    rows = list(Paragraph.objects.filter(role__in=IMPROVEMENT_ROLES).select_related("inspection"))
    inadequate = {
        row.pk
        for row in rows
        if row.inspection.judgements.get(area=Area.OVERALL).grade == Grade.INADEQUATE
    }
    regions, years = Counter(row.region for row in rows), Counter(row.year for row in rows)
    expected = {
        "q=falconry": len(rows),
        "region=london": regions["london"],
        "year=2022": years[2022],
        "overall=inadequate": len(inadequate),
        "authority=vale-1": sum(row.inspection.authority.slug == "vale-1" for row in rows),
        "role=priority": sum(row.role == Role.PRIORITY for row in rows),
        "q=fine": 0,
    }
    for address, count in expected.items():
        assert f"<strong>{count}</strong> point" in page_html(client, f"/points/?{address}"), (
            address
        )
    page = page_html(client, "/points/?year=2022")
    for code in ("london", "south-east"):
        box = page.split(f'value="{code}"')[1].split("</label>")[0]
        assert f"<b>{sum(row.region == code and row.year == 2022 for row in rows)}</b>" in box


@pytest.mark.parametrize(
    "wrong",
    ["region=atlantis", "role=numbered", "year=soon", "sort=luck", "page=0", "overall=splendid"],
)
def test_points_with_a_wrong_value_is_an_error(
    client: Client, old_points: list[Paragraph], wrong: str
) -> None:
    page = page_html(client, f"/points/?{wrong}", status=400)
    assert "<title>Error: " in page
    assert "There is a problem" in page
    assert page_of(old_points[0]) not in page
    answer = client.get(f"/points.csv?{wrong}")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {wrong.split("=", maxsplit=1)[0]}


def test_points_turns_its_pages(client: Client, fernhollow: Authority) -> None:
    inspection = make_inspection(fernhollow, original=b"long")
    for number in range(25):
        point(inspection, f"Falconry number {number}.")
    assert "/points/?authority=fernhollow&amp;page=2" in page_html(
        client, "/points/?authority=fernhollow"
    )
    assert "Falconry number 24." in page_html(client, "/points/?authority=fernhollow&page=2")
    assert "Page not found" in page_html(client, "/points/?page=3", status=404)


def test_points_csv_has_a_row_a_point_with_what_came_next(
    client: Client, old_points: list[Paragraph]
) -> None:
    point(old_points[3].inspection, "=1+1 lodges.")
    answer = client.get("/points.csv?authority=fernhollow&sort=oldest")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.getvalue().decode())))
    assert [row["text"] for row in rows] == [*(each.text for each in old_points), "'=1+1 lodges."]
    assert [row["follow_up"] for row in rows[:4]] == [
        "matched by machine",
        "matched by machine",
        "nothing alike found",
        "no later full inspection known",
    ]
    assert rows[0]["next_inspection"] == old_points[3].inspection.slug
    assert rows[0]["next_end_date"] == "2021-03-05"
    assert rows[0]["said_text"] == "Falconry is taught in every lodge."
    assert (
        rows[0]["said_url"] == f"http://testserver{old_points[3].inspection.get_absolute_url()}#p1"
    )
    assert rows[0]["shared_words"] == "falconry lodge"
    assert rows[3]["said_text"] == ""
    assert "Open Government Licence" in rows[0]["licence"]
    assert rows[0]["search"].startswith("http://testserver/points/?")
    everyone = list(
        csv.DictReader(StringIO(client.get("/points.csv?sort=oldest").getvalue().decode()))
    )
    assert "said_text" not in everyone[0]
    assert [row["follow_up"] for row in everyone[:4]] == [
        "",
        "",
        "",
        "no later full inspection known",
    ]


def test_points_whose_next_report_was_not_imported_say_so(
    client: Client, fernhollow: Authority
) -> None:
    point(make_inspection(fernhollow, ended=date(2018, 3, 9), original=b"first"), "Falconry.")
    later = make_inspection(fernhollow, ended=date(2021, 3, 5))
    answer = client.get("/points.csv?authority=fernhollow")
    (row,) = csv.DictReader(StringIO(answer.getvalue().decode()))
    assert row["follow_up"] == "text of the next full inspection not imported"
    assert row["next_inspection"] == later.slug


def test_pages_of_points_and_paragraphs_cost_few_queries(
    client: Client,
    old_points: list[Paragraph],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(3):
        theirs = make_report(
            make_authority(f"greyfell-{number}"), "Falconry in a lodge.", "Lodges.", "Pottery."
        )
        point(theirs, "Falconry in the lodge, and pottery.")
    make_inspection(
        old_points[0].inspection.authority, kind=Kind.FOCUSED_VISIT, ended=date(2019, 1, 4)
    )
    for address in (
        page_of(old_points[0]),
        page_of(old_points[1]),
        f"{page_of(old_points[0])}?grade=good",
        "/inspections/fernhollow-ilacs-2021-03-05/p1/",
        "/points/",
        "/points/?authority=fernhollow",
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            page_html(client, address)


def test_tracker_from_nothing_costs_few_queries(
    client: Client,
    old_points: list[Paragraph],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "Possibly related, 2021" in page_html(client, "/points/?authority=fernhollow")


def test_search_in_points_from_nothing_costs_few_queries(
    client: Client,
    old_points: list[Paragraph],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        page_html(
            client, "/points/?authority=fernhollow&q=falconry&overall=good&year=2018&role=point"
        )


def test_passages_that_go_after_they_were_matched_are_left_out(old_points: list[Paragraph]) -> None:
    """A report is read anew while a page is made: what was matched before is no longer there."""
    theirs = make_report(make_authority("greyfell"), "Falconry in a lodge.", "Lodges.")
    again = point(theirs, "Falconry in the lodge.")
    following = old_points[0].inspection.authority.inspections.get(end_date=date(2021, 3, 5))
    with one_version():
        page = passage_of(old_points[0], "")
        assert page.by_grade
        assert again in [each.paragraph for each in page.other_points]
        assert page.follow_ups[0].passages
        Paragraph.objects.filter(inspection__in=[theirs, following]).delete()
        page = passage_of(old_points[0], "")
        sequel = sequels_of([old_points[0]], with_follow_ups=True)[old_points[0].pk]
    assert (page.by_grade, page.other_points, page.follow_ups[0].passages) == ([], [], [])
    assert sequel.state == NOTHING_ALIKE
    assert sequel.first is None


def test_points_csv_reads_its_points_once(
    client: Client, old_points: list[Paragraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two readings a report may be read anew, and its points have other keys then."""
    readings = []

    def read(places: Places) -> Iterator[Paragraph]:
        readings.append(places)
        return paragraphs_at(places)

    monkeypatch.setattr(exports, "paragraphs_at", read)
    client.head("/points.csv?authority=fernhollow")
    assert readings == []
    answer = client.get("/points.csv?authority=fernhollow")
    assert answer.getvalue().decode().count("fernhollow-ilacs") >= len(old_points)
    assert len(readings) == 1
