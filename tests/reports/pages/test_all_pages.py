"""What holds for every page of the archive."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from reports.web.parameters import NOUNS
from tests.archive import make_authority, make_inspection, make_report
from tests.support.addresses import IN_EVERY_ARCHIVE
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db

PAGES = [address for address in IN_EVERY_ARCHIVE if address.endswith("/")]


def test_empty_archive_has_pages_all_the_same(client: Client) -> None:
    for address in (*PAGES, "/sitemap.xml"):
        page = page_html(client, address)
        if 'aria-label="Filters"' in page:
            assert '<a class="skip-filters" href="#results">' in page, address
            assert 'id="results"' in page, address


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/authorities/?region=atlantis", "region"),
        ("/authorities/?grade=splendid", "grade"),
        ("/inspections/?year=soon", "year"),
        ("/inspections/?authority=nowhere", "authority"),
        ("/inspections/?kind=surprise", "kind"),
        ("/new/?region=atlantis", "region"),
    ],
)
def test_unknown_filter_value_is_an_error_and_no_answer(
    client: Client, address: str, field: str
) -> None:
    make_inspection(make_authority())
    page = page_html(client, address, status=400)
    assert "<title>Error: " in page
    assert f'href="#filter-{field}"' in page
    assert f'id="filter-{field}"' in page
    assert f"There is no {NOUNS[field]} “" in page
    assert "/inspections/fernhollow" not in page
    assert "/authorities/fernhollow/" not in page


@pytest.mark.parametrize(
    "address", ["/authorities/nowhere/", "/inspections/nothing/", "/inspections/nothing/original"]
)
def test_unknown_slug_is_a_page_that_helps(client: Client, address: str) -> None:
    page = page_html(client, address, status=404)
    assert "<h1>Page not found</h1>" in page
    assert 'href="/search/"' in page


@pytest.mark.parametrize(
    "address",
    ["/authorities/fernholow/", "/inspections/fernhollow-ilacs-2023-06-24/", "/Fernhollow"],
)
def test_a_link_with_a_mistake_leads_to_the_nearest_authority_and_the_search(
    client: Client, address: str
) -> None:
    make_inspection(make_authority())
    page = page_html(client, address, status=404)
    assert 'Did you mean <a href="/authorities/fernhollow/">Fernhollow</a>?' in page
    assert '<a href="/search/?q=' in page


def test_a_mistaken_choice_is_answered_with_the_nearest_one(client: Client) -> None:
    make_inspection(make_authority())
    page = page_html(client, "/inspections/?authority=fernholow&kind=ilacs", status=400)
    nearest = '<a href="/inspections/?authority=fernhollow&amp;kind=ilacs">Fernhollow</a>'
    assert f"Did you mean {nearest}?" in page


def test_reading_sets_no_cookie_and_runs_the_archive_s_own_scripts_alone(client: Client) -> None:
    inspection = make_report(make_authority(), "Visits are regular.")
    for address in (*PAGES, inspection.get_absolute_url()):
        answer = client.get(address)
        assert not answer.cookies
        assert b"style=" not in answer.content
        assert b"<style" not in answer.content
        scripts = re.findall(
            r"<script(?! type=\"application/ld)[^>]*>[^<]*", answer.content.decode()
        )
        assert any("archive" in each for each in scripts)
        assert all(each.startswith('<script src="/static/') for each in scripts)
        assert all(each.endswith(" defer>") for each in scripts)


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
