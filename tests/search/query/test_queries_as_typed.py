"""Queries as people type them: each is read as another query, or names what a filter has.

`queries_as_typed.csv` was written before the queries were tried. A `meaning` is a query, or of the
kinds of names a slug or code, of a range of years one of them.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from search.query.names.meanings import NAME_KINDS, TOGETHER
from search.query.names.reading import names_in
from search.query.parser import parse
from search.query.query import Node, words_in

pytestmark = pytest.mark.django_db

NO_NAME = "no name"
YEARS = [str(year) for year in range(2010, 2027)]


def cases() -> dict[str, list[tuple[str, str]]]:
    """What was typed, and what it means, by the kind of the query."""
    of_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
    file = Path(__file__).with_name("queries_as_typed.csv")
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            of_kind[row["kind"]].append((row["typed"], row["meaning"]))
    return of_kind


CASES = cases()
QUERIES = sorted(CASES.keys() - {*NAME_KINDS, NO_NAME, "capitals"})


def root(typed: str) -> Node | None:
    return parse(typed).root


@pytest.mark.parametrize("kind", QUERIES)
def test_query_is_read_as_another_one(kind: str) -> None:
    assert len(CASES[kind]) >= 8
    for typed, meaning in CASES[kind]:
        assert root(meaning) is not None
        assert root(typed) == root(meaning), typed


def test_operators_in_a_heading_in_capitals_are_words() -> None:
    for heading, meaning in CASES["capitals"]:
        assert [word.lower() for word in words_in(root(heading))] == words_in(root(meaning))


@pytest.mark.parametrize("kind", NAME_KINDS)
def test_name_in_words_is_understood(kind: str) -> None:
    assert len(CASES[kind]) >= 8
    for typed, value in CASES[kind]:
        named = [name.values for name in names_in(typed, years=YEARS) if name.kind == kind]
        codes = [code for values in named for each in values for code in each.split(TOGETHER)]
        assert value in codes, typed


def test_ordinary_word_names_no_authority() -> None:
    for typed, _ in CASES[NO_NAME]:
        assert "authority" not in {name.kind for name in names_in(typed)}, typed
