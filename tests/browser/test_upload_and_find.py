"""As a person would: upload a report, look at it, publish it, and find a paragraph of it."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from reports.facts.reference import FOLDER
from reports.publishing.bulk import files_in, import_files
from reports.publishing.importing import Outcome
from tests.support.reference import load_facts

SAMPLES = FOLDER / "samples"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_in(page: Page, address: str) -> None:
    User.objects.create_superuser("admin", password="a long enough password")
    page.goto(f"{address}/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Log in").click()


def test_an_uploaded_report_is_found_by_search(page: Page, live_server: LiveServer) -> None:
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/reports/reading/add/")
    page.get_by_label("Report files").set_input_files(SAMPLES / "wexcombe-2023.txt")
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("Nothing of this report is published yet.")).to_be_visible()
    expect(page.get_by_text("Tobias Harkwell").first).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="Cancel")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Published: Wexcombe (invented)")

    page.goto(live_server.url)
    page.get_by_label("Search all reports").fill('"return home interviews"')
    page.get_by_role("button", name="Search").first.click()
    mark = page.locator("mark").first
    expect(mark).to_have_text(re.compile("return home interviews?", re.IGNORECASE))
    page.get_by_role("link", name="Paragraph").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wexcombe")
    assert "#p" in page.url


@pytest.mark.slow
def test_a_reader_without_javascript_searches_filters_and_compares(
    browser: Browser, live_server: LiveServer, screenshots: Path
) -> None:
    """Slow: it imports all samples. The tests of views read the same pages without a browser."""
    load_facts()
    assert {each.outcome for each in import_files(files_in([SAMPLES]))} == {Outcome.CREATED}
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 1200}
    )
    reader = context.new_page()
    reader.goto(live_server.url)
    reader.set_viewport_size({"width": 1280, "height": 1840})
    reader.screenshot(path=screenshots / "home.png")
    reader.goto(f"{live_server.url}/search/?q=%22return+home+interviews%22")
    everything = reader.locator("mark").count()
    reader.get_by_label("South West").check()
    reader.get_by_role("button", name="Apply").first.click()
    assert "region=south-west" in reader.url
    assert 0 < reader.locator("mark").count() < everything

    reader.goto(f"{live_server.url}/compare/?authority=wexcombe&authority=saltmarsh-bay")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Wexcombe")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Saltmarsh Bay")
    context.close()
