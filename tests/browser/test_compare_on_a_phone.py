"""Comparing on a phone: one authority at a time, with links that switch, also without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.archive import make_authority, make_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
def test_links_switch_between_authorities_on_a_phone_alone(
    browser: Browser, live_server: LiveServer
) -> None:
    for slug in ("fernhollow", "greyfell"):
        make_report(make_authority(slug), f"Visits of {slug} are regular.")
    address = f"{live_server.url}/compare/?authority=fernhollow&authority=greyfell&q=visits"
    page = browser.new_page(java_script_enabled=False, viewport={"width": 375, "height": 700})
    page.goto(address)
    first, second = page.locator(".column").all()
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.get_by_role("navigation", name="One authority at a time").get_by_text("Greyfell").click()
    expect(first).to_be_hidden()
    expect(second).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(first).to_be_visible()
    expect(page.locator(".one-by-one")).to_be_hidden()
    page.close()
