"""The original of an inspection: sent as it is, or a page that says why not."""

import pytest
from django.test import Client

from reports.files.originals import remove_original
from tests.archive import make_authority, make_inspection
from tests.support.pages import page_html
from tests.support.streamed import body

pytestmark = pytest.mark.django_db


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
    page = page_html(client, f"{inspection.get_absolute_url()}original", status=404)
    assert "its original file is missing" in page


def test_original_of_a_bare_fact_is_explained(client: Client) -> None:
    inspection = make_inspection(make_authority())
    page = page_html(client, f"{inspection.get_absolute_url()}original", status=404)
    assert "does not have the text of this inspection yet" in page


def test_original_of_an_inspection_that_was_never_here(client: Client) -> None:
    page_html(client, "/inspections/fernhollow-ilacs-2020-03-06/original", status=404)
