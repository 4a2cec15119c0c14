"""The map as SVG and as rows of a list."""

from __future__ import annotations

import re
from datetime import date

import pytest

from reports.facts.frameworks import Track
from reports.facts.vocabulary import Area, Grade
from reports.models import Authority
from reports.pages.home.tile_map import SIDE, TileMap, tile_map
from reports.templatetags.tiles import list_rows, tiles
from tests.archive import make_authority, make_inspection
from tests.support.pages import words

pytestmark = pytest.mark.django_db


def drawn(code: str = "leaders") -> TileMap:
    return tile_map(Track(code))


def place(authority: Authority, column: int, row: int) -> None:
    Authority.objects.filter(pk=authority.pk).update(
        tile_column=column, tile_row=row, tile_label="F&R"
    )


def test_tile_is_drawn_where_its_authority_is() -> None:
    authority = make_authority()
    place(authority, 3, 4)
    make_inspection(authority)
    picture = drawn()
    assert tiles(picture.tiles) == (
        '<a class="tile good" href="/authorities/fernhollow/" transform="translate(138.5 175)">'
        "<title>Fernhollow: Good, inspected June 2023</title><rect/>"
        '<text>F&amp;R</text><text y="16">G</text></a>'
    )
    assert (picture.width, picture.height) == (3 * SIDE + SIDE, 4 * SIDE + SIDE)


def test_tiles_go_row_by_row_from_the_north() -> None:
    for slug, column, row in (("ashby", 2, 1), ("birchwick", 1, 1), ("crowmere", 9, 0)):
        place(make_authority(slug), column, row)
    assert re.findall(r'href="/authorities/([a-z]+)/"', tiles(drawn().tiles)) == [
        "crowmere",
        "birchwick",
        "ashby",
    ]


def test_tile_without_grade_is_called_not_judged() -> None:
    place(make_authority(), 0, 0)
    html = tiles(drawn().tiles)
    assert 'class="tile not-judged"' in html
    assert "<title>Fernhollow: No full inspection listed</title>" in html


def test_rows_of_the_list() -> None:
    make_inspection(
        make_authority("ashby"),
        ended=date(2019, 5, 17),
        grades={
            Area.LEADERS: Grade.GOOD,
            Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING,
        },
    )
    make_authority("birchwick")
    ((region, members),) = drawn("in-care").listed
    ashby, birchwick = re.findall(r"<tr>.*?</tr>", list_rows(members))
    assert region == "South West"
    assert words(ashby) == "Ashby O Outstanding judged together May 2019"
    assert 'href="/inspections/ashby-ilacs-2019-05-17/"' in ashby
    assert words(birchwick) == "Birchwick No full inspection listed"
    assert birchwick.endswith("</span></td><td></td></tr>")


def test_legend_names_the_four_grades_and_others_where_there_are_any() -> None:
    make_inspection(make_authority("ashby"))
    make_inspection(make_authority("made-up", invented=True))
    four = [Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE]
    tallies = dict(drawn().tallies)
    assert set(tallies) == set(four)
    assert tallies[Grade.GOOD] == 1
    make_authority("birchwick")
    assert dict(drawn().tallies) == tallies | {Grade.NOT_JUDGED: 1}


def test_names_are_escaped() -> None:
    place(make_authority(), 0, 0)
    Authority.objects.update(name='<b>"Shire"')
    picture = drawn()
    html = tiles(picture.tiles) + list_rows(picture.listed[0][1])
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;Shire&quot;" in html
