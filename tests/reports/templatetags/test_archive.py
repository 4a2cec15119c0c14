"""What templates of every page use: badges, dates in words, the header, page numbers."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.test import Client
from django.utils import timezone

from reports.facts.vocabulary import Area, Checked, Grade
from reports.models import Inspection, Judgement
from reports.templatetags.archive import (
    by_area,
    day,
    doubt,
    grade,
    grade_letters,
    main_links,
    month,
    only_samples,
    page_numbers,
    period,
    track_letters,
    waited,
    with_code,
    years_of_change,
)
from tests.archive import make_authority
from tests.support.pages import words


def test_letters_of_columns_are_explained() -> None:
    explained = track_letters()
    assert explained.startswith("L leaders · H help and protection · C children in care · ")
    assert "All overall effectiveness, which ended with inspections from April 2026." in explained
    assert explained.endswith(
        ". One badge under C and V is one judgement on children in care and care leavers."
    )


def test_names_between_backticks_are_code_and_the_rest_is_escaped() -> None:
    assert with_code("`next` < `a_b`; a ` alone") == (
        "<code>next</code> &lt; <code>a_b</code>; a ` alone"
    )


def test_years_of_change_are_in_order() -> None:
    assert years_of_change().startswith("2018, 2023")
    assert " and " in years_of_change()


@pytest.mark.parametrize(
    ("since", "written"),
    [
        (date(2022, 12, 31), "1 year"),
        (date(2020, 3, 1), "3 years 10 months"),
        (date(2023, 12, 1), "1 month"),
        (date(2023, 12, 2), "less than a month"),
        (date(2023, 11, 1), "2 months"),
        (date(2024, 2, 2), ""),
    ],
)
def test_days_gone_by_in_years_and_months(
    since: date, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 1, 1))
    assert waited(since) == written


def visit(start: date, end: date) -> Inspection:
    return Inspection(start_date=start, end_date=end)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2023, 1, 16), date(2023, 1, 27), "16 to 27 January 2023"),
        (date(2023, 1, 30), date(2023, 2, 3), "30 January to 3 February 2023"),
        (date(2022, 12, 30), date(2023, 1, 3), "30 December 2022 to 3 January 2023"),
        (date(2022, 1, 16), date(2023, 1, 27), "16 January 2022 to 27 January 2023"),
        (date(2023, 1, 16), date(2023, 1, 16), "16 January 2023"),
    ],
)
def test_period_names_only_what_differs(start: date, end: date, written: str) -> None:
    html = period(visit(start, end))
    assert words(html) == written
    assert f'datetime="{end.isoformat()}"' in html
    assert f'datetime="{start.isoformat()}"' in html


def test_dates_have_their_form_for_machines() -> None:
    assert day(date(2026, 6, 8)) == '<time datetime="2026-06-08">8 June 2026</time>'
    assert month(date(2026, 6, 8)) == '<time datetime="2026-06-08">June 2026</time>'


def test_badge_has_letter_and_word() -> None:
    assert grade("good") == (
        '<span class="graded"><span class="grade good" aria-hidden="true">G</span> Good</span>'
    )
    assert grade("good", short=True) == (
        '<span class="grade good" role="img" aria-label="Good" title="Good">G</span>'
    )


def test_letters_are_explained() -> None:
    letters = grade_letters().split(" · ")
    assert letters[0] == "O outstanding"
    assert len(letters) == len(Grade)


@pytest.mark.parametrize(
    ("checked", "warning"),
    [
        (Checked.DOUBTFUL, '<span class="doubt">doubtful</span>'),
        (Checked.SECONDARY, '<span class="doubt">not checked</span>'),
        ("", ""),
    ],
)
def test_doubt_ends_with_the_text(checked: str, warning: str) -> None:
    assert doubt(Inspection(checked=checked)) == warning
    assert doubt(Inspection(checked=checked, reading_id=1)) == ""


def test_judgements_are_in_the_order_of_the_vocabulary() -> None:
    areas = list(Area)
    shuffled = [areas[2], areas[0], areas[-1], areas[1]]
    judged = by_area([Judgement(area=area) for area in shuffled])
    assert [each.area for each in judged] == [areas[0], areas[1], areas[2], areas[-1]]


def links(url_name: str | None) -> dict[str, str]:
    match = SimpleNamespace(url_name=url_name) if url_name else None
    shown = main_links({"request": SimpleNamespace(resolver_match=match)})
    return {link.label: link.current for link in shown if link.current}


def test_header_marks_the_page_and_what_it_belongs_to() -> None:
    assert links("authority-list") == {"Authorities": "page"}
    assert links("authority-detail") == {"Authorities": "true"}
    assert links("passage") == {"Inspections": "true"}
    assert links("grade-trends") == {"Trends": "true"}
    assert links("about") == {}


def test_header_of_an_error_marks_nothing() -> None:
    assert links(None) == {}
    assert [link.address for link in main_links({})][:2] == ["/search/", "/authorities/"]


def numbers(number: int, limit: int | str = "") -> list[int | str]:
    page = Paginator(range(200), 10).page(number)
    return page_numbers(page, limit)


def test_page_numbers_leave_out_the_middle() -> None:
    assert numbers(1) == [1, 2, 3, "…", 20]
    assert numbers(10) == [1, "…", 8, 9, 10, 11, 12, "…", 20]


def test_page_numbers_end_at_the_limit() -> None:
    assert numbers(10, limit=11) == [1, "…", 8, 9, 10, 11, "…"]
    assert numbers(19, limit=20) == [1, "…", 17, 18, 19, 20]


@pytest.mark.django_db
def test_notice_is_shown_while_an_authority_is_invented(client: Client) -> None:
    make_authority()
    assert not only_samples()
    assert "sample reports about invented authorities" not in client.get("/").content.decode()
    make_authority("made-up", invented=True)
    assert only_samples()
    assert "sample reports about invented authorities" in client.get("/").content.decode()
