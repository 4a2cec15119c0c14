"""Every page in a real Chromium: axe finds nothing, and nothing is wider than a phone."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.pages import OF_KNOWN_PARTS, PAGES, REPORT, fill_archive
from tests.support.accessibility import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive(transactional_db: None) -> None:
    """The archive of the pages, for a server that others ask."""
    fill_archive()


@pytest.mark.slow
@pytest.mark.parametrize("group", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    browser: Browser, live_server: LiveServer, group: str
) -> None:
    page = browser.new_page()
    faults = []
    for address in PAGES[group]:
        if address not in OF_KNOWN_PARTS:
            page.goto(live_server.url + address)
            faults += faults_of(page, address)
    page.close()
    assert not faults


def test_the_keyboard_alone_searches_and_opens_a_paragraph(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("regular")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=regular**")
    page.get_by_role(
        "link", name="Fernhollow (invented), June 2023: paragraph 1", exact=True
    ).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{REPORT}#p1")
    page.close()


def test_the_map_can_be_skipped_walked_and_followed_by_keyboard(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="Skip the map").focus()
    page.keyboard.press("Tab")
    called = "Greyfell: Good, inspected March 2023"
    assert page.evaluate("document.activeElement.querySelector('title').textContent") == called
    page.get_by_role("link", name="Skip the map").press("Enter")
    expect(page.locator("#map-list")).to_be_visible()
    page.get_by_role("link", name=called, exact=True).press("Enter")
    page.wait_for_url("**/authorities/greyfell/")
    page.close()


def test_printing_opens_the_tables_beneath_pictures(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    page.goto(live_server.url)
    assert not page.locator("#map-list").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#map-list").is_visible()
    page.close()


def test_printing_shows_the_text_and_leaves_the_controls_out(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/search/?q=regular")
    page.emulate_media(media="print")
    assert page.locator("mark").first.is_visible()
    for control in ("Read around it", "Cite", "Similar paragraphs"):
        assert not page.get_by_text(control).first.is_visible()
    assert not page.get_by_role("searchbox").is_visible()
    assert not page.get_by_role("navigation", name="Main").is_visible()
    page.close()
