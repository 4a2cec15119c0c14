"""From printed names to authorities: exact once normalised, never a guess."""

from datetime import date

import pytest

from reports.facts.reference import AuthorityFact, authorities
from reports.ingest.parts.authority_names import existed, match_authority

TODAY = date(2024, 6, 1)
FRAMES = (
    "{}",
    "{} Council",
    "{} COUNTY COUNCIL",
    "City of {}",
    "the London Borough of {}",
    "{}, City of",
)
OPEN = [each for each in authorities() if existed(each, TODAY)]


@pytest.mark.parametrize("authority", OPEN, ids=lambda each: each.slug)
def test_every_authority_is_found_in_every_frame(authority: AuthorityFact) -> None:
    names = (authority.name, *authority.aliases)
    framed = [frame.format(name) for frame in FRAMES for name in names]
    assert [printed for printed in framed if match_authority(printed, TODAY) != authority] == []


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("City of Bradford Metropolitan Borough Council", "bradford"),
        ("Tameside metropolitan borough", "tameside"),
        ("Kingston Upon Hull City Council", "kingston-upon-hull"),
        ("Council of the Isles of Scilly", "isles-of-scilly"),
        ("Southend-on-Sea city council", "southend-on-sea"),
        ("St. Helens", "st-helens"),
        ("East Riding", "east-riding-of-yorkshire"),
        ("Telford & Wrekin", "telford-and-wrekin"),
        ("Kirklees Metropolitan Council (KMC)", "kirklees"),
        ("LB Camden", "camden"),
        ("Sandwell Children’s Trust", "sandwell"),
        ("Bolton Children and Families Trust", "bolton"),
        ("Bolton Council Children’s Services", "bolton"),
        ("Bolton Children, Young People and Families Directorate", "bolton"),
        ("Bolton Council Children’s Services Department", "bolton"),
        ("Together for Children, Sunderland City Council", "sunderland"),
        ("Slough Children First", "slough"),
        ("Slough Children’s Services Trust", "slough"),
    ],
)
def test_names_as_reports_print_them(printed: str, slug: str) -> None:
    match = match_authority(printed, TODAY)
    assert match is not None
    assert match.slug == slug


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "London",
        "Wex",
        "Bristol and Bath",
        "North Somersetshire",
        "Achieving for Children",
        "Bolton, Bury",
    ],
)
def test_unknown_name_is_not_guessed(printed: str) -> None:
    assert match_authority(printed, TODAY) is None


def test_name_that_a_closed_authority_shares_is_told_by_the_day() -> None:
    before = match_authority("Dorset Council", date(2018, 5, 1))
    after = match_authority("Dorset Council", date(2021, 5, 1))
    assert before is not None
    assert after is not None
    assert before.closed == after.opened == date(2019, 4, 1)
    assert match_authority("Dorset Council", None) is None
