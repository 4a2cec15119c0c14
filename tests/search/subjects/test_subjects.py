"""Subjects: each query is sound, and a page's figures are those of the rows."""

import csv
from collections import Counter
from datetime import date
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Grade, Kind, Region, Role
from reports.models import Paragraph
from reports.overview.cache import clear_caches
from search.index.compiling import compile_query, scans_of
from search.query.parser import parse
from search.results.search import is_expensive
from search.subjects.subjects import Subject, by_theme, subjects
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.pages import page_html
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db

PAGE = "/subjects/return-home-interviews/"
QUERY = "q=%22return+home+interview%22"


@pytest.fixture
def archive() -> None:
    """Reports of two regions that mention it more than once, once and never; an inspection without
    text.
    """
    west, london = make_authority("fernhollow"), make_authority("greyfell", region=Region.LONDON)
    mentions = (
        "Return home interviews are prompt.",
        "The return interview is late.",
        "Visits are regular.",
    )
    make_report(west, *mentions, ended=date(2019, 5, 5))
    make_report(west, "Visits are rare.", ended=date(2023, 5, 5))
    report = make_report(london, mentions[0], ended=date(2023, 6, 6))
    make_paragraph(report, mentions[1], number=9, area=Area.LEADERS, grade=Grade.INADEQUATE)
    make_paragraph(report, "Return home interviews.", role=Role.POINT, area=None, grade=None)
    visit = make_inspection(
        london, kind=Kind.FOCUSED_VISIT, ended=date(2023, 9, 9), grades={}, original=b"visit"
    )
    make_paragraph(visit, mentions[0], area=Area.HELP_AND_PROTECTION, grade=None)
    make_inspection(make_authority("wexcombe"))


def mentions(row: Paragraph) -> bool:
    return "return home interview" in row.text.lower() or "return interview" in row.text.lower()


def figures(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(address).getvalue().decode())))


@pytest.mark.parametrize("subject", subjects(), ids=lambda subject: subject.slug)
def test_every_query_parses_whole_and_is_cheap(subject: Subject) -> None:
    query = parse(subject.query)
    assert query.root is not None
    assert not query.notes
    assert not is_expensive(query.root)
    assert scans_of(compile_query(query))


def test_subjects_are_told_apart_and_explained() -> None:
    assert len(subjects()) >= 40
    for name in ("slug", "name", "about", "query"):
        assert max(Counter(getattr(subject, name) for subject in subjects()).values()) == 1
    assert all(subject.about.endswith(".") and len(subject.about) > 20 for subject in subjects())
    assert sum(len(each) for _, each in by_theme()) == len(subjects())
    assert max(Counter(theme for theme, _ in by_theme()).values()) == 1


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("regions", [(), (Region.LONDON,)])
def test_matrix_is_that_of_the_rows(client: Client, regions: tuple[Region, ...]) -> None:
    paragraphs: Counter[tuple[str, int]] = Counter()
    reports: dict[tuple[str, int], set[int]] = {}
    mentioning: dict[tuple[str, int], set[int]] = {}
    for row in Paragraph.objects.select_related("authority"):
        if not regions or row.region in regions:
            place = (row.authority.slug, row.year)
            paragraphs[place] += mentions(row)
            reports.setdefault(place, set()).add(row.inspection_id)
            mentioning.setdefault(place, set()).update(
                {row.inspection_id} if mentions(row) else set()
            )
    parameters = "".join(f"?region={region}" for region in regions)
    shown = {
        (row["authority_slug"], int(row["year"])): tuple(
            int(row[name]) for name in ("reports", "reports_mentioning", "paragraphs")
        )
        for row in figures(client, f"/subjects/return-home-interviews.csv{parameters}")
    }
    assert shown == {
        place: (len(reports[place]), len(mentioning[place]), paragraphs[place]) for place in reports
    }
    total = client.get(f"{PAGE}{parameters}").context["matrix"]
    assert total.total.paragraphs == sum(paragraphs.values())
    assert (total.total.reports.count, total.total.reports.of) == (
        sum(map(len, mentioning.values())),
        sum(map(len, reports.values())),
    )
    assert total.authorities.of == len({slug for slug, _ in reports})


@pytest.mark.usefixtures("archive")
def test_cells_lead_to_their_paragraphs_and_tell_none_from_no_report(client: Client) -> None:
    page = page_html(client, PAGE)
    assert f'<a href="/search/?{QUERY}&amp;authority=fernhollow&amp;year=2019">2</a>' in page
    result = client.get(f"/search/?{QUERY}&authority=fernhollow&year=2019").context["result"]
    assert result.answer.paragraphs == 2
    row = page.split("/authorities/fernhollow/")[1].split("</tr>")[0]
    assert row.count("<td>0</td>") == 1
    assert row.count("<td></td>") == 3
    assert "wexcombe" not in page.split("<main")[1]


@pytest.mark.usefixtures("archive")
def test_sections_by_grade_are_those_of_the_rows(client: Client) -> None:
    sections: dict[tuple[int, str, str], bool] = {}
    for row in Paragraph.objects.filter(kind=Kind.ILACS).exclude(area="").exclude(grade=""):
        place = (row.inspection_id, row.area, row.grade)
        sections[place] = sections.get(place, False) or mentions(row)
    of = Counter(grade for _, _, grade in sections)
    shown = {
        row["grade_code"]: (int(row["sections"]), int(row["mentioning"]))
        for row in figures(client, "/subjects/return-home-interviews/grades.csv")
    }
    assert shown == {
        grade: (
            number,
            sum(mentions for (_, _, given), mentions in sections.items() if given == grade),
        )
        for grade, number in of.items()
    }
    assert shown == {"good": (3, 2), "inadequate": (1, 1)}


@pytest.mark.usefixtures("archive")
def test_page_says_what_is_searched_and_shows_paragraphs(client: Client) -> None:
    page = page_html(client, PAGE)
    assert "“return home interview” or “return interview”" in page
    assert (
        "<strong>6</strong> paragraphs in <strong>3</strong> of 4 reports, on <strong>2</strong> of 2 authorities"
        in page
    )
    assert page.count('<article class="hit">') == 5
    assert f'href="/search/?{QUERY}"' in page
    assert f'href="/trends/?{QUERY}"' in page
    for order in ("relevance", "newest"):
        listed = client.get(f"/search/?{QUERY}&sort={order}").context["cards"]
        assert client.get(f"{PAGE}?order={order}").context["cards"] == listed[:5]
    newest = client.get(f"/search/?{QUERY}&sort=newest&page=1").context["result"].passages
    days = [passage.paragraph.inspection.end_date for passage in newest]
    assert days == sorted(days, reverse=True)
    assert len(client.get(f"{PAGE}?region=south-west").context["cards"]) == 2


@pytest.mark.usefixtures("archive")
def test_feed_has_the_newest_paragraphs_under_the_subjects_name(client: Client) -> None:
    answer = client.get("/subjects/return-home-interviews.atom?region=london")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314  # our own answer
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findtext(f"{atom}title") == "Inspection Archive: Return home interviews"
    own = [link.get("href") for link in feed.iter(f"{atom}link") if link.get("rel") == "self"]
    assert own == ["http://testserver/subjects/return-home-interviews.atom?region=london"]
    assert len(feed.findall(f"{atom}entry")) == 4


def test_unknown_subject_is_not_found(client: Client) -> None:
    for address in (
        "/subjects/luck/",
        "/subjects/luck.csv",
        "/subjects/luck.atom",
        "/subjects/luck/grades.csv",
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("wrong", ["region=atlantis", "order=luck"])
def test_wrong_address_is_told_and_not_answered(client: Client, wrong: str) -> None:
    name = wrong.split("=", maxsplit=1)[0]
    page = page_html(client, f"{PAGE}?{wrong}", status=400)
    assert f'href="#filter-{name}"' in page
    assert f'id="filter-{name}"' in page
    for ending in (".csv", ".atom", "/grades.csv"):
        assert client.get(f"/subjects/return-home-interviews{ending}?{wrong}").status_code == 400


def test_empty_archive_is_answered(client: Client) -> None:
    assert "No paragraph mentions it." in page_html(client, PAGE)
    assert page_html(client, "/subjects/").count("<dt>") == len(subjects())


@pytest.mark.usefixtures("archive")
def test_pages_cost_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # what a process knows of the language, whatever the archive holds
    client.get("/search/?q=visits")
    for address in ("/subjects/", PAGE, "/subjects/neglect/?region=london&order=newest"):
        clear_caches()
        with django_assert_max_num_queries(MOST_QUERIES):
            page_html(client, address)


@pytest.mark.usefixtures("archive")
def test_page_names_the_other_subjects_of_its_theme(client: Client) -> None:
    context = client.get(PAGE).context
    subject = context["subject"]
    others = next(each for _, each in by_theme() if subject in each)
    assert len(others) > 1
    assert context["others"] == [each for each in others if each != subject]


@pytest.mark.usefixtures("archive")
def test_page_says_what_was_chosen(client: Client) -> None:
    context = client.get(f"{PAGE}?region=south-west&region=london&order=newest").context
    assert context["regions"] == ["london", "south-west"]
    orders = [("relevance", "Most on the subject", False), ("newest", "Latest", True)]
    assert context["orders"] == orders
    plain = client.get(PAGE).context
    assert plain["regions"] == []
    assert [chosen for *_, chosen in plain["orders"]] == [True, False]
