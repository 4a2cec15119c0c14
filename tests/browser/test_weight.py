"""Every kind of page as a browser fetches it: light, from here alone, with its own scripts, and still
once it stands.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request
from pytest_django.live_server_helper import LiveServer

from reports.facts.reference import FOLDER
from reports.publishing.bulk import files_in, import_files
from reports.publishing.importing import Outcome
from tests.support.reference import load_facts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 100_000
MOST_REQUESTS = 15
REPORT = "/inspections/wexcombe-ilacs-2023-06-23/"
PAGES = (
    "/",
    "/?judgement=overall",
    "/search/",
    "/search/?q=%22return+home+interviews%22",
    "/search/?grade=x",
    "/authorities/",
    "/authorities/bristol/",
    "/authorities/wexcombe/",
    "/inspections/",
    REPORT,
    f"{REPORT}p1/",
    "/compare/",
    "/compare/?authority=wexcombe&authority=saltmarsh-bay&q=interviews",
    "/compare/?authority=bristol&with=neighbours",
    "/compare/?authority=bristol&with=region",
    "/points/",
    "/points/?authority=wexcombe",
    "/subjects/",
    "/subjects/return-home-interviews/",
    "/trends/",
    "/trends/?q=interviews&q=homes",
    "/trends/?q=interviews&by=region",
    "/trends/grades/",
    "/timing/",
    "/about/",
    "/about/coverage/",
    "/glossary/",
    "/new/",
    "/nothing/",
)
TABBED = (
    "/",
    "/authorities/bristol/",
    "/search/?q=interviews",
    "/compare/?authority=bristol&with=neighbours",
    "/points/",
)

WATCH_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(entry => entry.value)))
        .observe({type: "layout-shift", buffered: true});
"""
SETTLE = "() => document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50))))"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
AFTER_TAB = """() => {
    const here = document.activeElement;
    if (here === document.body || here.hasAttribute("data-reached")) return null;
    here.setAttribute("data-reached", "");
    const style = getComputedStyle(here.querySelector(":scope > rect") ?? here);
    return style.outlineStyle !== "none" || parseFloat(style.strokeWidth) >= 3 ? "" : here.outerHTML;
}"""
NOT_REACHED = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter(each => each.checkVisibility() && !each.disabled && !each.hasAttribute("data-reached"))
    .filter(each => each.type !== "hidden" && !(each.type === "radio" && !each.checked))
    .map(each => each.outerHTML)"""


@pytest.fixture(autouse=True)
def archive(transactional_db: None) -> None:
    """All authorities and their inspections, and the samples to read: pages as large as in use."""
    load_facts()
    assert {each.outcome for each in import_files(files_in([FOLDER / "samples"]))} == {
        Outcome.CREATED
    }


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow window that watches what moves."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.add_init_script(WATCH_SHIFTS)
    yield page
    page.close()


@pytest.mark.slow
def test_pages_are_light_still_and_fetched_from_here_alone(
    phone: Page, live_server: LiveServer
) -> None:
    # turns the cache off: each page is weighed whole
    phone.context.route("**/*", lambda route: route.continue_())
    requests: list[Request] = []

    def keep(request: Request) -> None:
        requests.append(request)

    phone.on("requestfinished", keep)
    too_heavy = []
    for address in PAGES:
        requests.clear()
        phone.goto(live_server.url + address)
        phone.evaluate(SETTLE)
        weight = sum(
            request.sizes()["responseBodySize"]
            for request in requests
            if request.resource_type != "image"
        )
        facts = {
            "bytes": 0 < weight < MOST_BYTES,
            "requests": 0 < len(requests) <= MOST_REQUESTS,
            "another host": all(
                request.url.startswith(f"{live_server.url}/") for request in requests
            ),
            "script": phone.locator("script[src]").count() > 0
            and not phone.locator("script:not([src], [type='application/ld+json'])").count(),
            "shift": phone.evaluate("window.shifts") == [],
            "too wide": not phone.evaluate(WIDER),
        }
        too_heavy += [
            f"{address}: {name} ({weight} bytes)" for name, holds in facts.items() if not holds
        ]
    assert not too_heavy


@pytest.mark.slow
def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(
    phone: Page, live_server: LiveServer
) -> None:
    for address in TABBED:
        phone.goto(live_server.url + address)
        unseen = []
        phone.keyboard.press("Tab")
        while (here := phone.evaluate(AFTER_TAB)) is not None:
            unseen += [here] if here else []
            phone.keyboard.press("Tab")
        assert phone.locator("[data-reached]").count() > 20, address
        assert not unseen, address
        assert not phone.evaluate(NOT_REACHED), address
