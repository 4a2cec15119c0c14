"""The design of the textbooks, by Django's own means alone, in the same PostgreSQL.

A stored vector of the stock English configuration under a GIN index, filters by a join, `ts_rank`,
`count(*)`, one GROUP BY a facet, `ts_headline` for the page (Django's documentation, "Full text
search").
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import connection, models
from django.db.models import Count, F, GeneratedField, Model, QuerySet

from reports.models import Inspection
from tests.benchmarks.queries import BenchmarkQuery
from tests.benchmarks.systems import FACETS, PAGE_SIZE, Answer, ListedParagraph

ENGLISH = "english"
COLUMNS = {
    "region": "inspection__region",
    "year": "inspection__year",
    "grade": "grade",
    "area": "area",
}
NEWEST = ("-inspection__end_date", "inspection__slug", "position")


class Textbook(Model):
    """A paragraph as a textbook keeps it."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    position = models.PositiveIntegerField()
    area = models.CharField(max_length=30, blank=True)
    grade = models.CharField(max_length=25, blank=True)
    text = models.TextField()
    vector = GeneratedField(
        expression=SearchVector("text", config=ENGLISH),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects: ClassVar[models.Manager[Textbook]] = models.Manager()

    class Meta:
        # of no installed application, so that no archive ever gets its table
        app_label = "benchmarks"
        indexes = [GinIndex(fields=["vector"], name="textbook_vector")]

    def __str__(self) -> str:
        return f"paragraph {self.pk}"


class TextbookSearch:
    name = "textbook"

    def build(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS benchmarks_textbook")
        with connection.schema_editor() as editor:
            editor.create_model(Textbook)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO benchmarks_textbook (id, inspection_id, position, area, grade, text)"
                " SELECT id, inspection_id, position, area, grade, text FROM reports_paragraph ORDER BY id"
            )
            cursor.execute("VACUUM ANALYZE benchmarks_textbook")

    def forget(self) -> None:
        """It keeps nothing."""

    def answer(self, query: BenchmarkQuery, *, page: int = 1, newest: bool = False) -> Answer:
        matching = _matching(query)
        ordered = matching.order_by(*NEWEST) if newest else _ranked(matching, query)
        shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        return Answer(
            matching.count(), {name: _facet(query, name) for name in FACETS}, _marked(shown, query)
        )

    def export(self, query: BenchmarkQuery) -> Iterator[str]:
        rows = (
            _ranked(_matching(query), query).select_related("inspection__authority").defer("vector")
        )
        for row in rows.iterator(chunk_size=500):
            line = StringIO()
            inspection = row.inspection
            csv.writer(line).writerow(
                [
                    inspection.authority.name,
                    inspection.region,
                    inspection.end_date,
                    row.area,
                    row.grade,
                    row.text,
                ]
            )
            yield line.getvalue()

    def sizes(self) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_table_size('benchmarks_textbook'), pg_indexes_size('benchmarks_textbook')"
            )
            table, indexes = cursor.fetchone()
        return {"table": table, "indexes": indexes}


def _query(query: BenchmarkQuery) -> SearchQuery:
    kind = "raw" if query.textbook.endswith(":*") else "websearch"
    return SearchQuery(query.textbook, config=ENGLISH, search_type=kind)


def _matching(query: BenchmarkQuery, *, but: str = "") -> QuerySet[Textbook]:
    chosen = {
        f"{COLUMNS[name]}__in": values for name, values in query.filters.items() if name != but
    }
    return Textbook.objects.filter(vector=_query(query), **chosen)


def _facet(query: BenchmarkQuery, name: str) -> dict[str, int]:
    rows = (
        _matching(query, but=name)
        .values_list(COLUMNS[name])
        .annotate(paragraphs=Count("pk"))
        .order_by()
    )
    return {str(value): count for value, count in rows if value}


def _ranked(matching: QuerySet[Textbook], query: BenchmarkQuery) -> QuerySet[Textbook]:
    ranked: QuerySet[Textbook] = matching.annotate(rank=SearchRank(F("vector"), _query(query)))
    return ranked.order_by("-rank", "pk")


def _marked(rows: QuerySet[Textbook], query: BenchmarkQuery) -> list[ListedParagraph]:
    headline = SearchHeadline(
        "text",
        _query(query),
        config=ENGLISH,
        start_sel="<mark>",
        stop_sel="</mark>",
        highlight_all=True,
    )
    shown: Iterable[Any] = (
        rows.select_related("inspection__authority").defer("vector").annotate(headline=headline)
    )
    return [
        ListedParagraph(
            row.pk, row.inspection.authority.name, row.inspection.end_date, row.headline
        )
        for row in shown
    ]
