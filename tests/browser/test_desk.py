"""The desk and the histories in a real Chromium, on a phone and on a screen: axe finds nothing,
nothing is too wide.
"""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from reports.ingest.report import read_report
from reports.models import Inspection, Source
from reports.publishing.correcting import correct
from reports.publishing.importing import publish, receive, unpublish
from tests.reports.publishing.readings import (
    CONTENT,
    paragraph,
    published,
    received,
    with_paragraphs,
)
from tests.support.accessibility import faults_of
from tests.support.typeset import PRINTED, typeset

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTS = 3
"""Tests that the pages of the desk are spread over, so that each process takes some."""


@pytest.fixture
def addresses(transactional_db: None) -> list[str]:
    """A little of everything that can happen to a report, and the pages that show it."""
    editor = User.objects.create_superuser("editor", password="x")
    inspection = published()
    first = inspection.reading_id
    joined = replace(paragraph(21), text=f"{paragraph(21).text} {paragraph(22).text}")
    publish(
        reading=received(CONTENT + b"\n", report=with_paragraphs(joined, without=(22,))),
        by=editor,
        reason="New.",
    )
    inspection.refresh_from_db()
    correct(
        inspection=inspection,
        what="lead_inspector",
        after="Ann Other",
        reason="Misread.",
        by=editor,
    )
    gone = published(CONTENT.replace(b"Wexcombe", b"Kelderdale"))
    unpublish(inspection=gone, by=editor, reason="Another report.")
    pdf = typeset(PRINTED)
    report = read_report(pdf, "w.pdf")
    waiting, _ = receive(content=pdf, name="w.pdf", report=report, origin=Source.Origin.UPLOAD)
    correcting = reverse("admin:inspection-correct", args=[inspection.pk])
    return [
        inspection.get_absolute_url(),
        reverse("inspection-history", args=[inspection.slug]),
        gone.get_absolute_url(),
        "/admin/",
        "/admin/reports/reading/",
        "/admin/reports/change/",
        "/admin/reports/correction/",
        f"/admin/reports/inspection/{inspection.pk}/change/",
        correcting,
        f"{correcting}?what=paragraph:numbered:5:text",
        "/admin/reports/reading/add/",
        reverse("admin:reading-compare", args=[first, inspection.reading_id]),
        reverse("admin:reports_reading_change", args=[waiting.pk]),
        reverse("admin:inspection-unpublish", args=[inspection.pk]),
        *(f"/admin/reports/change/{each.pk}/change/" for each in inspection.changes.all()),
        *(f"/admin/reports/correction/{each.pk}/change/" for each in inspection.corrections.all()),
    ]


def logged_in(browser: Browser, server: LiveServer) -> Page:
    client = Client()
    client.force_login(User.objects.get(username="editor"))
    page = browser.new_page()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )
    return page


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_at_the_desk_and_nothing_is_too_wide(
    browser: Browser, live_server: LiveServer, addresses: list[str], part: int
) -> None:
    page = logged_in(browser, live_server)
    faults = []
    for address in addresses[part::PARTS]:
        page.goto(live_server.url + address)
        faults += faults_of(page, address, has_scripts=True)
    page.close()
    assert not faults


@pytest.mark.slow
def test_a_person_corrects_a_paragraph_without_javascript(
    browser: Browser, live_server: LiveServer, addresses: list[str]
) -> None:
    """Slow, as the desk in a browser is; `tests/reports/admin` sends the same forms without one."""
    inspection = Inspection.objects.get(slug="wexcombe-ilacs-2023-06-23")
    page = logged_in(browser, live_server)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{live_server.url}/admin/reports/inspection/{inspection.pk}/change/")
    page.get_by_role("link", name="Correct a field").click()
    page.get_by_role("link", name="Numbered paragraph 5: text").click()
    page.locator("[name=after]").fill("Children are seen promptly.")
    page.locator("[name=reason]").fill("Misread.")
    page.get_by_role("button", name="Correct").click()
    assert "Children are seen promptly." in page.locator("dd ins").inner_text()
    page.get_by_role("button", name="Correct").click()
    page.goto(f"{live_server.url}{inspection.get_absolute_url()}#p5")
    assert "Children are seen promptly." in page.locator("#p5").inner_text()
    page.get_by_role("link", name="see history").click()
    assert "Misread." in page.locator("main").inner_text()
    page.close()
