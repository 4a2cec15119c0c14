"""The rows of authorities by their waiting time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from reports.models import Authority, Inspection
from reports.pages.timing.forms import TimingChoice
from reports.pages.timing.page import timing_page
from reports.templatetags.waiting_rows import waiting_rows
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
