"""The reference facts stand in the archive, give way to reports, and come back."""

from dataclasses import replace
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.facts import reference
from reports.facts.vocabulary import Area, Grade, Kind, Severity
from reports.ingest.parsed import ParsedReport, PrintedJudgement
from reports.models import Authority, Inspection, Judgement
from reports.publishing.facts import disagreements, load_authorities, load_reference, reference_fact

pytestmark = pytest.mark.django_db


def test_load_reference_loads_every_authority_and_inspection() -> None:
    assert load_reference() == (158, 855)
    assert Authority.objects.current().count() == 153
    assert Authority.objects.filter(closed__lt=date(2024, 1, 1)).count() == 5
    assert Inspection.objects.count() == 855
    assert Judgement.objects.count() == sum(len(fact.grades) for fact in reference.inspections())


def test_load_reference_twice_changes_nothing() -> None:
    load_reference()
    before = (
        list(Inspection.objects.order_by("pk").values()),
        list(Judgement.objects.order_by("pk").values()),
    )
    load_reference()
    after = (
        list(Inspection.objects.order_by("pk").values()),
        list(Judgement.objects.order_by("pk").values()),
    )
    assert after == before


def test_closed_authorities_name_their_successors() -> None:
    load_reference()
    cumbria = Authority.objects.get(slug="cumbria")
    assert [str(each) for each in cumbria.successors.all()] == [
        "Cumberland",
        "Westmorland and Furness",
    ]
    assert list(Authority.objects.get(slug="cumberland").predecessors.all()) == [cumbria]


def test_a_council_that_is_split_on_a_day_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Surrey is one authority until 1 April 2027; its successors have no codes yet."""
    load_reference()
    surrey = Authority.objects.get(slug="surrey")
    assert (surrey.closed, surrey.is_current) == (date(2027, 4, 1), True)
    assert not surrey.successors.exists()
    assert not Authority.objects.filter(slug__in=["east-surrey", "west-surrey"]).exists()
    split = reference.opened_by(date(2027, 4, 1), reference.announced_authorities())
    monkeypatch.setattr(reference, "authorities", lambda: split)
    assert load_reference() == load_reference() == (160, 855)
    assert [each.slug for each in surrey.successors.all()] == ["east-surrey", "west-surrey"]
    east = Authority.objects.get(slug="east-surrey")
    assert (east.opened, east.dfe_code, east.region) == (surrey.closed, None, surrey.region)


def test_a_code_that_is_published_later_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = reference.announced_authorities()
    east = next(fact for fact in facts if fact.slug == "east-surrey")
    (without_code,) = load_authorities([east])
    (with_code,) = load_authorities([replace(east, dfe_code="990")])
    assert (with_code.pk, with_code.dfe_code) == (without_code.pk, "990")
    assert Authority.objects.get().dfe_code == "990"


def test_bristol_s_grades_are_those_of_its_reports() -> None:
    load_reference()
    bristol = Inspection.objects.filter(authority__slug="bristol").full()
    grades = {
        (each.year, judgement.area): judgement.grade
        for each in bristol
        for judgement in each.judgements.all()
    }
    assert grades[2014, Area.CARE_LEAVERS] == Grade.INADEQUATE
    assert grades[2018, Area.LEADERS] == Grade.GOOD
    assert grades[2023, Area.IN_CARE] == Grade.GOOD
    assert (2018, Area.CARE_LEAVERS) not in grades


def test_reference_fact_prefers_equal_dates_and_takes_overlapping_ones() -> None:
    start, end = date(2023, 1, 16), date(2023, 1, 27)
    fact = reference_fact("bristol", Kind.ILACS, start, end)
    assert fact is not None
    assert fact == reference_fact("bristol", Kind.ILACS, start, date(2023, 1, 20))
    assert reference_fact("bristol", Kind.ILACS, date(2023, 3, 1), date(2023, 3, 2)) is None


def bristol(**changes: object) -> ParsedReport:
    fact = reference_fact("bristol", Kind.ILACS, date(2023, 1, 16), date(2023, 1, 27))
    assert fact is not None
    judgements = tuple(
        PrintedJudgement(area, grade, area.label, grade.label)
        for area, grade in fact.grades.items()
    )
    values = {
        "kind": Kind.ILACS,
        "title": "Inspection of Bristol",
        "authority": "Bristol",
        "authority_slug": "bristol",
        "start_date": fact.start_date,
        "end_date": fact.end_date,
        "lead_inspector": fact.lead_inspector,
        "judgements": judgements,
    }
    return ParsedReport(**{**values, **changes})  # type: ignore[arg-type]  # a report made of keywords


def test_a_report_that_agrees_with_the_facts_raises_nothing() -> None:
    assert disagreements(bristol(), "bristol") == []


def test_a_grade_that_differs_is_a_warning_that_names_both() -> None:
    report = bristol(
        judgements=(PrintedJudgement(Area.OVERALL, Grade.OUTSTANDING, "Overall", "Outstanding"),)
    )
    problems = disagreements(report, "bristol")
    assert {problem.code for problem in problems} == {"grade-differs-from-known"}
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    overall = next(
        problem for problem in problems if problem.message.startswith(Area.OVERALL.label)
    )
    assert "“Outstanding”" in overall.message
    assert "“Requires improvement”" in overall.message


def test_dates_and_names_that_differ_are_problems() -> None:
    report = bristol(start_date=date(2023, 1, 17), lead_inspector="Somebody Else")
    assert [problem.code for problem in disagreements(report, "bristol")] == [
        "dates-differ-from-known",
        "lead-inspector-differs-from-known",
    ]


def test_loading_takes_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    load_reference()
    with django_assert_max_num_queries(20):
        load_reference()
