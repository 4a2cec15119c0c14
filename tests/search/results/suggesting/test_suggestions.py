"""What a search offers beside its answer."""

import pytest
from django.http import QueryDict

from reports.facts import reference
from reports.facts.vocabulary import Region
from search.query.parser import parse
from search.results.search import find, read_request
from search.results.suggesting.suggestions import (
    Suggestion,
    Suggestions,
    authorities_named,
    searches_of,
)
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


def test_authorities_are_named_by_name_or_alias_whatever_their_capitals() -> None:
    def named(typed: str) -> list[str]:
        return [fact.slug for fact in authorities_named(parse(typed))]

    assert named("neglect in camden") == ["camden"]
    assert named("Camden OR Barnet") == ["barnet", "camden"]
    assert named("cam den") == []
    assert named("camdens") == ["camden"]
    assert named("camdenses") == []
    with_alias = next(fact for fact in reference.authorities() if fact.aliases)
    assert with_alias.slug in named(f"{with_alias.aliases[0].upper()} neglect")


def offered(address: str, kind: str) -> list[str]:
    result = find(read_request(QueryDict(address)))
    return [each.value for each in searches_of(result) if each.kind == kind]


def test_a_long_word_that_hardly_any_paragraph_has_may_be_misspelt() -> None:
    common = [*["Management."] * 50, *["Tables."] * 50]
    make_report(make_authority("fernhollow"), "Managemant, tales.", *common)
    assert offered("q=managemant", "spelling") == ["management"]
    assert offered("q=management", "spelling") == []
    assert offered("q=tales", "spelling") == []


def test_words_exactly_as_typed_are_offered_without_those_that_only_ask() -> None:
    make_report(make_authority("fernhollow"), "Neglect.", "It was neglected.")
    assert offered("q=what+is+said+about+neglect", "exact") == ["neglect"]
    assert offered("q=neglect", "exact") == ["neglect"]
    make_report(make_authority("greyfell"), "The public law outline.", "PLO.")
    assert offered("q=P.L.O.", "exact") == ["PLO"]


@pytest.mark.parametrize("filters", ["", "&region=london", "&from=2020-01-01"])
def test_as_many_are_offered_exactly_as_typed_as_an_exact_search_finds(filters: str) -> None:
    for slug, region in (("fernhollow", Region.LONDON), ("greyfell", Region.NORTH_EAST)):
        make_report(make_authority(slug, region=region), "Audit.", "Audit!", "It was audited.")
    offered = searches_of(find(read_request(QueryDict(f"q=audit{filters}"))))
    exact = find(read_request(QueryDict(f"q=audit&match=exact{filters}"))).answer
    assert [(each.kind, each.paragraphs) for each in offered] == [("exact", exact.paragraphs)]


def test_each_kind_of_suggestion_stands_in_its_place() -> None:
    def offered(kind: str, parameters: str, paragraphs: int) -> Suggestion:
        return Suggestion(kind, "value", "topic", "", QueryDict(parameters), paragraphs)

    year, same_year = offered("year", "year=2023", 3), offered("authority", "year=2023", 3)
    spelling, exact = offered("spelling", "q=visits", 5), offered("exact", "match=exact", 2)
    related = offered("related", "q=a", 1)
    suggestions = Suggestions(
        searches=[year, same_year, spelling, exact, related],
        authorities=[],
        without_text=[],
        shortcuts=[],
        removals=[],
    )
    assert suggestions.named == [year]
    assert suggestions.spelling is spelling
    assert suggestions.exact is exact
    assert suggestions.related == [related]


def test_a_misspelt_word_with_the_stem_of_another_is_corrected() -> None:
    curious = ["Professional curiosity."] * 2 + ["Curious staff.", "An author.", "Authors."]
    make_report(make_authority("fernhollow"), *curious)
    assert offered("q=curiousity", "spelling") == ["curiosity"]
    assert offered("q=proffesional+curiousity", "spelling") == ["professional curiosity"]
    assert offered("q=authored", "spelling") == []
    make_report(make_authority("greyfell"), "Leadership and management.")
    assert offered("q=leadershp+and+managment", "spelling") == ["leadership and management"]
    assert offered("q=managment", "spelling") == []
    assert offered("q=curiousness", "spelling") == []


def test_an_everyday_word_that_no_report_has_is_not_misspelt() -> None:
    make_report(make_authority("fernhollow"), "They deal with driving.")
    assert offered("q=deaf", "spelling") == []
    assert offered("q=drinking", "spelling") == []
    assert offered("q=drivin", "spelling") == ["driving"]


@pytest.mark.parametrize("name", ["Camden", "Brent", "Hove", "Halifax"])
def test_a_name_that_no_report_has_is_not_misspelt(name: str) -> None:
    make_report(make_authority("fernhollow"), "It came and spent hours on love.", "A halifaz.")
    assert offered(f"q={name}", "spelling") == []


def test_words_of_a_phrase_that_no_paragraph_has_are_offered_near_each_other() -> None:
    make_report(make_authority("fernhollow"), "Informal meetings about care.", "Care is informal.")
    near, wide = "informal NEAR/10 care", "edge NEAR/10 care"
    assert offered("q=%22informal+care%22", "spelling") == [near]
    assert offered("q=%22informal+of+care%22&match=exact", "spelling") == [near]
    assert offered("q=%22edge+of+care%22", "spelling") == []
    assert offered("q=%22meetings+about+care%22", "spelling") == []
    assert offered("q=-%22informal+care%22", "spelling") == []
    far = f"Edge {'of ' * 20}care."
    make_report(make_authority("greyfell"), far)
    assert wide not in offered("q=%22edge+care%22", "spelling")
    assert offered("q=%22edge+care%22", "spelling") == ["edge care"]


def test_a_related_term_that_finds_nothing_is_not_offered() -> None:
    make_report(make_authority("fernhollow"), "Dental checks are late.")
    assert offered("q=teeth", "related") == ["dental"]
    assert offered("q=teeth+housing", "related") == []
