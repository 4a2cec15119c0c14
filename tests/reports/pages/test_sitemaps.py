"""What search engines are shown."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from reports.models import Reading
from search.sitemaps import PassageMap
from tests.archive import make_authority, make_inspection, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db

LOCATION = re.compile("<loc>http://testserver(.*?)</loc>")


def test_sitemap_lists_real_authorities_and_inspections_only(client: Client) -> None:
    inspection = make_inspection(make_authority())
    make_inspection(make_authority("made-up", invented=True))
    listed = listed_by(client)
    assert inspection.get_absolute_url() in listed
    assert "/authorities/fernhollow/" in listed
    assert not [address for address in listed if "made-up" in address]


def listed_by(client: Client) -> list[str]:
    """The addresses in all the maps that the index names."""
    maps = LOCATION.findall(page_html(client, "/sitemap.xml"))
    return [address for each in maps for address in LOCATION.findall(page_html(client, each))]


def test_passages_are_listed_with_their_last_change(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PassageMap, "limit", 2)
    report = make_report(make_authority(), *[f"Visit {number}." for number in range(5)])
    make_report(make_authority("made-up", invented=True), "Visits.")
    Reading.objects.update(published_at=datetime(2026, 3, 4, 12, tzinfo=UTC))
    index = page_html(client, "/sitemap.xml")
    assert "<lastmod>2026-03-04T12:00:00+00:00</lastmod>" in index
    maps = [each for each in LOCATION.findall(index) if "passages" in each]
    assert len(maps) == 3
    listed = [address for each in maps for address in LOCATION.findall(page_html(client, each))]
    assert listed == [f"{report.get_absolute_url()}p{number}/" for number in range(1, 6)]
    first = page_html(client, maps[0])
    assert first.count("<lastmod>2026-03-04</lastmod>") == 2
    assert "noindex" not in page_html(client, listed[0])


def test_sitemap_lists_every_fixed_page_and_subject(client: Client) -> None:
    listed = listed_by(client)
    fixed = ("timing", "points", "trends", "grade-trends", "subject-list")
    assert {reverse(name) for name in fixed} <= set(listed)
    assert "/subjects/return-home-interviews/" in listed
    for address in listed:
        page_html(client, address)
