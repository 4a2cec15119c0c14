"""What the tests of accessibility notice: pages with faults of their own."""

import pytest
from playwright.sync_api import Browser

from tests.support.accessibility import faults_of
from tests.support.tiers import some_quick

PAGE = """<!doctype html><html lang="en"><title>Page</title><style>
.pale { color: #bbb } .card { background: #fff; color: #111 } .wide { width: 900px }
@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } .card { color: #eee } }
</style><main><h1>Page</h1><p>Plain words.</p>BODY</main></html>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("body", "faults"),
    some_quick(
        [
            ("<p>Plain words, too.</p>", []),
            ("<p>Words <span class=pale>that are pale</span>.</p>", ["light: color-contrast"]),
            ("<p class=card>Light on light, in the dark.</p>", ["dark: color-contrast"]),
            ("<p class=pale>a</p><p class=pale>A longer one.</p>", ["light: color-contrast"]),
            ("<img src='data:,'>", ["light: image-alt"]),
            ("<p class=wide>Wide.</p>", ["px too wide for 320 px", "px too wide for 768 px"]),
            (
                "<details><summary>More</summary><p class=wide>Wide.</p></details>",
                ["unfolded: 588 px too wide for 320 px", "unfolded: 140 px too wide for 768 px"],
            ),
        ],
        every=4,
    ),
)
def test_fault_is_noticed(browser: Browser, body: str, faults: list[str]) -> None:
    page = browser.new_page()
    page.set_content(PAGE.replace("BODY", body))
    reported = faults_of(page, "page")
    page.close()
    assert len(reported) == len(faults)
    assert all(fault in line for fault, line in zip(faults, reported, strict=True))
