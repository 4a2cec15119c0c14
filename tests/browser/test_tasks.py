"""What people come for, in a real Chromium: each task with the number of steps that it takes.

A step is a choice (a link, a button, a box) or words that are typed and sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from reports.facts.reference import FOLDER
from reports.facts.vocabulary import Role
from reports.models import Inspection
from reports.publishing.bulk import files_in, import_files
from reports.publishing.importing import Outcome
from search.index.door import make_themes
from tests.archive import make_authority, make_paragraph, make_report
from tests.support.databases import copy_of_the_database
from tests.support.reference import load_facts

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db]

SAMPLES = FOLDER / "samples"
WIDE, PHONE = (1280, 900), (375, 667)
IN_SIGHT = "each => each.getBoundingClientRect().bottom <= window.innerHeight"


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The address of an archive of all facts, the samples, and a report of today with a point."""
    with django_db_blocker.unblock(), copy_of_the_database("tasks"):
        load_facts()
        assert {each.outcome for each in import_files(files_in([SAMPLES]))} == {Outcome.CREATED}
        report = make_report(make_authority(), "Visits are prompt.", ended=timezone.localdate())
        wording = "The timeliness of return home interviews."
        make_paragraph(report, wording, role=Role.POINT, area=None, grade=None)
        make_themes()
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture(scope="module")
def session(site: str, django_db_blocker: DjangoDbBlocker) -> str:
    """The key of the session of an editor who has logged in."""
    with django_db_blocker.unblock():
        client = Client()
        client.force_login(User.objects.create_superuser("editor", password="x"))
    return client.cookies["sessionid"].value


class Visit:
    """A visit to the site that counts its steps."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def choose(self, *, role: str = "link", name: str, exact: bool = False) -> None:
        """Press the first link or button of this name that is in the open."""
        self.steps += 1
        self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]  # a role is a literal

    def send(self, field: str, words: str) -> None:
        """Type words into a field, and press Enter."""
        self.steps += 1
        typed = self.page.get_by_label(field).and_(self.page.locator("input")).first
        typed.fill(words)
        typed.press("Enter")

    def download(self, name: str) -> bytes:
        """What the link of this name downloads."""
        with self.page.expect_download() as coming:
            self.choose(name=name)
        return Path(coming.value.path()).read_bytes()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """A visit that has come to the home page on a screen."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.goto(site)
    yield Visit(page)
    context.close()


def is_in_sight(element: Locator) -> bool:
    in_sight: bool = element.evaluate(IN_SIGHT)
    return in_sight


def test_an_analyst_has_the_latest_outcomes_of_a_council_and_its_neighbours_in_excel(
    visit: Visit,
) -> None:
    visit.send("Find your council", "Bristol")
    visit.choose(name="Compare with its neighbours")
    file = visit.download("Excel (XLSX)")
    assert visit.steps == 3
    rows = list(load_workbook(BytesIO(file)).worksheets[0].iter_rows(values_only=True))
    names = {str(row[0]) for row in rows[1:]}
    assert "Bristol" in names
    assert len(names) == 11
    grades = {cell for row in rows[1:] for cell in row}
    assert {"Good", "Requires improvement"} <= grades


def test_a_director_reads_what_outstanding_looks_like_for_care_leavers(visit: Visit) -> None:
    visit.choose(name="What does outstanding look like for care leavers?")
    hit = visit.page.locator(".hit").first
    expect(hit.get_by_text("Care leavers")).to_be_visible()
    expect(hit.get_by_text("Outstanding")).to_be_visible()
    assert is_in_sight(hit.locator("h3"))
    visit.choose(name="Ashwick and Penhale (invented), ")
    assert visit.steps <= 3
    bar = visit.page.locator(".report-bar")
    expect(bar.get_by_text("Care leavers")).to_be_visible()
    expect(bar.get_by_role("img", name="Outstanding")).to_be_visible()


def test_a_lead_member_reads_what_was_asked_and_what_changed(visit: Visit) -> None:
    visit.send("Find your council", "Wexcombe")
    visit.choose(name="What was asked, and what changed")
    assert visit.steps == 2
    point = visit.page.locator(".point", has_text="The take-up and quality of return home")
    expect(point.get_by_role("heading", name="Asked 2019")).to_be_visible()
    expect(point.get_by_role("heading", name="Possibly related, 2023")).to_be_visible()
    expect(point.locator(".said .passage-text").first).to_contain_text("return home interview")


def test_a_director_prints_a_briefing_with_page_numbers_address_and_date(
    visit: Visit, site: str
) -> None:
    visit.send("Find your council", "Wexcombe")
    visit.choose(name="Briefing to print")
    expect(visit.page.get_by_role("heading", name="Sources")).to_be_attached()
    assert visit.steps == 2
    printed = pypdfium2.PdfDocument(visit.page.pdf(prefer_css_page_size=True))
    texts = [page.get_textpage().get_text_range() for page in printed]
    address = f"{site}/authorities/wexcombe/briefing/"
    today = timezone.localdate()
    assert f"Made on {today:%-d %B %Y} from {address}" in " ".join(texts[0].split())
    assert [f"{number} / {len(texts)}" in text for number, text in enumerate(texts, 1)] == [
        True
    ] * len(texts)
    printed.close()


def test_a_journalist_finds_who_was_asked_this_year_and_quotes_one(visit: Visit) -> None:
    visit.choose(name="To improve", exact=True)
    visit.send("Words or “phrases in quotes” in the point", "return home interviews")
    visit.choose(name="This year")
    point = visit.page.locator(".point")
    expect(point).to_have_count(1)
    visit.choose(name="Cite")
    visit.choose(role="button", name="Copy quotation with citation")
    expect(visit.page.get_by_role("button", name="Copied")).to_be_visible()
    assert visit.steps == 5
    quotation: str = visit.page.evaluate("navigator.clipboard.readText()")
    assert quotation.startswith("“The timeliness of return home interviews.” ")
    assert "Fernhollow" in quotation
    assert f"{timezone.localdate():%Y}" in quotation


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_councillor_reads_about_a_council_on_a_phone(
    browser: Browser, site: str, has_script: bool
) -> None:
    page = browser.new_page(
        viewport={"width": PHONE[0], "height": PHONE[1]}, java_script_enabled=has_script
    )
    page.goto(site)
    visit = Visit(page)
    assert is_in_sight(page.locator("#council"))
    visit.send("Find your council", "wexcombe")
    expect(page.locator(".latest .grade")).to_have_count(5)
    for badge in page.locator(".latest .grade").all():
        assert is_in_sight(badge)
    visit.choose(name="Read the report")
    assert visit.steps == 2
    expect(page.get_by_role("heading", name="Summary")).to_be_attached()
    page.close()


@pytest.fixture
def desk(visit: Visit, site: str, session: str) -> Visit:
    """A visit of an editor who has logged in."""
    visit.page.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    visit.page.goto(f"{site}/admin/")
    return visit


def test_an_editor_sees_what_is_wrong_with_a_file_and_which_is_held_already(
    desk: Visit, tmp_path: Path
) -> None:
    wrong = tmp_path / "minutes.txt"
    wrong.write_text("Minutes of a meeting about the budget.\n" * 40)
    desk.choose(name="Add reports")
    files = desk.page.get_by_label("Report files")
    files.set_input_files([wrong, SAMPLES / "wexcombe-2023.txt"])
    desk.choose(role="button", name="Read")
    became = desk.page.locator("#received")
    refused = became.get_by_text("“minutes.txt” does not look like")
    expect(refused).to_contain_text("It was not stored.")
    held = became.get_by_role("link", name="“wexcombe-2023.txt” is already in the archive")
    expect(held).to_be_visible()
    held.click()
    expect(desk.page.get_by_text("This reading is published")).to_be_visible()
    assert desk.steps == 2


def test_an_editor_corrects_a_grade_and_undoes_it(desk: Visit, site: str) -> None:
    inspection = Inspection.objects.get(slug="wexcombe-ilacs-2023-06-23")
    public = f"{site}{inspection.get_absolute_url()}"
    page = desk.page
    page.goto(f"{site}/admin/reports/inspection/{inspection.pk}/change/")
    desk.choose(name="Correct a field, a judgement or a paragraph")
    desk.choose(name="Judgement: Care leavers")
    page.get_by_label("Judgement: Care leavers").select_option("inadequate")
    page.get_by_label("Reason").fill("A slip of the pen.")
    desk.choose(role="button", name="Correct …")
    expect(page.locator("dd ins")).to_contain_text("Inadequate")
    desk.choose(role="button", name="Correct", exact=True)
    assert desk.steps == 4
    judged = "document.querySelector('.judgements').textContent.includes('Inadequate')"
    desk.choose(name="Undo", exact=True)
    page.get_by_label("Reason").fill("It was right.")
    desk.choose(role="button", name="Withdraw …")
    desk.choose(role="button", name="Withdraw", exact=True)
    assert desk.steps == 7
    expect(page.get_by_text("The correction was withdrawn.")).to_be_visible()
    page.goto(public)
    assert not page.evaluate(judged)
