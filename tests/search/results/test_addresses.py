"""How an answer may be shown, as links that say only what differs from the usual."""

from __future__ import annotations

from django.http import QueryDict

from search.results.addresses import ChoiceMenu, menus_of, unusual
from search.results.form import SearchForm


def menus(address: str, *, with_relevance: bool = True) -> dict[str, ChoiceMenu]:
    parameters = QueryDict(address)
    form = SearchForm(parameters)
    form.is_valid()
    offered = form.choices(with_relevance=with_relevance)
    return {menu.label: menu for menu in menus_of(offered, parameters)}


def test_links_lead_to_the_first_page_and_leave_the_usual_unsaid() -> None:
    sort = menus("q=neglect&sort=oldest&group=report&page=3")["Sort by"]
    assert sort.chosen == "Oldest"
    addresses = {link.label: link.query for link in sort.links}
    assert addresses["Relevance"] == "?q=neglect&group=report"
    assert addresses["Newest first"] == "?q=neglect&group=report&sort=newest"
    assert [link.label for link in sort.links if link.is_chosen] == ["Oldest first"]


def test_without_words_the_newest_first_is_the_usual() -> None:
    sort = menus("sort=relevance", with_relevance=False)["Sort by"]
    assert sort.chosen == "Newest"
    assert sort.links[0].query == "?"


def test_only_what_is_unusual_is_kept_for_the_next_search() -> None:
    form = SearchForm(QueryDict("q=neglect&sort=relevance&group=report"))
    form.is_valid()
    assert unusual(form.choices(with_relevance=True)) == [("group", "report")]
