"""Citations as files, and what programs read in the heads of pages."""

from __future__ import annotations

import pytest
import rispy  # type: ignore[import-untyped]  # the package ships no types
from django.test import Client

from reports.models import Inspection
from tests.archive import make_authority, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db
REPORT = "/inspections/fernhollow-ilacs-2023-06-23"
ENDINGS = ("bib", "ris", "csl.json")


@pytest.fixture(autouse=True)
def report() -> Inspection:
    return make_report(make_authority(), *[f"Visit {number} is kind." for number in range(1, 26)])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("path", "works"),
    [(REPORT, 1), (f"{REPORT}/p2", 1), ("/search", 25), ("/search.{}?q=kind&page=2", 25)],
)
def test_a_file_has_every_work(client: Client, path: str, works: int, ending: str) -> None:
    address = path.format(ending) if "{}" in path else f"{path}.{ending}"
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["X-Row-Count"] == str(works)
    assert answer["Content-Disposition"].endswith(f'.{ending}"')
    written = answer.getvalue().decode()
    assert written.count("fernhollow-ilacs-2023-06-23-p" if works > 1 else "Ofsted") >= works


def test_a_search_without_results_is_an_empty_file(client: Client) -> None:
    assert client.get("/search.csl.json?q=zeppelins").getvalue() == b"[]\n"
    assert client.get("/search.bib?q=zeppelins").getvalue() == b""


def test_a_passage_is_cited_by_its_permanent_address(client: Client) -> None:
    (entry,) = rispy.loads(client.get(f"{REPORT}/p2.ris").getvalue().decode())
    assert entry["urls"] == [f"http://testserver{REPORT}/#p2"]
    assert (entry["section"], entry["abstract"]) == ("paragraph 2", "Visit 2 is kind.")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("path", ["/inspections/nowhere", f"{REPORT}/p99", f"{REPORT}/what"])
def test_there_is_no_file_of_nothing(client: Client, path: str, ending: str) -> None:
    assert client.get(f"{path}.{ending}").status_code == 404


def test_a_wrong_search_is_refused(client: Client) -> None:
    assert client.get("/search.bib?region=nowhere").status_code == 400


def test_heads_name_council_date_and_grades_or_the_passage(client: Client) -> None:
    report, passage = page_html(client, f"{REPORT}/"), page_html(client, f"{REPORT}/p2/")
    assert 'content="Fernhollow: Children’s services inspection (ILACS), June 2023"' in report
    assert "inspected 12 June 2023 to 23 June 2023. Impact of leaders: Good;" in report
    assert f'<link rel="canonical" href="http://testserver{REPORT}/">' in report
    assert 'property="og:description" content="Visit 2 is kind."' in passage
    assert 'name="citation_publication_date" content="2023/06/23"' in passage
    for page in (report, passage):
        assert page.count('type="application/ld+json"') == 1


def test_canonical_address_has_no_choices(client: Client) -> None:
    page = page_html(client, f"{REPORT}/p2/?grade=good")
    assert f'<link rel="canonical" href="http://testserver{REPORT}/p2/">' in page


def test_pages_link_their_citations(client: Client) -> None:
    for page, path in ((f"{REPORT}/", REPORT), (f"{REPORT}/p2/", f"{REPORT}/p2")):
        html = page_html(client, page)
        assert all(f'href="{path}.{ending}"' in html for ending in ENDINGS), page
    search = page_html(client, "/search/?q=kind")
    assert all(f'href="/search.{ending}?q=kind"' in search for ending in ENDINGS)
