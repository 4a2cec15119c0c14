"""Other names for the same thing: what comes along, what does not, and what a reader switches off."""

import pytest

from reports.models import Abbreviation, Inspection
from search.index.thesaurus import (
    AbbreviationMeaning,
    expanded,
    groups_of_meanings,
    stems_of,
    synonyms_by_stems,
)
from search.query.parser import parse
from search.query.synonyms import SynonymGroup
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


def along(typed: str, *off: str) -> list[str]:
    _, also = expanded(parse(typed), off)
    return [each.name for each in also if each.is_on]


def explain(
    short: str, long: str, *, reports: int, text: str = "Nothing.", number_from: int = 0
) -> list[Inspection]:
    """Reports that explain an abbreviation."""
    made = [
        make_report(make_authority(f"{short}-{long}-{number}".lower().replace(" ", "-")), text)
        for number in range(number_from, number_from + reports)
    ]
    is_word = short.lower() in text.rstrip(".").split()
    Abbreviation.objects.bulk_create(
        Abbreviation(inspection=each, short=short, long=long, is_word=is_word) for each in made
    )
    return made


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"return home interviews"', "RHI"),
        ("return home interview", "return interview"),
        ("RHI", "return home interview"),
        ("children in care housing", "looked after children"),
        ("care leavers", "care experienced young people"),
        ("LSCB", "safeguarding partnership"),
        ("(PLO OR MASH)", "public law outline"),
        ("neglect (IRO visits)", "independent reviewing officer"),
    ],
)
def test_other_names_come_along(typed: str, name: str) -> None:
    assert name in along(typed)


def test_an_ambiguous_abbreviation_offers_its_readings() -> None:
    assert {"personal adviser", "personal assistant"} <= set(along("PA"))
    assert "PA" not in along("personal assistant")


def test_what_is_switched_off_stays_away() -> None:
    assert "RHI" not in along("return home interview", "rhi")
    assert "return home interview" not in along("RHI", "Return Home Interviews")


@pytest.mark.parametrize("typed", ["-RHI", '"RHI visits"', "RHI*", "RHI NEAR/3 home", "neglect"])
def test_nothing_comes_along_uncalled(typed: str) -> None:
    assert along(typed) == []


def test_exact_queries_are_never_expanded() -> None:
    query = parse("RHI", exact=True)
    assert expanded(query, ()) == (query, [])


def test_abbreviations_of_the_archive_s_own_reports_come_along() -> None:
    explain("ZQX", "zonal quality exchange", reports=2)
    assert along("ZQX") == ["zonal quality exchange"]
    assert along("zonal quality exchanges") == ["ZQX"]


def test_one_report_alone_is_no_witness() -> None:
    explain("ZQX", "zonal quality exchange", reports=1)
    assert along("ZQX") == []


def test_an_abbreviation_that_is_a_word_does_not_find_that_word() -> None:
    explain("FAST", "family assessment team", reports=2, text="They act fast.")
    assert along("FAST") == ["family assessment team"]
    assert along("family assessment team") == []


def test_an_abbreviation_comes_along_for_its_main_reading_only() -> None:
    explain("ZQX", "zonal quality exchange", reports=8)
    explain("ZQX", "zebra queue extension", reports=2)
    assert along("zonal quality exchange") == ["ZQX"]
    assert along("zebra queue extension") == []
    assert set(along("ZQX")) == {"zonal quality exchange", "zebra queue extension"}


def test_meanings_are_read_anew_when_the_archive_changes() -> None:
    explain("ZQX", "zonal quality exchange", reports=1)
    assert along("ZQX") == []
    explain("ZQX", "zonal quality exchange", reports=2, number_from=5)
    assert along("ZQX") == ["zonal quality exchange"]


def test_main_meaning_is_the_share_of_its_reports() -> None:
    main = AbbreviationMeaning("ZQX", "zonal quality exchange", 8, False)
    plural = AbbreviationMeaning("ZQX", "zonal quality exchanges", 3, False)
    other = AbbreviationMeaning("ZQX", "zebra queue extension", 2, False)
    groups = groups_of_meanings([main, plural, other])
    assert [group.searched for group in groups] == [
        ("ZQX", "zonal quality exchange"),
        ("ZQX", "zonal quality exchanges"),
        ("zebra queue extension",),
    ]
    assert {group.understood[0] for group in groups} == {"ZQX"}
    rarer = groups_of_meanings([main._replace(reports=7), other])
    assert rarer[0].searched == ("zonal quality exchange",)
    word = groups_of_meanings([main._replace(is_word=True)])
    assert word[0].searched == ("zonal quality exchange",)


def test_synonyms_are_listed_once_by_stems_in_the_order_of_the_groups() -> None:
    first = SynonymGroup(("care leaver", "young adult"), ("care leavers", "young adults"))
    second = SynonymGroup(("care leavers",), ("Care Leaver", "young adult", "leaver"))
    synonyms = synonyms_by_stems([first, second])
    assert synonyms[stems_of(["care", "leaver"])] == ["young adults", "leaver"]
    assert synonyms[stems_of(["young", "adults"])] == ["care leavers"]
