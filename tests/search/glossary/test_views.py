"""The glossary explains each word in a sentence, counts it, and leads to its search."""

from urllib.parse import unquote_plus

import pytest
from django.test import Client

from search.glossary.entries import COLUMNS, glossary
from tests.archive import make_authority, make_report
from tests.support.pages import csv_rows, page_html
from tests.support.searches import search

pytestmark = pytest.mark.django_db


def test_every_entry_has_a_sentence_and_one_place() -> None:
    entries = glossary()
    assert {each.sort for each in entries} == {"term", "framework", "grade", "kind"}
    assert all(each.meaning.endswith(".") for each in entries)
    assert len({each.anchor for each in entries}) == len(entries)


def test_counts_are_those_of_the_search_that_is_linked() -> None:
    make_report(
        make_authority(), "Return home interviews are prompt.", "RHIs are late.", "Visits are good."
    )
    by_name = {each.name: each for each in glossary()}
    interview = by_name["return home interview"]
    assert interview.paragraphs == 2
    for each in (interview, by_name["Good"], by_name["child protection"]):
        assert search(unquote_plus(each.address.partition("?")[2])).counts[0] == each.paragraphs


def test_page_and_file_have_every_entry(client: Client) -> None:
    make_report(make_authority(), "Return home interviews are prompt.")
    page = page_html(client, "/glossary/")
    assert "Took over from early help in 2025." in page
    assert "In everyday words: runaway interview, " in page
    entry = {each.name: each for each in glossary()}["return home interview"]
    assert f"{', '.join(entry.everyday[:3])} and {len(entry.everyday) - 3} more." in page
    assert entry.everyday[3] not in page
    assert f'<dt id="{entry.anchor}">' in page
    assert "/search/?q=%22return+home+interview%22" in page
    rows = csv_rows(client, "/glossary.csv")
    by_name = {row["name"]: row for row in rows}
    assert by_name[entry.name]["everyday"] == "; ".join(entry.everyday)
    assert [row["name"] for row in rows] == [each.name for each in glossary()]
    assert {column.name for column in COLUMNS} <= set(rows[0])
