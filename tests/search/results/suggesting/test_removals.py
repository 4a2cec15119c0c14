"""What can be taken off a search, and the choices of authorities that one click leads to."""

import pytest
from django.http import QueryDict

from reports.facts import reference
from reports.facts.vocabulary import Region
from search.results.form import ParagraphFilters, filter_form
from search.results.search import read_request
from search.results.suggesting.removals import MOST_REMOVALS, Shortcut, removals, shortcuts
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


def removed(address: str) -> dict[str, tuple[str, int]]:
    """For each thing that can be taken off, the address without it and what that finds."""
    request = read_request(QueryDict(address))
    assert request.is_valid
    return {each.what: (each.parameters.urlencode(), each.paragraphs) for each in removals(request)}


@pytest.fixture
def neglect() -> None:
    make_report(make_authority("fernhollow"), "Neglect is assessed.", "Neglected homes.")
    make_report(make_authority("greyfell", region=Region.LONDON), "Housing is safe.")


@pytest.fixture
def boroughs() -> None:
    for slug in ("camden", "barnet"):
        make_authority(slug)


def of_authority(address: str) -> list[Shortcut]:
    filters = filter_form(ParagraphFilters, QueryDict(address))
    assert filters.is_valid()
    return shortcuts(filters, QueryDict(address))


@pytest.mark.usefixtures("boroughs")
def test_one_chosen_authority_leads_to_its_region_and_its_neighbours() -> None:
    region, neighbours = of_authority("q=neglect&authority=camden&page=2")
    assert region.label == "All of London"
    assert region.parameters.urlencode() == "q=neglect&region=london"
    assert neighbours.label == "Camden and its 10 statistical neighbours"
    slugs = neighbours.parameters.getlist("authority")
    assert slugs[0] == "camden"
    assert len(set(slugs)) == 11
    camden = next(fact for fact in reference.authorities() if fact.slug == "camden")
    first = next(
        fact
        for fact in reference.authorities()
        if fact.dfe_code == camden.statistical_neighbours[0]
    )
    assert slugs[1] == first.slug
    assert "page" not in neighbours.parameters


@pytest.mark.usefixtures("boroughs")
def test_no_authority_or_several_have_no_shortcuts() -> None:
    assert of_authority("q=neglect") == []
    assert of_authority("authority=camden&authority=barnet") == []


@pytest.mark.usefixtures("neglect")
def test_what_can_be_taken_off_an_empty_answer() -> None:
    assert removed("q=neglect housing&region=london&page=1") == {
        "neglect": ("q=housing&region=london", 1)
    }
    assert removed("q=neglect housing") == {
        "housing": ("q=neglect", 2),
        "neglect": ("q=housing", 1),
    }
    assert removed("q=neglect&region=london") == {"Region: London": ("q=neglect", 2)}


@pytest.mark.usefixtures("neglect")
def test_only_one_of_several_values_is_taken_off() -> None:
    address = "q=housing&authority=fernhollow&region=south-west&region=london"
    assert removed(address) == {
        "Authority: Fernhollow": ("q=housing&region=south-west&region=london", 1)
    }


@pytest.mark.usefixtures("neglect")
def test_what_would_leave_only_excluded_words_is_not_tried() -> None:
    assert removed("q=zzz -housing") == {}
    assert removed("q=neglect -neglected") == {"not neglected": ("q=neglect", 2)}


@pytest.mark.usefixtures("neglect")
def test_at_most_eight_are_tried() -> None:
    words = [f"zz{letter}" for letter in "abcdefg"]
    assert MOST_REMOVALS == 8
    typed = " ".join(["neglect", *words])
    assert removed(f"q={typed}") == {}
    filters = "&".join(f"kind={kind}" for kind in ("sif", "ilacs", "pre-sif"))
    assert removed(f"q=neglect zzz&{filters}") == {
        "zzz": ("q=neglect&kind=sif&kind=ilacs&kind=pre-sif", 2)
    }
