"""Names completed while they are typed, in a real Chromium, by keyboard and by pointer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.archive import make_authority, make_report
from tests.support.accessibility import faults_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def archive(transactional_db: None) -> None:
    for slug in ("nottinghamshire", "nottingham", "kingston-upon-hull"):
        make_report(make_authority(slug), "Visits are regular.")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


def marked(field: Locator) -> str:
    """The name that the keyboard is at; empty for none."""
    text: str = field.evaluate(
        "field => document.getElementById(field.getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )
    return " ".join(text.split())


def test_a_field_is_a_combobox_and_the_keyboard_alone_chooses(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(live_server.url)
    field = page.get_by_role("combobox", name="Search all reports")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.focus()
    page.keyboard.type("neglect nott")
    expect(field).to_have_attribute("aria-expanded", "true")
    listbox = page.locator(f"#{field.get_attribute('aria-controls')}")
    expect(listbox.get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="2 names")).to_have_count(1)
    assert marked(field) == ""
    assert not faults_of(page, "the open list")
    field.focus()
    page.keyboard.press("ArrowDown")
    assert marked(field) == "Nottingham"
    page.keyboard.press("End")
    assert marked(field) == "Nottinghamshire"
    page.keyboard.press("ArrowDown")
    assert marked(field) == "Nottingham"
    page.keyboard.press("ArrowUp")
    assert marked(field) == "Nottinghamshire"
    page.keyboard.press("Home")
    assert marked(field) == "Nottingham"
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("neglect nott")
    page.keyboard.press("ArrowDown")
    assert marked(field) == "Nottingham"
    page.keyboard.press("Enter")
    expect(field).to_have_value("neglect Nottingham")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=neglect+Nottingham")


@pytest.mark.slow
def test_nicknames_lead_to_councils_filters_and_comparisons(
    page: Page, live_server: LiveServer
) -> None:
    """Slow: three pages with the combobox whose keys the test above presses."""
    page.goto(live_server.url)
    page.get_by_role("combobox", name="Find your council").press_sequentially("hul")
    page.get_by_role("option", name="Kingston Upon Hull").click()
    page.wait_for_url("**/authorities/kingston-upon-hull/")

    page.goto(f"{live_server.url}/search/?q=visits")
    page.locator("#filter-authority > summary").click()
    page.get_by_role("combobox", name="Name, town or nickname").press_sequentially("notts")
    expect(page.get_by_role("option", name="Nottinghamshire").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=authority][value=nottinghamshire]")).to_be_checked()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**authority=nottinghamshire**")

    page.goto(f"{live_server.url}/compare/")
    page.get_by_role("combobox", name="Authority 1").fill("Hull")
    second = page.get_by_role("combobox", name="Authority 2")
    second.fill("nowhere")
    page.get_by_role("button", name="Compare").click()
    assert (
        second.evaluate("field => field.validationMessage") == "Choose an authority from the list."
    )
    second.fill("Notts")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare/?authority=kingston-upon-hull&authority=nottinghamshire**")


def test_a_field_is_an_ordinary_one_where_names_cannot_be_had(
    page: Page, live_server: LiveServer
) -> None:
    page.route("**/names.json", lambda route: route.abort())
    page.goto(live_server.url)
    page.get_by_role("combobox", name="Search all reports").press_sequentially("nott")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=nott")
