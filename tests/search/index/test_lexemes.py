"""The table of lexemes says at all times what the paragraphs hold."""

from itertools import product

import pytest
from django.db import connection

from reports.facts.reference import FOLDER
from reports.ingest.report import read_report
from reports.models import Inspection, Paragraph, Source
from reports.publishing.importing import publish, receive, unpublish
from search.index import lexemes
from search.index.lexemes import Lexemes, lexemes_of, stems_of, stems_of_each
from tests.support.index import counted_afresh, lexeme_counts

pytestmark = pytest.mark.django_db


def imported(name: str) -> Inspection:
    content = (FOLDER / "samples" / name).read_bytes()
    reading, _ = receive(
        content=content, name=name, report=read_report(content, name), origin=Source.Origin.SAMPLE
    )
    return publish(reading=reading).inspection


def test_lexemes_are_counted_as_reports_come_and_go() -> None:
    first = imported("wexcombe-2023.txt")
    imported("wexcombe-2019.txt")
    assert lexeme_counts() == counted_afresh()
    assert lexeme_counts()["=children"] > 10
    unpublish(inspection=first)
    assert lexeme_counts() == counted_afresh()


def test_lexemes_follow_a_changed_text() -> None:
    imported("wexcombe-2023.txt")
    Paragraph.objects.filter(number=1).update(text="Zeppelins.")
    assert lexeme_counts() == counted_afresh()
    assert lexeme_counts()["=zeppelins"] == 1


def test_no_lexeme_stays_without_a_paragraph() -> None:
    imported("wexcombe-2023.txt")
    Paragraph.objects.all().delete()
    assert lexeme_counts() == {}


def test_stems_of_words() -> None:
    assert stems_of_each(["Visits", "children"]) == {"Visits": ["visit"], "children": ["children"]}
    assert stems_of(["Visits", "children", "visiting"]) == ("visit", "children", "visit")


def stem(word: str) -> str:
    (of_word,) = lexemes_of([word])[word]
    assert of_word.exact == f"={word}"
    return of_word.stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("child", "children"),
        ("person", "people"),
        ("woman", "women"),
        ("tooth", "teeth"),
        ("crisis", "crises"),
        ("assess", "assessments"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("severe", "several"),
        ("information", "informal"),
        ("relation", "relatives"),
        ("internal", "international"),
        ("universal", "university"),
        ("sufficient", "sufficiency"),
        ("personal", "person"),
        ("care", "careful"),
        ("response", "responsibility"),
        ("casework", "caseworker"),
        ("missing", "missed"),
        ("officer", "office"),
        ("local", "locality"),
        ("provide", "provider"),
        ("system", "systemic"),
        ("use", "useful"),
        ("continue", "continuity"),
        ("important", "import"),
        ("experience", "experiment"),
        ("on", "ons"),
    ],
)
def test_different_words_have_stems_of_their_own(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_forms_of_a_word_that_was_taken_apart_stay_together() -> None:
    assert stem("university") == stem("universities")
    assert stem("informal") == stem("informally")
    assert stem("caseworker") == stem("caseworkers")
    assert stem("seconded") == stem("secondments")
    assert stem("effect") == stem("effecting")
    assert stem("miss") == stem("missed")


def test_words_looked_up_together_have_the_lexemes_that_each_has_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases = ["".join(letters) for letters in product(*zip("visiting", "VISITING", strict=True))]
    words = {
        *cases,
        *["visits", "47", "1e5", "0E0A", "2e3x", "17a", "s47", "covid19", "0x1F", "café", "½", "x"],
        "x" * 300,
    }
    monkeypatch.setattr(lexemes, "_cached", {})
    together = lexemes_of(words)
    alone: dict[str, tuple[Lexemes, ...]] = {}
    for word in words - set(cases[1:]):
        lexemes._cached.clear()
        alone |= lexemes_of([word])
    assert {word: together[word] for word in alone} == alone
    assert len({together[word] for word in cases}) == 1


def test_places_of_words_do_not_change() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_vector('A child, several persons: 3 x.')::text")
        vector = cursor.fetchone()[0]
    assert "'children':2" in vector
    assert "'severalq':3" in vector
    assert "'=x':6" in vector
