"""Names in a reader's words, tried one by one; nothing here needs the database."""

from __future__ import annotations

import csv

import pytest

from reports.facts import reference
from reports.facts.vocabulary import Grade, Kind, Region
from search.query.names.meanings import (
    FILE,
    NAME_KINDS,
    TOGETHER,
    counties,
    name_words,
    nearest_name_word,
)
from search.query.names.reading import names_in, without_names

YEARS = [str(year) for year in range(2009, 2027)]


def read(typed: str) -> tuple[dict[str, list[str]], str]:
    """The values of each kind of name in what was typed, and what is left of it."""
    names = names_in(typed, years=YEARS)
    values: dict[str, list[str]] = {}
    for name in names:
        values.setdefault(name.kind, []).extend(name.values)
    return values, without_names(typed, names)


@pytest.mark.parametrize(
    ("typed", "slug", "rest"),
    [
        ("Leeds return home interviews", "leeds", "return home interviews"),
        ("care leavers in Wokingham", "wokingham", "care leavers"),
        ("neglect in Hackney Council", "hackney", "neglect"),
        ("London Borough of Hackney neglect", "hackney", "neglect"),
        ("LEEDS CITY COUNCIL fostering", "leeds", "fostering"),
        ("Bristol’s care leavers", "bristol", "care leavers"),
        ("Brighton fostering", "brighton-and-hove", "fostering"),
        ("Telford, neglect", "telford-and-wrekin", "neglect"),
        ("redcar", "redcar-and-cleveland", ""),
        ("Maidenhead", "windsor-and-maidenhead", ""),
        ("Westmorland & Furness", "westmorland-and-furness", ""),
        ("St Helen’s adoption", "st-helens", "adoption"),
        ("saint helens", "st-helens", ""),
        ("Hull", "kingston-upon-hull", ""),
        ("Kingston upon Hull fostering", "kingston-upon-hull", "fostering"),
        ("Kingston-upon-Thames", "kingston-upon-thames", ""),
        ("notts", "nottinghamshire", ""),
        ("City of London neglect", "city-of-london", "neglect"),
        ("North East Lincolnshire", "north-east-lincolnshire", ""),
        ("bath and north east somerset", "bath-and-north-east-somerset", ""),
        ("Kent county lines", "kent", "county lines"),
        ('Hackney "county lines" -cuckooing', "hackney", '"county lines" -cuckooing'),
        ("Reading care leavers", "reading", "care leavers"),
        ("reading borough council", "reading", ""),
        ("care leavers in Bury", "bury", "care leavers"),
        ("neglect in reports on Leeds", "leeds", "neglect"),
        ("council:Leeds neglect", "leeds", "neglect"),
        ("edge of care (Wigan)", "wigan", "edge of care"),
        ("(Leeds neglect) abuse", "leeds", "(neglect) abuse"),
        ("authority:reading phonics", "reading", "phonics"),
        ('authority:"Tower Hamlets" neglect', "tower-hamlets", "neglect"),
        ("https://archive.example.org/authorities/leeds/ neglect", "leeds", "neglect"),
    ],
)
def test_councils_are_read_by_whole_partial_and_other_names(
    typed: str, slug: str, rest: str
) -> None:
    assert read(typed) == ({"authority": [slug]}, rest)


@pytest.mark.parametrize(
    "typed",
    [
        "reading",
        "delay in reading",
        "Reading and writing",
        "READING AND WRITING",
        "bath time",
        '"Hull"',
        "“Leeds” neglect",
        "-Leeds neglect",
        "neglect OR Leeds",
        "(Leeds OR Hull) abuse",
        "abuse -(Leeds neglect)",
        "Leeds NEAR/3 neglect",
        "leed*",
        "kent*",
        "baths and readings",
        "1989",
    ],
)
def test_verbs_and_what_is_quoted_excluded_or_beside_operators_are_no_names(typed: str) -> None:
    assert read(typed) == ({}, typed)


@pytest.mark.parametrize(
    ("typed", "kind", "value", "rest"),
    [
        ("South West fostering", "region", "south-west", "fostering"),
        ("neglect in the South-West region", "region", "south-west", "neglect"),
        ("yorkshire", "region", "yorkshire-and-the-humber", ""),
        ("London fostering", "region", "london", "fostering"),
        ("neglect in 2023", "year", "2023", "neglect"),
        ("inadequate neglect", "grade", "inadequate", "neglect"),
        ("leaders judged Requires Improvement", "grade", "requires-improvement", "leaders"),
        ("focused visits neglect", "kind", "focused-visit", "neglect"),
        ("focussed visit letters", "kind", "focused-visit", ""),
        ("JTAIs on neglect", "kind", "jtai", "neglect"),
        ("SEND inspections of autism", "kind", "area-send", "autism"),
        ("care leavers rated good", "grade", "good", "care leavers"),
        ("services found to be inadequate", "grade", "inadequate", "services"),
        ("inadequate local authorities neglect", "grade", "inadequate", "neglect"),
        ("outstanding-rated services", "grade", "outstanding", "services"),
        ("leadership RI", "grade", "requires-improvement", "leadership"),
        ("leadership good or better", "grade", "good+outstanding", "leadership"),
        ("2023 reports on neglect", "year", "2023", "neglect"),
        ("neglect since 2024", "year", "2024+2025+2026", "neglect"),
        ("neglect, 2018–2020", "year", "2018+2019+2020", "neglect"),
        ("grade:good neglect", "grade", "good", "neglect"),
        ("neglect year:2023", "year", "2023", "neglect"),
    ],
)
def test_regions_years_grades_and_kinds_are_read(
    typed: str, kind: str, value: str, rest: str
) -> None:
    assert read(typed) == ({kind: [value]}, rest)


def test_names_of_several_kinds_stand_beside_each_other() -> None:
    values, rest = read("Hackney and Camden focused visits 2022 neglect")
    assert values == {
        "authority": ["hackney", "camden"],
        "kind": ["focused-visit"],
        "year": ["2022"],
    }
    assert rest == "neglect"


def test_what_leads_to_a_name_is_no_word_of_the_one_before() -> None:
    values, rest = read("Area SEND inspection of Surrey")
    assert (values, rest) == ({"kind": ["area-send"], "authority": ["surrey"]}, "")


def test_the_rest_of_an_address_without_a_name_is_the_topic() -> None:
    assert read("neglect-2018-12-07") == ({"year": ["2018"]}, "neglect")


def test_what_joins_names_goes_with_them() -> None:
    assert read("Leeds, Bradford and Hull neglect")[1] == "neglect"
    assert read("neglect in 2018 and 2019") == ({"year": ["2018", "2019"]}, "neglect")
    assert read("neglect across the North West") == ({"region": ["north-west"]}, "neglect")
    assert read("Sandwell (adoption)") == ({"authority": ["sandwell"]}, "adoption")
    assert read("Sandwell (adoption OR neglect)")[1] == "adoption OR neglect"


@pytest.mark.parametrize(
    "typed",
    [
        "blackpool-ilacs-2018-12-07",
        "blackpool-ilacs-2018-12-07.pdf",
        "https://archive.example.org/inspections/blackpool-ilacs-2018-12-07/#p39",
    ],
)
def test_the_address_of_a_report_names_what_it_is(typed: str) -> None:
    values = {"authority": ["blackpool"], "kind": ["ilacs"], "year": ["2018"]}
    assert read(typed) == (values, "")


@pytest.mark.parametrize("typed", ["Children Act 2014", "Working Together 2018", "-2018 neglect"])
def test_the_year_of_a_law_is_no_year(typed: str) -> None:
    assert read(typed) == ({}, typed)


def test_a_name_may_mean_several() -> None:
    assert read("Cheshire")[0] == {"authority": ["cheshire-east", "cheshire-west-and-chester"]}


def test_every_authority_is_read_by_its_own_name() -> None:
    for fact in reference.authorities():
        if "(" in fact.name:
            continue
        values, rest = read(f"neglect in {fact.name}")
        assert rest == "neglect", fact.name
        assert fact.slug in values["authority"], fact.name


def test_names_of_the_file_mean_what_the_archive_knows() -> None:
    known: dict[str, set[str]] = {
        "authority": {fact.slug for fact in reference.authorities()},
        "region": set(Region),
        "grade": set(Grade),
        "kind": set(Kind),
    }
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert row["kind"] in NAME_KINDS
        values = row["values"].replace(TOGETHER, "|").split("|")
        assert set(values) <= known[row["kind"]], row


@pytest.mark.parametrize(
    ("typed", "county", "rest"),
    [
        ("Greater Manchester care leavers", "Greater Manchester", "care leavers"),
        ("neglect in West Yorkshire", "West Yorkshire", "neglect"),
        ("tyne & wear", "Tyne and Wear", ""),
        ("Berks fostering", "Berkshire", "fostering"),
    ],
)
def test_a_county_without_a_council_means_its_authorities(
    typed: str, county: str, rest: str
) -> None:
    values, left = read(typed)
    (value,) = values["authority"]
    assert counties()[frozenset(value.split(TOGETHER))] == county
    assert left == rest


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("brsitol", "bristol"),
        ("hackny", "hackney"),
        ("telfrod", "telford"),
        ("middlesborough", "middlesbrough"),
        ("wolverhamton", "wolverhampton"),
        ("inadaquate", "inadequate"),
        ("parking", None),
        ("kept", "kent"),
        ("neglct", None),
    ],
)
def test_the_nearest_word_of_a_name(written: str, meant: str | None) -> None:
    assert nearest_name_word(written, name_words()) == meant


def test_a_corrected_word_is_read_as_part_of_a_name() -> None:
    names = names_in("Telfrod and Wrekin neglect", corrected={"telfrod": "telford"})
    assert [name.values for name in names] == [("telford-and-wrekin",)]
    assert without_names("Telfrod and Wrekin neglect", names) == "neglect"


def test_a_town_that_was_corrected_to_an_ordinary_word_names_its_council() -> None:
    names = names_in("prestwich adoption", corrected={"prestwich": "bury"})
    assert [name.values for name in names] == [("bury",)]
    assert names_in("bury adoption", corrected={"prestwich": "bury"}) == []
