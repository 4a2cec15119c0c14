"""Related terms are offered by the relations of the vocabulary, one step and no further."""

import pytest

from search.query.parser import parse
from search.query.vocabulary import vocabulary
from search.results.suggesting.related import RelatedTerm, related_terms

pytestmark = pytest.mark.django_db


def offered(typed: str, *, exact: bool = False) -> dict[str, RelatedTerm]:
    return {each.term: each for each in related_terms(parse(typed, exact=exact))}


@pytest.mark.parametrize(
    ("typed", "term", "query"),
    [
        ("teeth", "dental", "teeth OR dental"),
        ("gran", "kinship care", 'gran OR "kinship care"'),
        ("police cells", "police custody", '(police cells) OR "police custody"'),
        ("neglect of kids", "children", "neglect of (kids OR children)"),
        ("family help", "early help", '(family help) OR "early help"'),
        ('"early help"', "family help", '"early help" OR "family help"'),
        ("MACPT delay", "child protection", '(MACPT OR "child protection") delay'),
    ],
)
def test_a_name_leads_to_what_it_is_related_to(typed: str, term: str, query: str) -> None:
    related = offered(typed)[term]
    assert related.typed == query
    assert parse(related.typed).notes == ()


def test_a_name_within_a_longer_one_is_not_meant() -> None:
    """However little the longer one leads to: `returning home` is the everyday word of another."""
    assert "reunification" in offered("returning home")
    assert "reunification" not in offered("return home interviews")
    assert "reunification" not in offered("late return home interviews")


def test_the_relation_is_said_with_its_year() -> None:
    sentence = "Family help (since 2025) took over from early help"
    assert offered("family help")["early help"].sentence == sentence
    assert offered("early help")["family help"].sentence == sentence


@pytest.mark.parametrize(
    "typed", ["-teeth", "teeth OR gums", "teeth NEAR/5 visit", "teet*", "kids children", "risk", ""]
)
def test_what_is_meant_as_it_is_leads_nowhere(typed: str) -> None:
    assert offered(typed) == {}
    assert offered("teeth", exact=True) == {}


def test_a_phrase_does_not_lead_to_what_it_is_part_of() -> None:
    assert set(offered("core group")) == {"child protection"}
    assert offered('"core group"') == {}


def test_no_relation_is_followed_twice() -> None:
    by_name = {term.name: term for term in vocabulary()}
    for term in vocabulary():
        for word in term.everyday:
            assert set(offered(f'"{word}"')) <= {term.name}, word
        above = {*term.part_of, *[each.name for each in term.successor_of]}
        below = {
            other.name
            for other in by_name.values()
            if term.name in [each.name for each in other.successor_of]
        }
        assert set(offered(f'"{term.name}"')) <= above | below
