"""The archive that benchmarks build is one that the archive itself could have become.

Each test builds one: the quick tests build it once.
"""

from collections import Counter

import pytest
from django.db import connection

from reports.models import Inspection, Lexeme, Paragraph
from search.index.door import Question, ask
from search.index.lexemes import postings
from tests.benchmarks.literal import literal_counts
from tests.benchmarks.ours import exactly
from tests.benchmarks.resampled import build
from tests.benchmarks.texts import texts

PARAGRAPHS = 600


@pytest.fixture
def built(transactional_db: None) -> None:
    build(PARAGRAPHS, texts())


@pytest.mark.usefixtures("built")
def test_everything_is_there_and_counted() -> None:
    assert Paragraph.objects.count() == PARAGRAPHS
    assert Inspection.objects.with_text().count() == 11
    assert ask(Question()).paragraphs == PARAGRAPHS
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_vector::text FROM reports_paragraph")
        counted = Counter(lexeme for (vector,) in cursor.fetchall() for lexeme in postings(vector))
    assert dict(Lexeme.objects.values_list("lexeme", "paragraphs")) == counted


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_indexes_and_triggers_stand_as_before() -> None:
    before = _indexes_and_triggers()
    build(PARAGRAPHS, texts())
    assert _indexes_and_triggers() == before
    counted = Lexeme.objects.get(lexeme="=children").paragraphs
    Paragraph.objects.filter(text__contains="children ").earliest("pk").delete()
    assert Lexeme.objects.get(lexeme="=children").paragraphs == counted - 1


@pytest.mark.slow
@pytest.mark.usefixtures("built")
def test_phrases_are_found_as_often_as_they_stand() -> None:
    counted = literal_counts(["children in care", "social workers", "of the"])
    assert all(counted.values())
    assert {phrase: exactly(phrase) for phrase in counted} == counted


def _indexes_and_triggers() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'reports%'"
            " UNION SELECT tgname, tgenabled::text FROM pg_trigger WHERE tgrelid = 'reports_paragraph'::regclass"
        )
        return set(cursor.fetchall())
