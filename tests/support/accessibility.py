"""What is wrong with a page for people who see, hear or hold it otherwise."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],  # what is right need not be listed
}
RULES_OF_LOOKS: dict[str, Any] = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "link-in-text-block", "target-size"],
    },
    "resultTypes": ["violations"],
}
"""What may differ in another theme and at another width; the elements are the same."""
WIDTHS = (320, 768, 1280)
"""Pixels of a small phone (and of 400% zoom), a tablet and a screen."""
EXCESS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults_of(page: Page, address: str, *, has_scripts: bool = False) -> list[str]:
    """What axe finds on the open page, and by how many pixels it is too wide.

    Axe sees the page by all rules light on a screen, and by those of its looks dark on a phone. A
    page without scripts need not be loaded again for another width; scripts of Django's admin move
    its menu in and out, and axe must not see it half-way.
    """
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        excess = page.evaluate(EXCESS)
        if excess > 0:
            faults.append(f"{address}: {excess} px too wide for {width} px")
    page.emulate_media(color_scheme="light")
    if has_scripts:
        page.reload()
    faults += _violations(page, f"{address}, light", RULES)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.emulate_media(color_scheme="dark")
    if has_scripts:
        page.reload()
    faults += _violations(page, f"{address}, dark", RULES_OF_LOOKS)
    return faults


def _violations(page: Page, what: str, rules: dict[str, Any]) -> list[str]:
    violations = Axe().run(page, options=rules).response["violations"]
    return [f"{what}: {each['id']}: {each['nodes'][0]['html']}" for each in violations]
