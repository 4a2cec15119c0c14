"""The answer of a search: nothing missed, nothing false, every count true."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from reports.facts.vocabulary import Area, Grade, Kind, Region, Role
from reports.models import Authority, Inspection, Paragraph
from reports.overview.cache import clear_caches, one_version
from reports.publishing.facts import load_reference
from search.index import door
from search.index.door import Question, ask
from search.index.lexemes import lexemes_of
from search.index.narrowing import archive_columns, tags_of
from search.query.parser import parse
from search.query.query import AllOf, AnyOf, Excluded, Near, Node, Words
from search.results.exports import Export
from search.results.hits import cards_of, reports_of
from search.results.search import read_request
from tests.support.searches import search
from tests.support.tiers import examples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]


def passages() -> list[Paragraph]:
    return list(Paragraph.objects.select_related("inspection", "authority"))


def test_a_phrase_is_found_where_it_stands_and_nowhere_else() -> None:
    plain = [re.sub(r"[^a-z0-9]+", " ", each.text.lower()) for each in passages()]
    stands = sum(" return home interview" in f" {text} " for text in plain)
    assert stands > 3
    assert (
        search(
            'q="return home interviews"&without=RHI&without=return interview&without=independent return interview'
        ).counts[0]
        == stands
    )


def test_little_words_count_in_a_phrase() -> None:
    inspection = Inspection.objects.with_text()[0]
    row = Paragraph.objects.filter(inspection=inspection)[0]
    Paragraph.objects.filter(pk=row.pk).update(text="Children leaving care do well.")
    assert row not in search('q="children in care"').paragraphs()
    assert row in search('q="children leaving care"').paragraphs()


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Life-story work matters.", '"life story"'),
        ("Life story work matters.", "life-story"),
        ("The pre-proceedings stage.", "pre-proceedings"),
        ("Abuse/violence at home.", "violence"),
        ("The children’s plans.", "children's"),
        ("During COVID-19.", "covid-19"),
        ("Help for 16- and 17-year-olds.", '"16 and 17 year olds"'),
        ("Máire leads.", "maire"),
        ("Maire leads.", "Máire"),
        ("Workers interviewed them.", "interviews"),
        ("A homelessness strategy.", "homeless*"),
        ("Risk, for many, of exploitation.", "exploitation NEAR/5 risk"),
    ],
)
def test_signs_accents_and_forms_never_matter(text: str, typed: str) -> None:
    row = passages()[0]
    Paragraph.objects.filter(pk=row.pk).update(text=text)
    address = QueryDict(mutable=True)
    address["q"] = typed
    assert row in search(address).paragraphs()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Workers interviewed them.", "q=interviews&match=exact"),
        ("Risk one two three four five six exploitation.", "q=risk NEAR/5 exploitation"),
        ("The homes are warm.", "q=homeless*"),
        ("Neglect and adoption.", "q=neglect -adoption"),
    ],
)
def test_what_does_not_match_is_not_found(text: str, address: str) -> None:
    row = passages()[0]
    Paragraph.objects.filter(pk=row.pk).update(text=text)
    assert row not in search(address).paragraphs()


def test_other_names_are_searched_along_and_said() -> None:
    outcome = search("q=RHI")
    assert "return home interview" in [each.name for each in outcome.result.synonyms]
    alone = search("q=RHI&without=return home interview&without=return interview")
    assert outcome.counts[0] > alone.counts[0]


def test_other_names_are_marked_too() -> None:
    marks = [
        mark.lower()
        for hit in search("q=RHI").hits
        for mark in re.findall("<mark>(.*?)</mark>", hit.highlighted)
    ]
    assert any("return home interview" in mark for mark in marks)


def test_exact_search_takes_nothing_along() -> None:
    assert search("q=RHI&match=exact").result.synonyms == []


def test_a_misspelt_word_gets_a_suggestion_that_finds_something() -> None:
    outcome = search("q=neglct")
    assert outcome.counts[0] == 0
    assert outcome.result.missing_words == ["neglct"]
    spelling = outcome.suggestions.spelling
    assert spelling is not None
    assert spelling.value == "neglect"
    assert search("q=neglect").counts[0] == spelling.paragraphs > 0


def test_a_word_that_occurs_gets_no_suggestion() -> None:
    assert search("q=neglect").suggestions.spelling is None


def test_an_authority_in_the_query_offers_its_page() -> None:
    assert [each.slug for each in search("q=saltmarsh bay neglect").suggestions.authorities] == [
        "saltmarsh-bay"
    ]
    assert search("q=neglect").suggestions.authorities == []


def test_an_empty_answer_says_what_to_take_off_and_what_that_gives() -> None:
    outcome = search("q=neglect -neglect &region=london&sort=newest")
    assert outcome.counts[0] == 0
    assert outcome.suggestions.removals
    for way in outcome.suggestions.removals:
        assert search(way.parameters).counts[0] == way.paragraphs > 0


def test_results_by_report_name_each_report_once_with_its_best_passages() -> None:
    outcome = search("q=neglect&group=report")
    cards = cards_of(outcome.result.passages, str)
    reports = reports_of(outcome.result.answer.listed_reports, outcome.result.passages, cards)
    assert len(reports) == len({report.address for report in reports}) == outcome.counts[1] > 1
    assert sum(report.paragraphs for report in reports) == outcome.counts[0]
    for report in reports:
        assert all(card.address.startswith(f"{report.address}#") for card in report.cards)
        assert len(report.cards) == min(3, report.paragraphs)


def test_neighbours_are_the_passages_before_and_after() -> None:
    passages = search("q=neglect").result.passages
    assert len(passages) > 10
    for passage in passages:
        for neighbour, step in ((passage.before, -1), (passage.after, 1)):
            position = passage.paragraph.position + step
            report = passage.paragraph.inspection.paragraphs
            assert neighbour == report.filter(position=position).first()


def test_rare_words_and_short_paragraphs_come_first() -> None:
    short, long = passages()[:2]
    Paragraph.objects.filter(pk=short.pk).update(text="Zeppelins are safe.")
    Paragraph.objects.filter(pk=long.pk).update(
        text="Zeppelins are one of many things. " + "Children do well. " * 40
    )
    assert [hit.paragraph for hit in search("q=zeppelins").hits] == [short, long]


def test_near_words_come_before_far_ones() -> None:
    far, near = passages()[:2]  # in the order of equals
    Paragraph.objects.filter(pk=near.pk).update(
        text=f"Zeppelins and balloons. {'Children do well. ' * 20}"
    )
    Paragraph.objects.filter(pk=far.pk).update(
        text=f"Zeppelins. {'Children do well. ' * 20} Balloons and."
    )
    assert [hit.paragraph for hit in search("q=zeppelins balloons").hits] == [near, far]


def test_pairs_that_stand_apart_are_no_phrase() -> None:
    apart, together = passages()[:2]
    Paragraph.objects.filter(pk=apart.pk).update(text="A return home. One home interview.")
    Paragraph.objects.filter(pk=together.pk).update(text="At home: return home interviews.")
    matching = set(search('q="return home interviews"').paragraphs())
    assert together in matching
    assert apart not in matching


@pytest.mark.parametrize(
    ("address", "scans_fewer"),
    [
        ("q=children&region=south-west&grade=good", True),
        ("q=children&region=south-west&region=london&family=care&role=numbered&role=point", True),
        ("q=children&year=2023&authority=saltmarsh-bay&kind=ilacs", True),
        ("q=neglect OR risk&overall=good&grade=good&year=2023&year=2024", True),
        ("q=children in care&region=south-west&grade=good", True),
        ("region=south-west&grade=good&sort=newest", True),
        ("q=children&overall=good&area=help-and-protection", False),
        ("q=children&region=south-west", False),
    ],
)
def test_a_scan_within_filters_answers_as_one_of_everything(
    address: str, scans_fewer: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer() -> tuple[object, ...]:
        clear_caches()
        whole = ask(Question(query=query, chosen=chosen, order=request.order, first=None))
        clear_caches()
        page = search(address)
        places = page.result.answer.places.tolist()
        return page.counts, page.facets, places, totals(whole), whole.places.tolist()

    request = read_request(QueryDict(address))
    query, chosen = search(address).result.query, request.filters.cleaned_data
    narrowed = answer()
    tags = [
        tags_of(chosen, archive_columns(), for_facets=for_facets) for for_facets in (True, False)
    ]
    assert (tags[0] is not None) == scans_fewer
    assert tags[1] is not None
    monkeypatch.setattr(door, "tags_of", lambda chosen, version, for_facets: None)
    assert answer() == narrowed
    assert narrowed[0] == narrowed[3]


def totals(answer: door.Answer) -> tuple[int, int, int]:
    return answer.paragraphs, answer.reports, answer.authorities


def test_what_is_known_already_is_not_scanned_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    query = search("q=children").result.query
    with one_version(), django_assert_num_queries(0):
        assert ask(Question(query=query, chosen={"grade": ["good"]}, facets=("region",))).paragraphs


WORDS = ["children", "neglect", "adoption", "home", "interviews", "risk", "the", "zebra", "care"]
words = st.sampled_from(WORDS).map(lambda word: Words((word,)))
phrases = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
    lambda each: Words(tuple(each))
)
beginnings = st.sampled_from(["chil", "negl", "int", "hom"]).map(
    lambda word: Words((word,), beginning=True)
)
nears = st.builds(Near, words, words, st.integers(1, 8))
nodes = st.recursive(
    words | phrases | beginnings | nears,
    lambda inner: (
        st.builds(Excluded, inner)
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: AllOf(tuple(parts)))
        | st.lists(inner, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
    ),
    max_leaves=5,
)
filters = st.fixed_dictionaries(
    {
        "region": st.lists(
            st.sampled_from([region.value for region in Region]), max_size=2, unique=True
        ),
        "area": st.lists(st.sampled_from([area.value for area in Area]), max_size=2, unique=True),
        "grade": st.lists(
            st.sampled_from([grade.value for grade in Grade]), max_size=2, unique=True
        ),
        "role": st.lists(st.sampled_from([role.value for role in Role]), max_size=2, unique=True),
        "kind": st.lists(
            st.sampled_from([Kind.ILACS.value, Kind.FOCUSED_VISIT.value]), max_size=2, unique=True
        ),
    }
)


def stems(text: str) -> list[str]:
    cleaned = re.sub(r"[^\w]|_", " ", text).split()
    known = lexemes_of(cleaned)
    return [lexeme.stem for word in cleaned for lexeme in known[word]]


@cache
def stems_of_phrase(phrase: Words) -> list[str]:
    return stems(" ".join(phrase.words))


def stands_at(phrase: Words, text: list[str], exact: list[str]) -> set[tuple[int, int]]:
    """Where a phrase stands in a text, as (first, last) places, word by word."""
    expected = stems_of_phrase(phrase)
    runs = set()
    for start in range(len(text) - len(expected) + 1):
        run = text[start : start + len(expected)]
        fits = run == expected
        if phrase.beginning:
            fits = exact[start].startswith(phrase.words[0])
        if fits:
            runs.add((start, start + len(expected) - 1))
    return runs


def matches(node: Node, text: list[str], exact: list[str]) -> bool:
    """The same question asked of the words themselves, without PostgreSQL."""
    if isinstance(node, Words):
        return bool(stands_at(node, text, exact))
    if isinstance(node, Near):
        left, right = stands_at(node.left, text, exact), stands_at(node.right, text, exact)
        return any(1 <= abs(one[0] - other[0]) <= node.distance for one in left for other in right)
    if isinstance(node, Excluded):
        return not matches(node.part, text, exact)
    answers = [matches(part, text, exact) for part in node.parts]
    return all(answers) if isinstance(node, AllOf) else any(answers)


@dataclass(frozen=True)
class SplitPassages:
    """All passages of the samples, each with its stems and with its words as they are written.

    They are left out of the repr, which Hypothesis prints with an example that fails.
    """

    rows: list[tuple[Paragraph, list[str], list[str]]] = field(repr=False)


@pytest.fixture(scope="module")
def split_passages(samples: None, django_db_blocker: DjangoDbBlocker) -> SplitPassages:
    with django_db_blocker.unblock():
        return SplitPassages(
            [
                (row, stems(row.text), re.sub(r"[^\w]|_", " ", row.text.lower()).split())
                for row in passages()
            ]
        )


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(node=nodes, chosen=filters)
def test_every_count_equals_one_made_another_way(
    node: Node, chosen: dict[str, list[str]], split_passages: SplitPassages
) -> None:
    from search.query.query import typed_as

    address = QueryDict(mutable=True)
    address["q"] = typed_as(node)
    address.setlist("without", [each.name for each in search(address).result.synonyms])
    for name, values in chosen.items():
        address.setlist(name, values)
    outcome = search(address)
    root = parse(typed_as(node)).root
    assert root is not None
    matching = [row for row, text, exact in split_passages.rows if matches(root, text, exact)]

    # The filters that each row fails: it answers where it fails none, and is counted beside the
    # choices of a filter where it fails no other.
    failed = [
        (
            row,
            {
                name
                for name, values in chosen.items()
                if values and getattr(row, name) not in values
            },
        )
        for row in matching
    ]
    expected = [row for row, names in failed if not names]
    assert outcome.counts == (
        len(expected),
        len({row.inspection_id for row in expected}),
        len({row.authority_id for row in expected}),
    )
    for facet in outcome.facets:
        if facet.name in chosen:
            counted = Counter(
                getattr(row, facet.name) for row, names in failed if names <= {facet.name}
            )
            for choice in facet.choices:
                assert choice.count == counted[choice.value], (facet.name, choice.value)
    assert len(list(Export(outcome.request, outcome.places(), str).rows())) == len(expected)


@settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=60) | st.text(alphabet='ab "“”()-|*NEAR/5OR²½ﬁ\n’', max_size=80))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    address = QueryDict(mutable=True)
    address["q"] = typed.replace("\x00", "")
    outcome = search(address)
    assert outcome.counts[0] >= len(outcome.hits)
    assert outcome.suggestions.spelling is None or outcome.counts is not None


def test_facets_of_the_report_count_what_choosing_them_gives() -> None:
    for name in ("overall", "family"):
        facet = next(each for each in search("q=children").facets if each.name == name)
        assert sum(choice.count > 0 for choice in facet.choices) > 1
        for choice in facet.choices:
            assert search(f"q=children&{name}={choice.value}").counts[0] == choice.count, choice


def test_facets_know_every_authority() -> None:
    load_reference()
    facet = next(each for each in search("").facets if each.name == "authority")
    assert len(facet.choices) == Authority.objects.count()
