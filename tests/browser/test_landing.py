"""Where a reader arrives: at the first result, and at the paragraph that an address names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from reports.facts.vocabulary import Area, Grade
from tests.archive import make_authority, make_paragraph, make_report
from tests.support.tiers import some_quick

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORT = "/inspections/fernhollow-ilacs-2023-06-23/"
SCREENS = ((1280, 900), (375, 667))
TOP = "each => each.getBoundingClientRect().top"
BOTTOM = "each => each.getBoundingClientRect().bottom"


@pytest.fixture(autouse=True)
def archive(transactional_db: None) -> None:
    report = make_report(make_authority(), *["Return home interviews are prompt. " * 5] * 12)
    for number in range(13, 30):
        text = "Children in care are heard. " * 5
        make_paragraph(report, text, number=number, area=Area.IN_CARE, grade=Grade.OUTSTANDING)


@pytest.fixture(params=some_quick([True, False], every=2), ids=["script", "no script"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    if not request.param:
        page.route("**/*.js", lambda route: route.abort())
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_the_first_result_is_in_sight_and_the_address_says_nothing_usual(
    page: Page, live_server: LiveServer
) -> None:
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(live_server.url)
        page.get_by_placeholder("Search all reports").fill("return home interviews")
        page.get_by_placeholder("Search all reports").press("Enter")
        page.wait_for_url("**/search/?q=return+home+interviews")
        assert page.locator(".hit h3").first.evaluate(BOTTOM) < height, width
    page.set_viewport_size({"width": 1280, "height": 900})
    for scrolled in (0, 400):
        page.evaluate(f"window.scrollTo(0, {scrolled})")
        expect(page.get_by_role("button", name="Apply filters")).to_be_in_viewport()
    page.locator("summary", has_text="Sort by: ").click()
    page.get_by_role("link", name="Newest first").click()
    page.wait_for_url("**/search/?q=return+home+interviews&sort=newest")


def test_a_bar_says_where_the_paragraph_of_an_address_stands(
    page: Page, live_server: LiveServer
) -> None:
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{live_server.url}{REPORT}#p22")
        bar = page.locator(".report-bar")
        assert bar.evaluate(TOP) == 0
        assert bar.evaluate(BOTTOM) <= page.locator("#p22").evaluate(TOP) < 100
        expect(bar.get_by_text("Fernhollow, June 2023")).to_be_visible()
        expect(bar.get_by_text("Children in care")).to_be_visible()
        expect(bar.get_by_role("img", name="Outstanding")).to_be_visible()
        expect(bar.get_by_text("Help and protection")).to_be_hidden()
    bar.locator("summary", has_text="Search").click()
    page.get_by_label("Search in this report").fill("heard")
    page.get_by_label("Search in this report").press("Enter")
    page.wait_for_url("**/search/?report=fernhollow-ilacs-2023-06-23&q=heard")
