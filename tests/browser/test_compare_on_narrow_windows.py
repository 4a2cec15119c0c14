"""Comparing on narrow windows: one authority at a time on a phone, with links that switch, also
without script; on a tablet up to four beside each other.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from reports.facts.vocabulary import Grade
from tests.archive import FIVE_GOOD, make_authority, make_inspection, make_report

OVERLAPPING = """table => [...table.querySelectorAll('td .graded')]
    .filter(grade => grade.scrollWidth > grade.clientWidth
        || grade.getBoundingClientRect().right > grade.closest('td').getBoundingClientRect().right)
    .map(grade => grade.outerHTML)"""
"""The grades that are wider than their cell."""

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


@pytest.mark.slow
def test_four_authorities_stand_beside_each_other_on_a_tablet(
    browser: Browser, live_server: LiveServer
) -> None:
    weak = dict.fromkeys(FIVE_GOOD, Grade.REQUIRES_IMPROVEMENT)
    slugs = ("fernhollow", "greyfell", "otherham", "wexcombe")
    for slug in slugs:
        authority = make_authority(slug)
        for year in (2019, 2023):
            make_inspection(authority, ended=date(year, 3, 4), grades=weak)
    page = browser.new_page(viewport={"width": 768, "height": 900})
    page.goto(f"{live_server.url}/compare/?authority={'&authority='.join(slugs)}")
    table = page.locator(".scroll")
    kinds: tuple[Literal["screen", "print"], ...] = ("screen", "print")
    for media in kinds:
        page.emulate_media(media=media)
        assert table.evaluate(OVERLAPPING) == [], media
    page.close()
