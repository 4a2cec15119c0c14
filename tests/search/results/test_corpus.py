"""Search over real reports: counts of phrases that were made without PostgreSQL. Needs
REPORT_CORPUS.
"""

import csv
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from reports.models import Inspection
from reports.publishing.bulk import files_in, import_files
from reports.publishing.facts import load_reference
from search.index import levels
from search.results.search import find
from search.subjects.subjects import Subject, subjects
from search.trends.trends import trend_line
from tests.support.databases import copy_of_the_database
from tests.support.searches import search

CORPUS = os.environ.get("REPORT_CORPUS")
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not CORPUS, reason="REPORT_CORPUS names no folder of real reports"),
]


@pytest.fixture(scope="module", autouse=True)
def corpus(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The ILACS reports of the corpus in the archive, for all tests of this module.

    They stand in a database of their own: later tests read past nothing that was deleted.
    """
    folder = Path(CORPUS or "")
    originals = tmp_path_factory.mktemp("originals")
    with (
        django_db_blocker.unblock(),
        copy_of_the_database("test_corpus"),
        override_settings(ORIGINALS_ROOT=originals),
    ):
        load_reference()
        done = list(import_files(files_in([folder / "ilacs"]), workers=2))
        assert {each.outcome for each in done} == {"created"}
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield folder


def phrases(corpus: Path) -> list[dict[str, str]]:
    """The rows of `phrases.csv`, all of them."""
    with (corpus / "phrases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 90
    return rows


def counts(phrase: str, **more: str) -> tuple[int, int]:
    address = QueryDict(mutable=True)
    address.update({"q": f'"{phrase}"', "role": "numbered", "kind": "ilacs", **more})
    paragraphs, reports, _ = search(address).counts
    return reports, paragraphs


def test_every_phrase_is_counted_as_a_literal_search_counts_it(corpus: Path) -> None:
    rows = phrases(corpus)
    truth = {
        row["phrase"]: (int(row["ilacs_reports"]), int(row["numbered_paragraphs"])) for row in rows
    }
    assert {phrase: counts(phrase, match="exact") for phrase in truth} == truth


@pytest.mark.parametrize("subject", subjects(), ids=lambda subject: subject.slug)
def test_every_subject_finds_something_and_its_trend_counts_what_the_search_finds(
    subject: Subject,
) -> None:
    line = trend_line(subject.query, frozenset())
    fields = QueryDict(mutable=True)
    fields["q"] = subject.query
    for each in line.years:
        fields["year"] = str(each.year)
        assert search(fields).counts[1] == each.share.count
    assert line.total.count >= 3
    counted = [each.year for each in line.years]  # a year of which little is here is left out
    assert line.total.of == Inspection.objects.with_text().filter(year__in=counted).count() > 140


def test_stemmed_search_finds_at_least_as_much(corpus: Path) -> None:
    with_matches = 0
    for row in phrases(corpus):
        exact = search(f'q="{row["phrase"]}"&match=exact').paragraphs()
        stemmed = search(f'q="{row["phrase"]}"').paragraphs()
        assert set(exact) <= set(stemmed)
        with_matches += bool(exact)
    assert with_matches > 60


@pytest.mark.parametrize("many", [0, 10**6], ids=["many", "some"])
def test_first_paragraphs_are_those_of_scoring_all(
    corpus: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = [row["phrase"] for row in phrases(corpus)]
    queries = [*(f'"{phrase}"' for phrase in alone), *alone, *map(" OR ".join, pairwise(alone))]
    searches = [search(f"q={quote(words)}") for words in queries]
    everything = {each.request.query.typed: each.places().tolist() for each in searches}
    few = dict.fromkeys(["FEW_OF_ONE_PHRASE", "FEW_OF_ALTERNATIVES", "FEW_OF_SEVERAL"], 0)
    for name, value in (few | {"MANY": many, "LOOKING_UP": 10**9}).items():
        monkeypatch.setattr(levels, name, value)
    first = {
        each.request.query.typed: find(each.request).answer.places.tolist() for each in searches
    }
    assert first == {typed: places[:20] for typed, places in everything.items()}
