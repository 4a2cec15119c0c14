"""tantivy, in this process, through its own Python package: stems by `en_stem`, facets from fast
fields.

It has no SQL, no joins and no transactions over other tables; whatever a page shows stands in each
document.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from tests.benchmarks.paragraphs import in_order_of_days
from tests.benchmarks.queries import BenchmarkQuery
from tests.benchmarks.systems import FACETS, PAGE_SIZE, Answer, Counts, ListedParagraph, size_of

HEAP = 1_000_000_000
"""Bytes that the writer may hold; one thread and much room make few segments."""
MOST_VALUES = 100
MOST_WORDS = 1_000
"""Words that a beginning may stand for."""
NONE = "none"
WHOLE = 1_000_000
"""Characters of a snippet: the paragraph, as every other system marks it."""


class TantivySearch:
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"
        if self.folder.exists():
            self._open()

    def build(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        index = tantivy.Index(_schema(), path=str(self.folder))
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for place, row in enumerate(in_order_of_days()):
            shown = {
                "key": row.key,
                "place": place,
                "authority": row.authority,
                "ended": row.ended.isoformat(),
            }
            filters = {name: getattr(row, name) or NONE for name in FACETS}
            writer.add_document(tantivy.Document(**shown, **filters, text=row.text))
        writer.commit()
        writer.wait_merging_threads()
        self._open()

    def forget(self) -> None:
        """It keeps nothing."""

    def answer(self, query: BenchmarkQuery, *, page: int = 1, newest: bool = False) -> Answer:
        words = self._words(query)
        order = "place" if newest else None
        before = (page - 1) * PAGE_SIZE
        result = self.searcher.search(
            _filtered(words, query.filters), limit=PAGE_SIZE, offset=before, order_by_field=order
        )
        total: int = result.count  # type: ignore[attr-defined]  # its type stub forgets the number
        return Answer(total, self._facets(words, query.filters), self._marked(result.hits, words))

    def export(self, query: BenchmarkQuery) -> Iterator[str]:
        matching = _filtered(self._words(query), query.filters)
        for _, address in self.searcher.search(matching, limit=self.searcher.num_docs).hits:
            document = self.searcher.doc(address)
            line = StringIO()
            csv.writer(line).writerow(
                [document.get_first(name) for name in ("authority", "ended", *FACETS, "text")]
            )
            yield line.getvalue()

    def sizes(self) -> dict[str, int]:
        return {"folder": size_of(self.folder)}

    def _open(self) -> None:
        self.index = tantivy.Index.open(str(self.folder))
        self.index.reload()
        self.searcher = self.index.searcher()

    def _words(self, query: BenchmarkQuery) -> Query:
        if not query.tantivy.endswith("*"):
            return self.index.parse_query(query.tantivy, ["text"], conjunction_by_default=True)
        words = self.searcher.terms_with_prefix(
            "text", query.tantivy.removesuffix("*"), limit=MOST_WORDS
        )
        return Query.boolean_query(
            [(Occur.Should, Query.term_query(self.index.schema, "text", word)) for word, _ in words]
        )

    def _facets(self, words: Query, filters: Mapping[str, tuple[str, ...]]) -> Counts:
        """Those without a choice at once, since they count the same paragraphs; each other one by
        itself.
        """
        free = [name for name in FACETS if name not in filters]
        counts = self._counts(_filtered(words, filters), free)
        for name in filters:
            others = {other: values for other, values in filters.items() if other != name}
            counts |= self._counts(_filtered(words, others), [name])
        return counts

    def _counts(self, query: Query, names: list[str]) -> Counts:
        aggregations = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in names}
        answer: dict[str, Any] = self.searcher.aggregate(query, aggregations)
        return {
            name: {
                bucket["key"]: bucket["doc_count"]
                for bucket in answer[name]["buckets"]
                if bucket["key"] != NONE
            }
            for name in names
        }

    def _marked(
        self, hits: list[tuple[Any, tantivy.DocAddress]], words: Query
    ) -> list[ListedParagraph]:
        snippets = tantivy.SnippetGenerator.create(self.searcher, words, self.index.schema, "text")
        snippets.set_max_num_chars(WHOLE)
        paragraphs = []
        for _, address in hits:
            document = self.searcher.doc(address)
            marked = snippets.snippet_from_doc(document).to_html().replace("b>", "mark>")
            key, authority, ended = (
                document.get_first(name) for name in ("key", "authority", "ended")
            )
            paragraphs.append(
                ListedParagraph(
                    int(str(key)), str(authority), date.fromisoformat(str(ended)), marked
                )
            )
        return paragraphs


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem", index_option="position")
    for name in FACETS:
        builder.add_text_field(
            name, stored=True, fast=True, tokenizer_name="raw", index_option="basic"
        )
    for name in ("authority", "ended"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("key", stored=True)
    builder.add_integer_field("place", fast=True)
    return builder.build()


def _filtered(words: Query, filters: Mapping[str, tuple[str, ...]]) -> Query:
    """Words that score, and filters that do not."""
    if not filters:
        return words
    chosen = [Query.term_set_query(_SCHEMA, name, list(values)) for name, values in filters.items()]
    return Query.boolean_query(
        [
            (Occur.Must, words),
            *((Occur.Must, Query.const_score_query(each, 0.0)) for each in chosen),
        ]
    )


_SCHEMA = _schema()
