"""Addresses that cannot be answered: what is wrong, how to mend it, and nothing that looks like an
answer.
"""

import pytest
from django.test import Client

from tests.archive import make_authority, make_inspection
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def five() -> None:
    for number in range(5):
        make_inspection(make_authority(f"fernhollow-{number}"))


FIVE = "&".join(f"authority=fernhollow-{number}" for number in range(5))
WRONG = [
    (
        "authority=nowhere&authority=fernhollow-0",
        "authority",
        "There is no authority “nowhere”.",
    ),
    (FIVE, "authority", "Choose at most 4 authorities. You chose 5."),
    (
        "authority=fernhollow-0&authority=fernhollow-1&area=moon",
        "area",
        "There is no judgement “moon”.",
    ),
    ("authority=fernhollow-0&with=friends", "with", "“friends” is not a choice for “Beside it”."),
    (
        "authority=fernhollow-0&authority=fernhollow-1&with=region",
        "with",
        "Choose one authority to see its region",
    ),
    ("with=region", "with", "You chose 0."),
    (
        "authority=fernhollow-0&with=neighbours",
        "with",
        "No neighbours of Fernhollow 0 are known. Compare it with its region.",
    ),
    (
        "authority=fernhollow-0&with=region&grade=good",
        "grade",
        "Choose the judgement that this grade is for",
    ),
    (
        "authority=fernhollow-0&with=region&area=leaders&grade=splendid",
        "grade",
        "There is no grade “splendid”.",
    ),
    (
        "authority=fernhollow-0&authority=fernhollow-1&area=leaders&grade=good",
        "grade",
        "compare one authority with its neighbours",
    ),
    (
        "authority=fernhollow-0&authority=fernhollow-1&match=loosely",
        "match",
        "“loosely” is not a choice for “Words”.",
    ),
    (f"authority=fernhollow-0&authority=fernhollow-1&q={'a' * 501}", "q", "at most 500 characters"),
    ("authority=fernhollow-0&authority=fernhollow-1&q=%00", "q", "Null characters are not allowed"),
]


@pytest.mark.parametrize(("parameters", "name", "message"), WRONG)
def test_a_wrong_address_is_told_and_not_answered(
    client: Client, parameters: str, name: str, message: str
) -> None:
    page = page_html(client, f"/compare/?{parameters}", status=400)
    assert "<title>Error: " in page
    assert message in page
    assert f'href="#filter-{name}"' in page
    assert f'id="filter-{name}"' in page
    assert "<table" not in page


@pytest.mark.parametrize("file", ["/compare.csv", "/compare/passages.csv", "/compare/words.csv"])
@pytest.mark.parametrize(("parameters", "name", "message"), WRONG)
def test_a_wrong_address_of_a_file_is_told_as_everywhere(
    client: Client, file: str, parameters: str, name: str, message: str
) -> None:
    answer = client.get(f"{file}?{parameters}")
    assert answer.status_code == 400
    assert message in " ".join(answer.json()["errors"][name])


def test_what_was_chosen_stays_chosen_beside_an_error(client: Client) -> None:
    page = page_html(
        client,
        "/compare/?authority=fernhollow-3&authority=fernhollow-1&with=region&area=leaders",
        status=400,
    )
    assert '<option value="fernhollow-3" selected>' in page
    assert '<option value="fernhollow-1" selected>' in page
    assert 'name="with" value="region" checked' in page
    assert 'name="area" value="leaders" form="compare" checked' in page
