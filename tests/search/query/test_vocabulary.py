"""The vocabulary of the field: every name means one term, and relations lead nowhere further."""

import csv
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core import checks

from reports.models.indexed_text import words_of
from search.index.lexemes import stems_of
from search.query.vocabulary import DatedName, FieldTerm, faults_of, spellings, vocabulary

CORPUS = Path(os.environ.get("REPORT_CORPUS", "nowhere"))
EXPLAINED = CORPUS.parent / "reference" / "abbreviations.csv"
"""The abbreviations that reports of the corpus explain, and in how many of them."""


def term(name: str, **more: Any) -> FieldTerm:
    nothing = FieldTerm(name, (), (), (), (), (), (), (), (), "A term.")
    return replace(nothing, **more)


def test_file_has_no_fault_and_every_term_a_meaning() -> None:
    assert faults_of(vocabulary()) == []
    assert all(each.meaning.endswith(".") for each in vocabulary())


@pytest.mark.corpus
@pytest.mark.skipif(not EXPLAINED.exists(), reason="REPORT_CORPUS names no folder beside reference")
@pytest.mark.django_db
def test_abbreviations_that_five_reports_explain_are_in_the_vocabulary() -> None:
    with EXPLAINED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["reports"]) >= 5]
    assert len(rows) > 30
    names_of = [
        {stems_of(words_of(name)) for name in (*term.searched, *term.understood)}
        for term in vocabulary()
    ]
    for row in rows:
        short, long = [stems_of(words_of(row[each])) for each in ("abbreviation", "long_form")]
        assert any({short, long} <= names for names in names_of), row


def test_names_of_a_term() -> None:
    by_name = {each.name: each for each in vocabulary()}
    interview = by_name["return home interview"]
    assert {"return interview", "RHI", "RHIs"} <= set(interview.searched)
    needs = by_name["special educational needs and disabilities"]
    assert needs.as_written == ("SEND",)
    assert "SEND" in needs.searched
    assert DatedName("early help", 2025) in by_name["family help"].successor_of
    assert "family help" not in by_name["early help"].searched


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ([term("a", same=("b",)), term("B")], "“b” is a name of 2 terms"),
        ([term("a-b"), term("c", everyday=("a b",))], "“a b” is a name of 2 terms"),
        ([term("a", part_of=("b",))], "“b”, which is no term"),
        ([term("a", part_of=("b",)), term("b", part_of=("a",))], "part of each other"),
        (
            [term("a", part_of=("b",)), term("b", successor_of=(DatedName("a", 2020),))],
            "part of each other",
        ),
    ],
)
def test_double_names_unknown_terms_and_circles_are_refused(
    terms: list[FieldTerm], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert any(fault in each for each in faults_of(terms))
    monkeypatch.setattr("search.checks.vocabulary", lambda: tuple(terms))
    assert any(fault in error.msg for error in checks.run_checks() if error.id == "search.E001")


def test_enough_everyday_words_and_the_terms_of_the_2026_act() -> None:
    everyday: set[str] = set()
    for each in vocabulary():
        everyday.update(each.everyday)
    assert len(everyday) >= 150
    assert {"teeth", "gran", "police cells", "kids"} <= everyday
    assert {
        "family group decision-making",
        "multi-agency child protection team",
        "family help",
        "lead practitioner",
        "kinship local offer",
    } <= {each.name for each in vocabulary()}


def test_every_word_has_one_group_of_spellings() -> None:
    spelt: list[str] = []
    for group in spellings():
        assert len(group) > 1
        spelt += group
    assert len(spelt) == len(set(spelt))
