"""What search engines are shown."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.archive import make_authority, make_inspection
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


def test_sitemap_lists_real_authorities_and_inspections_only(client: Client) -> None:
    inspection = make_inspection(make_authority())
    make_inspection(make_authority("made-up", invented=True))
    page = page_html(client, "/sitemap.xml")
    assert f"<loc>http://testserver{inspection.get_absolute_url()}</loc>" in page
    assert "<loc>http://testserver/authorities/fernhollow/</loc>" in page
    assert "made-up" not in page


def test_sitemap_lists_every_fixed_page_and_subject(client: Client) -> None:
    listed = re.findall("<loc>http://testserver(.*?)</loc>", page_html(client, "/sitemap.xml"))
    fixed = ("timing", "points", "trends", "grade-trends", "subject-list")
    assert {reverse(name) for name in fixed} <= set(listed)
    assert "/subjects/return-home-interviews/" in listed
    for address in listed:
        page_html(client, address)
