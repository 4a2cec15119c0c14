"""Synonyms in a query, of a thesaurus that takes capitals for the only endings."""

from collections.abc import Sequence

import pytest
from django.http import QueryDict

from search.query.parser import parse
from search.query.synonyms import Synonym, expand, groups_of_file
from search.query.tree import AllOf, AnyOf, Excluded, Words


class SmallThesaurus:
    """Names of one or two words, whatever their capitals."""

    def __init__(self, **synonyms: list[str]) -> None:
        self.of = {tuple(name.split("_")): names for name, names in synonyms.items()}

    def key(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(word.lower() for word in words)

    def synonyms(self, words: Sequence[str]) -> list[str]:
        return self.of.get(self.key(words), [])


NAMES = SmallThesaurus(rhi=["return interview"], return_interview=["RHI"], pa=["aide", "adviser"])
RHI, RETURN_INTERVIEW = Words(("RHI",)), Words(("return", "interview"))


def test_a_name_becomes_alternatives_and_its_synonyms_are_listed() -> None:
    query, synonyms = expand(parse("RHI"), (), NAMES)
    assert query.root == AnyOf((RHI, RETURN_INTERVIEW))
    assert query.typed == "RHI"
    assert synonyms == [Synonym("return interview", "RHI")]


def test_words_side_by_side_are_a_name_and_the_rest_stays() -> None:
    query, synonyms = expand(parse("late return interview visits"), (), NAMES)
    late, visits = Words(("late",)), Words(("visits",))
    both = AllOf((Words(("return",)), Words(("interview",))))
    assert query.root == AllOf((late, AnyOf((both, RHI)), visits))
    assert synonyms == [Synonym("RHI", "return interview")]


def test_a_query_that_is_one_name_of_several_words() -> None:
    query, _ = expand(parse("return interview"), (), NAMES)
    assert query.root == AnyOf((AllOf((Words(("return",)), Words(("interview",)))), RHI))


def test_the_longest_name_counts() -> None:
    names = SmallThesaurus(a=["short"], a_b=["long"])
    _, synonyms = expand(parse("a b"), (), names)
    assert [each.name for each in synonyms] == ["long"]


def test_a_synonym_that_is_switched_off_is_listed_and_not_searched() -> None:
    query, synonyms = expand(parse("PA"), ["AIDE", "aide", "other"], NAMES)
    assert query.root == AnyOf((Words(("PA",)), Words(("adviser",))))
    assert [(each.name, each.is_on) for each in synonyms] == [("aide", False), ("adviser", True)]
    assert synonyms[0].switched_off_as == ("AIDE", "aide")


def test_a_name_that_occurs_twice_lists_its_synonyms_once() -> None:
    _, synonyms = expand(parse("RHI OR (RHI visits)"), (), NAMES)
    assert synonyms == [Synonym("return interview", "RHI")]


@pytest.mark.parametrize("typed", ["-RHI", "RHI*", "RHI NEAR/3 late", "visits", ""])
def test_what_names_nothing_stays_as_it_is(typed: str) -> None:
    query = parse(typed)
    assert expand(query, (), NAMES) == (query, [])


def test_only_what_is_not_excluded_gets_synonyms() -> None:
    query, synonyms = expand(parse("RHI -PA"), (), NAMES)
    assert query.root == AllOf((AnyOf((RHI, RETURN_INTERVIEW)), Excluded(Words(("PA",)))))
    assert len(synonyms) == 1


def test_an_exact_query_gets_none() -> None:
    query = parse("RHI", exact=True)
    assert expand(query, (), NAMES) == (query, [])


def test_switching_a_synonym_off_and_on_again() -> None:
    parameters = QueryDict("q=RHI&without=aide&page=3")
    off = Synonym("return interview", "RHI").switched(parameters)
    assert off.urlencode() == "q=RHI&without=aide&without=return+interview"
    switched_off = Synonym("return interview", "RHI", ("Return Interview",))
    parameters = QueryDict("q=RHI&without=aide&without=Return+Interview&page=3")
    assert switched_off.switched(parameters).urlencode() == "q=RHI&without=aide"
    assert parameters.getlist("page") == ["3"]


def test_names_with_a_question_mark_are_understood_and_not_searched() -> None:
    of_pa = [group for group in groups_of_file() if "PA" in group.understood]
    assert len(of_pa) > 1
    assistants = [group for group in of_pa if "personal assistant" in group.searched]
    assert len(assistants) == 1
    assert "PA" not in assistants[0].searched
    assert not any("?" in name for group in groups_of_file() for name in group.understood)


def test_every_group_of_the_file_names_one_thing_in_several_ways() -> None:
    assert len(groups_of_file()) > 20
    for group in groups_of_file():
        assert len(group.understood) > 1
        assert group.searched
        assert set(group.searched) <= set(group.understood)
        assert len({name.casefold() for name in group.understood}) == len(group.understood)
