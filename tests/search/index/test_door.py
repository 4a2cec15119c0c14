"""Answers of the index beside what Python counts in the paragraphs themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.facts.frameworks import areas_of
from reports.models import Inspection, Paragraph
from reports.overview.cache import clear_caches, one_version
from search.index.compiling import Scan
from search.index.door import Answer, Count, Question, ask, ask_all, count_each, fetch
from search.index.scan import is_cached
from search.query.parser import parse
from search.query.query import Query
from tests.archive import make_authority, make_paragraph, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]

Condition = Callable[[Paragraph], bool]


def exactly(typed: str) -> Query:
    return parse(typed, exact=True)


def paragraphs(condition: Condition = lambda row: True) -> list[Paragraph]:
    rows = Paragraph.objects.select_related("inspection", "authority")
    return [row for row in rows if condition(row)]


def has(word: str) -> Condition:
    pattern = re.compile(rf"\b{word}\b", re.IGNORECASE)
    return lambda row: pattern.search(row.text) is not None


def totals(answer: Answer) -> tuple[int, int, int]:
    return answer.paragraphs, answer.reports, answer.authorities


def totals_of(rows: list[Paragraph]) -> tuple[int, int, int]:
    reports = {row.inspection_id for row in rows}
    return len(rows), len(reports), len({row.authority_id for row in rows})


def test_totals_of_everything_and_of_one_word() -> None:
    everything, some = ask_all([Question(), Question(query=exactly("neglect"))])
    assert totals(everything) == totals_of(paragraphs())
    assert totals(some) == totals_of(paragraphs(has("neglect")))
    assert 0 < some.paragraphs < everything.paragraphs


def test_an_empty_query_matches_everything_and_signs_alone_nothing() -> None:
    assert totals(ask(Question(query=parse("")))) == totals(ask(Question()))
    assert totals(ask(Question(query=parse("-")))) == (0, 0, 0)


def test_several_questions_take_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    questions = [Question(query=exactly(word)) for word in ("neglect", "children")]
    ask_all(questions)
    clear_caches()
    ask(Question())
    with one_version(), django_assert_num_queries(1):
        ask_all(questions)


def test_counts_of_several_queries_are_those_of_their_answers(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    queries = [parse(typed) for typed in ("neglect", '"social worker" OR harm', "zzyzx", "-")]
    answers = ask_all([Question(query=query) for query in queries])
    expected = [answer.paragraphs for answer in answers]
    assert expected[0] > 0 == expected[2]
    clear_caches()
    ask(Question())
    with one_version(), django_assert_num_queries(1):
        assert count_each(queries) == expected
    Paragraph.objects.filter(text__icontains="neglect").delete()
    assert count_each(queries)[0] == 0


def test_a_count_scans_only_what_its_filters_let_pass() -> None:
    region = paragraphs(has("neglect"))[0].region
    clear_caches()
    count = ask(Question(query=exactly("neglect"), chosen={"region": [region]}))
    assert count.paragraphs == len(
        paragraphs(lambda row: has("neglect")(row) and row.region == region)
    )
    assert not is_cached([Scan("'=neglect'")])
    ask(Question(query=exactly("neglect"), chosen={"region": [region]}, count_by=("year",)))
    assert is_cached([Scan("'=neglect'")])  # one scan for all that is counted by year


@pytest.mark.parametrize(
    ("name", "value_of"),
    [
        ("region", lambda row: row.region),
        ("authority", lambda row: row.authority.slug),
        ("kind", lambda row: row.kind),
        ("year", lambda row: str(row.year)),
        ("area", lambda row: row.area),
        ("grade", lambda row: row.grade),
        ("role", lambda row: row.role),
    ],
)
def test_a_filter_leaves_what_has_its_values(name: str, value_of: Callable[..., str]) -> None:
    matching = paragraphs(has("children"))
    for value in {value_of(row) for row in matching} - {""}:
        answer = ask(Question(query=exactly("children"), chosen={name: [value]}))
        assert totals(answer) == totals_of([row for row in matching if value_of(row) == value])


def test_a_family_stands_for_its_areas() -> None:
    areas = areas_of(["care"])
    rows = paragraphs(lambda row: row.area in areas)
    assert totals(ask(Question(chosen={"family": ["care"]}))) == totals_of(rows)
    assert rows


def test_filters_of_reports_and_sections_go_together() -> None:
    chosen = {"kind": ["ilacs"], "grade": ["good", "inadequate"]}
    rows = paragraphs(lambda row: row.kind == "ilacs" and row.grade in chosen["grade"])
    assert totals(ask(Question(chosen=chosen))) == totals_of(rows)


def test_only_some_inspections_are_asked_about() -> None:
    keys = tuple(Inspection.objects.with_text().values_list("pk", flat=True)[:2])
    rows = paragraphs(lambda row: row.inspection_id in keys)
    answer = ask(Question(inspections=keys, order="report", first=None))
    assert totals(answer) == totals_of(rows)
    assert len(answer.places) == len(rows)
    assert ask(Question(inspections=())).paragraphs == 0


def test_a_facet_obeys_all_filters_but_its_own() -> None:
    chosen = {"kind": ["ilacs"], "region": ["london"]}
    answer = ask(Question(chosen=chosen, facets=("kind", "region", "role")))
    by_kind = Counter(row.kind for row in paragraphs(lambda row: row.region == "london"))
    by_region = Counter(row.region for row in paragraphs(lambda row: row.kind == "ilacs"))
    both = paragraphs(lambda row: row.kind == "ilacs" and row.region == "london")
    assert +answer.facets["kind"] == by_kind
    assert +answer.facets["region"] == by_region
    assert +answer.facets["role"] == Counter(row.role for row in both)
    assert set(answer.facets) == {"kind", "region", "role"}


def test_counts_by_two_columns_together() -> None:
    rows = paragraphs(has("children"))
    answer = ask(Question(query=exactly("children"), count_by=("authority", "year")))
    count_of = Counter((row.authority.slug, str(row.year)) for row in rows)
    reports = {(row.authority.slug, str(row.year), row.inspection_id) for row in rows}
    of_reports = Counter((slug, year) for slug, year, _ in reports)
    assert answer.counts == {key: Count(count_of[key], of_reports[key]) for key in count_of}
    assert len(answer.counts) > 3


def test_counts_by_inspection() -> None:
    answer = ask(Question(query=exactly("neglect"), count_by=("inspection",)))
    rows = paragraphs(has("neglect"))
    counted = Counter(str(row.inspection_id) for row in rows)
    assert {key[0]: each.paragraphs for key, each in answer.counts.items()} == counted
    assert {each.reports for each in answer.counts.values()} == {1}
    assert ask(Question(query=exactly("zeppelin"), count_by=("year",))).counts == {}


def test_sections_are_what_one_report_says_on_one_judgement() -> None:
    rows = paragraphs(lambda row: bool(row.area and row.grade and row.kind == "ilacs"))
    sections = {(row.inspection_id, row.area, row.grade) for row in rows}
    answer = ask(Question(chosen={"kind": ["ilacs"]}, sections_by_grade=True))
    assert +answer.sections == Counter(grade for _, _, grade in sections)


def test_document_frequencies_are_of_the_whole_archive() -> None:
    words = ("neglect", "zeppelin", "children")
    question = Question(query=exactly("neglect"), chosen={"kind": ["ilacs"]}, words=words)
    counted = {word: len(paragraphs(has(word))) for word in words}
    assert ask(question).document_frequencies == counted
    assert ask(question).document_frequencies == counted  # when everything else is cached
    assert counted["zeppelin"] == 0 < counted["neglect"]


def test_the_first_of_an_order_after_some() -> None:
    every = ask(Question(query=exactly("children"), order="newest", first=None)).places.tolist()
    some = ask(Question(query=exactly("children"), order="newest", first=5, skip=3))
    assert some.places.tolist() == every[3:8]
    beyond = ask(Question(query=exactly("children"), first=5, skip=len(every)))
    assert beyond.places.tolist() == []
    assert ask(Question(query=exactly("children"))).places.tolist() == []


def test_reports_are_listed_with_their_best_paragraphs() -> None:
    question = Question(query=exactly("children"), first=4, skip=1, best_of_report=2)
    answer = ask(question)
    ranked = ask(Question(query=exactly("children"), first=None)).places.tolist()
    rows = Counter(row.inspection_id for row in paragraphs(has("children")))
    assert len(answer.listed_reports) == 4
    listed: list[int] = []
    for report in answer.listed_reports:
        assert report.paragraphs == rows[report.inspection]
        own = report.places.tolist()
        assert len(own) == min(2, report.paragraphs)
        assert own == [place for place in ranked if place in own]
        listed += own
    assert answer.places.tolist() == listed
    best = [own for own in ranked if own in listed[:1]]
    assert ranked.index(best[0]) <= min(ranked.index(place) for place in listed)


def test_reports_in_the_order_of_reports_are_listed_once_with_their_first_paragraphs() -> None:
    question = Question(
        query=exactly("children"), order="report", first=3, skip=1, best_of_report=2
    )
    answer = ask(question)
    rows: dict[int, list[int]] = {}
    for row in paragraphs(has("children")):
        rows.setdefault(row.inspection_id, []).append(row.position)
    keys = sorted(rows)[1:4]
    assert [report.inspection for report in answer.listed_reports] == keys
    assert [report.paragraphs for report in answer.listed_reports] == [
        len(rows[key]) for key in keys
    ]
    positions = [row.paragraph.position for row in fetch(answer.places)]
    first = [sorted(rows[key])[:2] for key in keys]
    assert positions == [position for each in first for position in each]


def test_a_report_that_came_in_later_is_in_the_next_answer() -> None:
    before = ask(Question(query=exactly("zeppelin"))).paragraphs
    make_report(make_authority("fernhollow"), "A zeppelin.", "No airship.")
    assert (before, ask(Question(query=exactly("zeppelin"))).paragraphs) == (0, 1)


def test_exact_words_and_stems_are_counted_apart() -> None:
    inspection = Inspection.objects.with_text()[0]
    make_paragraph(inspection, "Zeppelins fly.", number=900)
    make_paragraph(inspection, "A zeppelin flies.", number=901)
    assert ask(Question(query=parse("zeppelins"))).paragraphs == 2
    assert ask(Question(query=exactly("zeppelins"))).paragraphs == 1
