"""The facts that ship with the archive are whole."""

from collections import Counter

from reports.facts.reference import authorities, inspections
from reports.facts.vocabulary import Kind


def test_authorities_of_today_and_before() -> None:
    real = [each for each in authorities() if not each.invented]
    assert Counter(each.closed is None for each in real) == {True: 153, False: 5}
    assert (
        len({each.slug for each in authorities()})
        == len({each.dfe_code for each in authorities()})
        == len(authorities())
    )


def test_authorities_name_each_other_by_codes_that_exist() -> None:
    codes = {each.dfe_code for each in authorities()}
    for each in authorities():
        assert codes >= {*each.statistical_neighbours, *each.predecessors, *each.successors}


def test_inspections_belong_to_authorities_that_exist() -> None:
    slugs = {each.slug for each in authorities()}
    assert len(inspections()) == 855
    assert {each.authority for each in inspections()} <= slugs
    assert all(each.start_date <= each.end_date for each in inspections())
    assert all(bool(each.length) == (each.kind is Kind.ILACS) for each in inspections())
