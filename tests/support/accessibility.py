"""Faults of a page in a browser: what axe-core reports (WCAG 2.2 AA), and overflow at three widths."""

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
    "resultTypes": ["violations"],  # passes are not listed
}
RULES_OF_LOOKS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["link-in-text-block", "target-size"]},
    "resultTypes": ["violations"],
}
"""The rules whose result may change with the theme or the width, although the elements do not."""
CONTRAST: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
"""The rule that takes axe the longest: it is run on one element of each look (`ONE_OF_EACH_LOOK`)."""
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
"""Script that returns one visible element of each look: the one with the most text. A look is the
colours and fonts of an element and of its ancestors.
"""
WIDTHS = (320, 768, 1280)
"""Widths in pixels: a small phone (or 400% zoom, WCAG 1.4.10), a tablet and a screen."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OVERFLOW_OPEN = """() => {
    const closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach(each => each.open = true);
    const overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    closed.forEach(each => each.open = false);
    return overflow;
}"""
"""Script that returns by how many pixels a page is too wide when all that is folded is open."""


def faults_of(page: Page, address: str, *, has_scripts: bool = False) -> list[str]:
    """Return the faults of the open page as sentences; `address` names the page in them.

    Axe runs all rules in the light theme at the widest width, and the rules of looks in the dark
    theme at the narrowest. A page that `has_scripts` is loaded again for each theme: scripts of
    Django's admin move its menu when the width changes, and axe must not see it while it moves.
    """
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate(OVERFLOW)
        if overflow > 0:
            faults.append(f"{address}: {overflow} px too wide for {width} px")
        unfolded = page.evaluate(OVERFLOW_OPEN)
        if unfolded > max(overflow, 0):
            faults.append(f"{address}, unfolded: {unfolded} px too wide for {width} px")
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


def _violations(page: Page, state: str, rules: dict[str, Any]) -> list[str]:
    """Return the violations of these rules and of the contrast; `state` begins each sentence."""
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
    return [f"{state}: {each['id']}: {each['nodes'][0]['html']}" for each in violations]
