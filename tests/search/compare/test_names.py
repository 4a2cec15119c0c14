"""In how many paragraphs of each report the names of a subject occur."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from search.compare.comparison import read_comparison
from search.compare.page import names_of
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

TWO = "authority=fernhollow&authority=greyfell&q=%22return+home+interviews%22"


@pytest.fixture(autouse=True)
def reports() -> None:
    make_report(make_authority(), "Return home interviews are prompt.", "A RHI, two RHIs.")
    make_report(make_authority("greyfell"), "Most RHI are late.", "Nothing.")


def counts(address: str) -> dict[str, list[tuple[str, int, str]]]:
    """For each name the authorities with their counts and the words of the search offered."""
    return {
        row.name: [
            (compared.authority.slug, count, str(parameters["q"]))
            for compared, count, parameters in row.counts
        ]
        for row in names_of(read_comparison(QueryDict(address)))
    }


def test_each_name_is_counted_in_each_report() -> None:
    names = counts(TWO)
    assert names["“return home interviews”"] == [
        ("fernhollow", 1, '"return home interviews"'),
        ("greyfell", 0, '"return home interviews"'),
    ]
    assert names["RHI"] == [("fernhollow", 1, "RHI"), ("greyfell", 1, "RHI")]


def test_a_subject_of_one_name_has_no_table_and_neither_have_many() -> None:
    assert counts("authority=fernhollow&authority=greyfell&q=late") == {}
    assert counts("authority=fernhollow&with=region&q=%22return+home+interviews%22") == {}
    assert counts("authority=fernhollow&authority=greyfell") == {}
