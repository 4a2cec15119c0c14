"""The order of an answer: that of scoring every paragraph, however few are scored."""

from dataclasses import replace
from math import log

import pytest
from django.db import connection
from django.http import QueryDict

from reports.models import Lexeme, Paragraph
from reports.models.text_search import LEVELS
from search.index import levels, ranking
from search.index.compiling import compile_query
from search.index.door import Question, ask, expanded
from search.index.lexemes import postings
from search.index.scan import Places
from search.query.parser import parse
from search.results.search import read_request
from tests.archive import make_authority, make_report
from tests.support.searches import search, texts_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]

ADDRESSES = (
    "q=children",
    "q=the",
    "q=social workers",
    'q="children in care"',
    "q=children -care",
    "q=neglect OR abuse OR harm",
    'q=supervision OR "social workers" OR plans',
    "q=plan* children",
    "q=plan*",
    "q=child* OR supervis*",
    "q=social work*",
    "q=risk NEAR/10 children",
    "q=children&match=exact",
    "q=children care&grade=good",
    "q=LAC plans",
)


def question_of(address: str) -> Question:
    """What an address asks; of a grouped answer the best place of each report."""
    request = read_request(QueryDict(address))
    return Question(
        query=search(address).result.query,
        chosen=request.filters.cleaned_data,
        best_of_report=int(request.by_report),
    )


def ordered(question: Question, first: int) -> list[int]:
    """The first places of an answer."""
    places: list[int] = ask(replace(question, first=first)).places.tolist()
    return places


@pytest.mark.parametrize(
    "address", [each + more for each in ADDRESSES for more in ("", "&group=report")]
)
@pytest.mark.parametrize("many", [0, 1000, 10**9], ids=["most", "many", "some"])
def test_few_are_scored_and_the_order_is_that_of_scoring_all(
    address: str, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = question_of(address)
    everything = ordered(question, 100)
    assert everything
    counted = []

    def counting(places: Places, context: levels.Ranking) -> ranking.Steps:
        counted.append(len(places))
        return score(places, context)

    score = ranking._scores
    for module, name, value in (
        (levels, "FEW_OF_ONE_PHRASE", 0),
        (levels, "FEW_OF_ALTERNATIVES", 0),
        (levels, "FEW_OF_SEVERAL", 0),
        (levels, "MANY", many),
        (levels, "LOOKING_UP", 10**9),
        (ranking, "AT_A_TIME", 8),
        (ranking, "_scores", counting),
    ):
        monkeypatch.setattr(module, name, value)
    for first in (1, 5, 20):
        counted.clear()
        assert ordered(question, first) == everything[:first]
        if address == "q=the" and first == 1:
            assert sum(counted) < search(address).counts[0] / 2


def test_the_score_of_a_word_is_that_of_the_formula() -> None:
    listed = search("q=supervision&without=x")
    matching = [
        each for each in Paragraph.objects.all() if "supervis" in postings(str(each.search_vector))
    ]
    total = max(Lexeme.objects.values_list("paragraphs", flat=True))
    rarity = log(1 + (total - len(matching) + 0.5) / (len(matching) + 0.5))
    assert rarity > 0

    def score(paragraph: Paragraph) -> float:
        places = postings(str(paragraph.search_vector))
        times = len(places["supervis"])
        length = 0.25 + 0.75 * len(paragraph.text.encode()) / 490
        form = 1 if "=supervision" in places else ranking.OTHER_FORMS
        return round(form * times * 2.2 / (times + 1.2 * length) / ranking.STEP)

    scores = [score(each) for each in listed.paragraphs()]
    assert len(scores) == len(matching) > 5
    assert scores == sorted(scores, reverse=True)


def test_the_levels_are_those_that_the_database_gives() -> None:
    with connection.cursor() as cursor:
        for level, least in enumerate(LEVELS, 1):
            # The fewest times that a word of a hundred bytes must stand for the level, and once
            # less.
            times = next(n for n in range(1, 50) if n * 2.2 / (n + 0.3 + 0.9 * 100 / 490) >= least)
            for standing, reached in ((times, True), (times - 1, False)):
                vector = (
                    f"word:{','.join(str(place) for place in range(1, 2 * standing, 2))}"
                    if standing
                    else ""
                )
                cursor.execute("SELECT archive_entry(%s::tsvector, 100)::text", [vector])
                entry = cursor.fetchone()[0]
                listed = [
                    int(each.split("^")[1])
                    for each in entry.replace("'", "").split()
                    if "^" in each
                ]
                assert (bool(listed) and listed[0] >= level) == reached


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("assessed", "Needs are assessed here."),
        ("assessments", "Needs in assessments."),
        ("Assess", "They assess needs here."),
        ('"assess needs"', "They assess needs here."),
        ("assessed unborn", "An unborn child assessed."),
    ],
)
def test_the_form_that_was_typed_comes_before_others_of_its_stem(typed: str, first: str) -> None:
    make_report(
        make_authority("leeds"),
        "Needs are assessed here.",
        "Needs in assessments.",
        "They assess needs here.",
        "An unborn child assessed.",
        "An unborn child assesses.",
    )
    question = Question(query=parse(typed), chosen={"authority": ["leeds"]}, first=20)
    listed = texts_at(ask(question).places)
    assert listed[0] == first


def test_a_synonym_in_another_form_counts_as_much() -> None:
    """Only what was typed has a form that was typed."""
    query, _ = expanded(parse("RHI"), [])
    compiled = compile_query(query)
    assert len(compiled.ranked) > 2
    assert list(compiled.written.values()) == [("=rhi",)]


def test_names_of_one_thing_count_once_and_leave_the_other_words_their_place() -> None:
    query, _ = expanded(parse("children in care neglect"), [])
    names, neglect = compile_query(query).concepts
    assert names[0] == (("children",), ("in",), ("care",))
    assert (("lac",),) in names
    assert neglect == ((("neglect",),),)
    make_report(
        make_authority("leeds"),
        "LAC, CLA, CiC, looked after children: neglect is there now and then for them.",
        "LAC: neglect, neglect.",
    )
    question = Question(query=query, chosen={"authority": ["leeds"]}, first=2)
    assert texts_at(ask(question).places)[0] == "LAC: neglect, neglect."


def test_a_word_typed_twice_counts_twice_beside_itself() -> None:
    query = compile_query(parse("neglect neglect"))
    assert query.concepts == (((("neglect",),),),) * 2
    assert query.ranked == (("neglect",),)
    assert search("q=neglect neglect").counts[0] == search("q=neglect").counts[0]


def test_beginnings_and_exact_words_have_no_other_forms() -> None:
    assert compile_query(parse("adop*")).written == {}
    assert compile_query(parse("adoption", exact=True)).written == {}
