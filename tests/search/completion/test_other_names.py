"""Other names of authorities, as the two files have them; nothing here needs the database."""

from __future__ import annotations

from reports.facts import reference
from search.completion.other_names import other_names
from search.query.names.meanings import name_key, towns_of_file

FACTS = {fact.slug: fact for fact in reference.authorities()}


def test_every_name_belongs_to_an_authority_that_is_known() -> None:
    assert not set(other_names()) - set(FACTS)


def test_towns_are_in_order_and_no_authority_has_two_rows() -> None:
    slugs = [slug for slug, _ in towns_of_file()]
    assert slugs == sorted(set(slugs))


def test_no_town_is_a_name_that_its_authority_has_anyway() -> None:
    for slug, towns in towns_of_file():
        own = {name_key(name) for name in (FACTS[slug].name, *FACTS[slug].aliases)}
        assert not own & {name_key(town) for town in towns}, slug
        assert all(name_key(town) for town in towns), slug


def test_both_files_name_an_authority() -> None:
    names = other_names()
    assert {"Notts", "Mansfield"} <= set(names["nottinghamshire"])
    assert "Brum" in names["birmingham"]
    assert "Hull" in names["kingston-upon-hull"]
