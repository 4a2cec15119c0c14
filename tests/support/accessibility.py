"""What is wrong with a page for people who see, hear or hold it otherwise."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"color-contrast": {"enabled": False}},  # see CONTRAST
    "resultTypes": ["violations"],  # what is right need not be listed
}
RULES_OF_LOOKS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["link-in-text-block", "target-size"]},
    "resultTypes": ["violations"],
}
"""What may differ in another theme and at another width; the elements are the same."""
CONTRAST: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
"""The rule that takes axe longer than all others: it is asked of one element of each look."""
ONE_OF_EACH_LOOK = """() => {
    const looks = new Map([[null, ""]]);
    const lookOf = element => {
        if (!looks.has(element)) {
            const style = getComputedStyle(element);
            looks.set(element, [
                style.color, style.backgroundColor, style.backgroundImage, style.opacity,
                style.fontSize, style.fontWeight, style.fontStyle, style.textShadow,
                style.display, style.position, element.matches(":disabled"),
                lookOf(element.parentElement),
            ].join("|"));
        }
        return looks.get(element);
    };
    const textOf = element => [...element.childNodes]
        .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()).join("");
    const ones = new Map();
    for (const element of document.querySelectorAll("body *")) {
        const length = (textOf(element) || element.value || "").length;
        if (!length || !element.checkVisibility()) continue;
        const look = lookOf(element);
        if (length > (ones.get(look)?.length ?? 0)) ones.set(look, {element, length});
    }
    return [...ones.values()].map(one => one.element);
}"""
"""The visible element with most text of each look: the same colours and letters, and the parents'."""
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
    """What breaks these rules, and whose contrast is too low."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    elements = page.evaluate_handle(ONE_OF_EACH_LOOK)
    violations = page.evaluate(
        """async ([rules, contrast, elements]) => [
            ...(await axe.run(document, rules)).violations,
            ...(await axe.run({include: elements}, contrast)).violations,
        ]""",
        [rules, CONTRAST, elements],
    )
    return [f"{what}: {each['id']}: {each['nodes'][0]['html']}" for each in violations]
