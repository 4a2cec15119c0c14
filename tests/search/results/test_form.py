"""How the answer of a search is ordered and shown, as its address says."""

import pytest
from django.http import QueryDict

from search.results.form import GROUPS, LAST_PAGE, MATCHES, ORDERS, SORTS, Offered, SearchForm


def form(address: str) -> SearchForm:
    checked = SearchForm(QueryDict(address))
    checked.is_valid()
    return checked


@pytest.mark.parametrize(
    ("name", "choices"), [("match", MATCHES), ("group", GROUPS), ("sort", SORTS)]
)
def test_box_has_the_first_choice_unless_the_address_makes_another(
    name: str, choices: dict[str, str]
) -> None:
    first, *others = choices
    assert form("").chosen(name) == first
    assert form(f"{name}=luck").chosen(name) == first
    for code in others:
        assert form(f"{name}={code}").chosen(name) == code
    assert form(f"{name}=luck").errors[name]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "relevance"),
        ("relevance", "relevance"),
        ("newest", "newest"),
        ("oldest", "oldest"),
        ("authority", "authority"),
    ],
)
def test_order_is_the_sort_of_the_address(sort: str, order: str) -> None:
    assert ORDERS[form(f"sort={sort}").chosen("sort")] == order


def test_pages_go_from_1_to_100() -> None:
    assert form("page=1").cleaned_data["page"] == 1
    assert form(f"page={LAST_PAGE}").is_valid()
    assert LAST_PAGE == 100
    assert "page" in form("page=101").errors
    assert "page" in form("page=0").errors


def test_boxes_with_and_without_relevance() -> None:
    boxes = form("sort=oldest&match=exact").choices(with_relevance=True)
    assert [box.name for box in boxes] == ["match", "group", "sort"]
    assert [box.chosen for box in boxes] == ["exact", "paragraph", "oldest"]
    assert boxes[2] == Offered("sort", "Sort by", list(SORTS.items()), "oldest")
    without = form("").choices(with_relevance=False)
    assert [code for code, _ in without[2].choices] == ["newest", "oldest", "authority"]
    assert without[2].chosen == "newest"
    assert form("sort=oldest").choices(with_relevance=False)[2].chosen == "oldest"
    assert without[0].choices == list(MATCHES.items())
