"""The rows of authorities by their waiting time, and of groups of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from reports.models import Authority, Inspection
from reports.pages.timing.figures import By, GroupDays, Spread
from reports.pages.timing.forms import TimingChoice
from reports.pages.timing.page import DaysTable, SpreadLine, timing_page
from reports.templatetags.waiting_rows import group_rows, waiting_rows
from tests.archive import make_authority, make_inspection
from tests.support.pages import words

pytestmark = pytest.mark.django_db


def rows() -> list[str]:
    return re.findall(
        r"<tr>.*?</tr>",
        waiting_rows(timing_page(TimingChoice(), timezone.localdate()).authorities),
    )


def test_a_row_says_when_how_long_ago_and_how_soon_it_was_published() -> None:
    ended = timezone.localdate() - timedelta(days=1096)
    make_inspection(make_authority("ashby"), ended=ended)
    Inspection.objects.update(published=ended + timedelta(days=40))
    (row,) = rows()
    day, published = (f"{each:%-d %B %Y}" for each in (ended, ended + timedelta(days=40)))
    ago = re.search(r"<br>(.+?)</span>", row)
    assert ago is not None
    assert ago.group(1) in ("3 years", "2 years 11 months")
    assert words(row) == f"Ashby South West {day} 1,096 {ago.group(1)} {published} 40 51"
    assert f'<a href="/inspections/ashby-ilacs-{ended.isoformat()}/">' in row


def test_a_row_says_what_is_not_known_and_escapes_names() -> None:
    make_inspection(make_authority("ashby"), ended=date(2023, 6, 23))
    make_authority("birchwick")
    Authority.objects.filter(slug="birchwick").update(name="<b>Birchwick")
    never, known = rows()
    assert known.endswith(
        '<td data-label="Published"><span class="none">not known</span></td><td></td><td></td></tr>'
    )
    assert words(never) == "<b>Birchwick South West No full inspection listed"
    assert "<b>" not in never


TABLE = DaysTable(
    By.REGION,
    "Days",
    2000,
    [
        (
            GroupDays("A & B", "a-b", Spread(1200, 12.5, -1, 2000), Spread(3, 1024, 1, 9), 4),
            SpreadLine("0.0%", "0.6%", "100.0%"),
        ),
        (GroupDays("All", "", None), None),
    ],
)


def test_a_group_has_its_figures_and_on_publication_its_line() -> None:
    group, total = group_rows(TABLE, publication=True).splitlines()
    assert words(group) == "A & B 1,200 12.5 -1 2,000 1,024 4"
    assert '<line x1="0.0%" x2="100.0%" y1="8" y2="8" /><circle cx="0.6%"' in group
    assert total.startswith('<tr class="total"><th scope="row">All</th>')
    assert words(total) == "All 0 0"
    assert "<svg" not in total


def test_a_group_of_waiting_times_has_no_publication() -> None:
    group, _ = group_rows(TABLE, publication=False).splitlines()
    assert words(group) == "A & B 1,200 12.5 -1 2,000"
    assert "wide" not in group
