"""What is here and what is missing, by kind and year and by name."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from reports.models import Inspection, ListedFile
from reports.overview.coverage import figures_by_kind
from reports.overview.searched import searched_sentence
from reports.pages.about.gaps import latest_without_text
from tests.archive import make_authority, make_inspection, make_removed_file, make_report

pytestmark = pytest.mark.django_db


def test_figures_of_a_kind_and_year() -> None:
    authority = make_authority("fernhollow")
    make_report(authority, "Help comes early.", ended=date(2023, 6, 23))
    make_inspection(authority, ended=date(2023, 12, 1), checked="report")
    make_inspection(authority, ended=date(2023, 12, 30), checked="doubtful")
    make_inspection(authority, ended=date(2024, 6, 23))
    (ilacs,) = figures_by_kind()
    rows = [(each.year, each.listed, each.with_text, each.checked) for each in ilacs.years]
    assert rows == [(2024, 1, 0, 0), (2023, 3, 1, 2)]


def test_removed_reports_are_counted_and_named(client: Client) -> None:
    report = make_report(make_authority("fernhollow"), "Help comes early.")
    assert report.reading is not None
    file = make_removed_file(report.authority, timezone.localdate())
    report.reading.inspection = report
    report.reading.save()
    file.reading, file.sha256 = report.reading, report.reading.source.sha256
    file.save()
    assert figures_by_kind()[0].years[0].removed == 1
    assert "Ofsted removed this on" in client.get(report.get_absolute_url()).content.decode()
    ListedFile.objects.update(state="fetched", gone_since=None)
    assert "Ofsted removed this on" not in client.get(report.get_absolute_url()).content.decode()


def test_gaps_by_name(client: Client) -> None:
    one, another = make_authority("fernhollow"), make_authority("greyholt")
    make_report(one, "Help comes early.", ended=date(2021, 6, 23))
    make_inspection(one, ended=date(2024, 6, 23))
    make_report(another, "Plans are clear.", ended=date(2024, 6, 23))
    assert [each.authority.slug for each in latest_without_text()] == ["fernhollow"]
    page = client.get("/about/coverage/").content.decode()
    assert "1 authority." in page
    assert "Nobody has compared this list with Ofsted’s own list yet." in page


def test_the_page_of_an_empty_archive(client: Client) -> None:
    assert client.get("/about/coverage/").status_code == 200


def test_what_a_search_can_find() -> None:
    authority = make_authority("fernhollow")
    for month in (1, 3, 5):
        make_report(authority, f"Text {month}.", ended=date(2023, month, 20))
    make_inspection(authority, ended=date(2023, 7, 20))
    make_report(authority, "Of 2025.", ended=date(2025, 1, 20))
    for month in (3, 5, 7):
        make_inspection(authority, ended=date(2025, month, 20))
    make_inspection(authority, ended=date(2026, 1, 20))
    make_inspection(authority, ended=date(2015, 1, 20))
    assert searched_sentence() == (
        "4 of 9 full inspections since 2018; 1 of 4 from 2025, none from 2026"
    )


def test_a_whole_archive_and_one_of_samples() -> None:
    make_report(make_authority("eastmarch", invented=True), "A sample.")
    assert searched_sentence() == ""
    make_report(make_authority("fernhollow"), "Help comes early.")
    assert Inspection.objects.count() == 2
    from reports.overview.cache import clear_caches

    clear_caches()
    assert searched_sentence() == "all 1 full inspections since 2018"
