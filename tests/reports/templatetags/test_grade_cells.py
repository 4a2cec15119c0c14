"""Cells of grades, in words and as letters; whatever an authority is called, it is escaped."""

from __future__ import annotations

import re
from datetime import date

import pytest

from reports.facts.vocabulary import Area, Checked, Grade
from reports.models import Authority
from reports.overview.latest import AuthorityRow, latest_by_authority
from reports.templatetags.grade_cells import authority_rows, judged_cells, neighbour_rows
from tests.archive import make_authority, make_inspection
from tests.support.pages import words

pytestmark = pytest.mark.django_db
TOGETHER = {Area.LEADERS: Grade.GOOD, Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING}


def row_of(authority: Authority) -> AuthorityRow:
    (row,) = latest_by_authority().of([authority])
    return row


def cells(html: str) -> list[str]:
    return re.findall(r"<td.*?</td>", html)


def test_list_shows_name_region_day_and_letters() -> None:
    authority = make_authority()
    make_inspection(authority)
    html = authority_rows([row_of(authority)])
    assert html.startswith(
        '<tr><th scope="row"><a href="/authorities/fernhollow/">Fernhollow</a></th>'
        '<td>South West</td><td><a href="/inspections/fernhollow-ilacs-2023-06-23/">June 2023</a>'
    )
    assert [words(cell) for cell in cells(html)] == ["South West", "June 2023", *"GGGGG"]
    labels = re.findall(r'data-label="([^"]*)"', html)
    assert labels == ["L", "H", "C", "V", "All"]


def test_judged_together_is_one_wide_cell() -> None:
    authority = make_authority()
    make_inspection(authority, grades=TOGETHER, ended=date(2019, 5, 17))
    html = authority_rows([row_of(authority)])
    *_, leaders, help_, both, overall = cells(html)
    assert words(both) == "O for both together"
    assert both.startswith('<td data-label="C V" colspan="2">')
    assert 'aria-label="not judged"' in help_
    assert 'aria-label="not judged"' in overall
    assert "colspan" not in leaders


def test_authority_without_inspection_has_one_cell_for_all() -> None:
    authority = make_authority()
    html = authority_rows([row_of(authority)])
    assert '<td colspan="6" class="none">No full inspection listed</td>' in html
    assert '<td colspan="6"' in neighbour_rows(row_of(authority), [])


def test_doubtful_facts_are_marked() -> None:
    authority = make_authority()
    make_inspection(authority, checked=Checked.DOUBTFUL)
    assert '<span class="doubt">doubtful</span>' in authority_rows([row_of(authority)])


def test_neighbours_follow_the_authority_and_are_compared_with_it() -> None:
    own, other = make_authority(), make_authority("greyfell")
    make_inspection(other)
    html = neighbour_rows(row_of(own), [row_of(other)])
    first, second = re.findall(r"<tr.*?</tr>", html)
    assert first.startswith('<tr class="own"><th scope="row">Fernhollow</th>')
    assert "Compare" not in first
    assert '<a href="/authorities/greyfell/">Greyfell</a>' in second
    assert 'href="/compare/?authority=fernhollow&amp;authority=greyfell"' in second
    assert "with Greyfell</span>" in second
    assert second.count('aria-label="Good"') == 5


def test_words_of_a_full_inspection() -> None:
    authority = make_authority()
    grades = {Area.LEADERSHIP: Grade.INADEQUATE, Area.IN_CARE: Grade.GOOD}
    make_inspection(authority, grades=grades)
    leaders, help_, in_care, *_ = cells(judged_cells(row_of(authority).cells))
    assert words(leaders) == "I Inadequate Leadership, management and governance"
    assert words(help_) == "not judged separately"
    assert words(in_care) == "G Good"
    assert in_care.startswith('<td data-label="Children in care">')


def test_words_of_what_was_judged_together() -> None:
    authority = make_authority()
    make_inspection(authority, grades=TOGETHER)
    both = cells(judged_cells(row_of(authority).cells))[2]
    assert both.startswith('<td colspan="2" data-label="Children in care and care leavers">')
    assert words(both) == "O Outstanding judged together"


def test_names_are_escaped() -> None:
    authority, other = make_authority(), make_authority("greyfell")
    Authority.objects.update(name="<b>Shire & Sons")
    for row in (row_of(authority), row_of(other)):
        html = authority_rows([row]) + neighbour_rows(row, [row])
        assert "<b>" not in html
        assert "&lt;b&gt;Shire &amp; Sons" in html
