"""The latest grades are those of the rows, in every version; and nothing that is drawn of them
outlives them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import set_script_prefix

from reports.facts.frameworks import Track
from reports.facts.vocabulary import Area, Checked, Grade, Kind
from reports.models import Authority, Inspection, Judgement
from reports.overview.latest import latest_by_authority
from reports.pages.home.newest import latest_inspections
from tests.archive import make_authority, make_inspection, make_report
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db


def test_each_authority_has_its_latest_full_inspection_and_its_grades() -> None:
    load_facts()
    full = Inspection.objects.full().latest_of_each_authority().prefetch_related("judgements")
    expected = {
        each.authority_id: (
            each.pk,
            {judgement.area: judgement.grade for judgement in each.judgements.all()},
        )
        for each in full
    }
    rows = latest_by_authority().rows
    assert [row.authority for row in rows] == list(Authority.objects.all())
    assert {
        row.authority.pk: (row.inspection.pk, row.grades) for row in rows if row.inspection
    } == expected


def test_of_two_that_ended_on_one_day_the_later_known_counts() -> None:
    authority = make_authority()
    make_inspection(authority)
    second = make_inspection(authority, kind=Kind.SIF)
    make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2025, 1, 10))
    assert latest_by_authority().rows[0].inspection == second


def test_what_does_not_change_stays_one_object() -> None:
    authority = make_authority()
    make_inspection(authority)
    before = latest_by_authority()
    make_inspection(authority, ended=date(2010, 3, 5))
    assert latest_by_authority() is before
    make_inspection(authority, ended=date(2024, 3, 5))
    assert latest_by_authority() is not before


def test_an_authority_that_came_in_later_has_no_inspection_yet() -> None:
    known = latest_by_authority()
    row = known.of([make_authority()])[0]
    assert (row.inspection, row.cells, row.on(Track.LEADERS)) == (None, [], None)


CHANGES: dict[str, tuple[Callable[[], object], str]] = {
    "a grade": (
        lambda: Judgement.objects.filter(area=Area.LEADERS).update(grade=Grade.INADEQUATE),
        ">I</text>",
    ),
    "a judgement gone": (lambda: Judgement.objects.filter(area=Area.LEADERS).delete(), ">–</text>"),
    "a name": (lambda: Authority.objects.update(name="Another & name"), "Another &amp; name: Good"),
    "a label": (lambda: Authority.objects.update(tile_label="<X>"), "&lt;X&gt;</text>"),
    "a place": (lambda: Authority.objects.update(tile_column=9), "translate(378.5 "),
    "a last day": (lambda: Inspection.objects.update(end_date=date(2023, 8, 1)), "August 2023"),
    "a slug": (
        lambda: Inspection.objects.update(slug="another-slug"),
        "/inspections/another-slug/",
    ),
    "an inspection gone": (lambda: Inspection.objects.all().delete(), "No full inspection listed"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_home_shows_every_change_at_once(client: Client, change: str) -> None:
    make_inspection(make_authority())
    Authority.objects.update(tile_column=3, tile_row=4, tile_label="FER")
    assert (
        "<title>Fernhollow: Good, inspected June 2023</title>" in client.get("/").content.decode()
    )
    make, shown = CHANGES[change]
    make()
    page = client.get("/").content.decode()
    assert shown in page
    assert "<title>Fernhollow: Good, inspected June 2023</title>" not in page or change in (
        "a label",
        "a place",
        "a slug",
    )


def test_the_newest_are_those_with_text_and_those_that_took_place() -> None:
    authority, invented = make_authority(), make_authority("made-up", invented=True)
    reports = [make_report(invented, "Visits.", ended=date(2024, month, 9)) for month in (5, 3, 4)]
    full = [make_inspection(authority, ended=date(2023, month, 9)) for month in (6, 8, 7)]
    make_inspection(authority, ended=date(2025, 1, 9), kind=Kind.FOCUSED_VISIT)
    readable, took_place = latest_inspections(2)
    assert readable == [reports[0], reports[2]]
    assert took_place == [full[1], full[2]]


def test_addresses_follow_the_folder_of_the_site() -> None:
    authority = Authority(slug="bristol")
    assert authority.get_absolute_url() == "/authorities/bristol/"
    set_script_prefix("/archive/")
    try:
        assert authority.get_absolute_url() == "/archive/authorities/bristol/"
    finally:
        set_script_prefix("/")
    assert authority.get_absolute_url() == "/authorities/bristol/"


LISTED: dict[str, tuple[Callable[[], object], str]] = {
    "a grade": (
        lambda: Judgement.objects.filter(area=Area.LEADERS).update(grade=Grade.INADEQUATE),
        "Inadequate",
    ),
    "a judgement gone": (
        lambda: Judgement.objects.filter(area=Area.LEADERS).delete(),
        'aria-label="not judged"',
    ),
    "a name": (
        lambda: Authority.objects.filter(slug="fernhollow").update(name="A & b"),
        "A &amp; b</a>",
    ),
    "a last day": (lambda: Inspection.objects.update(end_date=date(2023, 8, 1)), "August 2023"),
    "a slug": (
        lambda: Inspection.objects.update(slug="another-slug"),
        "/inspections/another-slug/",
    ),
    "an inspection gone": (lambda: Inspection.objects.all().delete(), "No full inspection listed"),
}


@pytest.mark.parametrize("address", ["/authorities/", "/authorities/greyfell/"])
@pytest.mark.parametrize("change", LISTED)
def test_lists_show_every_change_at_once(client: Client, address: str, change: str) -> None:
    make_inspection(make_authority())
    make_inspection(make_authority("greyfell"), grades={Area.LEADERS: Grade.GOOD}).delete()
    make, shown = LISTED[change]
    before = row_of(client, address)
    assert shown not in before
    assert 'title="Good"' in before
    make()
    assert shown in row_of(client, address)


def row_of(client: Client, address: str) -> str:
    """The table's row of Fernhollow, in a list or beside another authority."""
    rows = client.get(address).content.decode().split("<tr")
    return next(row for row in rows if "/authorities/fernhollow/" in row)


def test_the_list_of_authorities_says_what_is_doubtful_until_there_is_a_text(
    client: Client,
) -> None:
    inspection = make_inspection(make_authority(), checked=Checked.DOUBTFUL)
    assert '<span class="doubt">doubtful</span>' in row_of(client, "/authorities/")
    Inspection.objects.update(checked=Checked.SECONDARY)
    assert '<span class="doubt">not checked</span>' in row_of(client, "/authorities/")
    inspection.delete()
    make_report(Authority.objects.get(), "Visits are regular.")
    Inspection.objects.update(checked=Checked.DOUBTFUL)
    assert "doubt" not in row_of(client, "/authorities/")
