"""The order of other systems: BM25 of SQLite's FTS5 and of tantivy, over the same paragraphs.

Each is asked what was typed, without our synonyms: its words and phrases, all of which must be there.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache

import tantivy
from django.db.models import Max

from reports.models import Paragraph
from search.query.query import leaves
from search.results.search import SearchResult

MOST_READ = 100
"""The first places that are read of an order; more than any measure looks at."""


def by_fts5(search: SearchResult) -> list[Paragraph]:
    """The first paragraphs by FTS5's own BM25, with its own stems (porter)."""
    rows = _fts5(_archive()).execute(
        "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank, rowid DESC LIMIT ?",
        [" ".join(_phrases(search)), MOST_READ],
    )
    return _paragraphs([key for (key,) in rows])


def by_tantivy(search: SearchResult) -> list[Paragraph]:
    """The first paragraphs by tantivy's own BM25, with its own stems (en_stem)."""
    index = _tantivy(_archive())
    query = index.parse_query(" ".join([f"+{phrase}" for phrase in _phrases(search)]), ["text"])
    searcher = index.searcher()
    hits = searcher.search(query, MOST_READ).hits
    return _paragraphs([searcher.doc(address)["key"][0] for _, address in hits])


def _phrases(search: SearchResult) -> list[str]:
    """What was typed as phrases in quotation marks, which both systems read alike."""
    typed = leaves(search.request.query.root, excluded=False)
    return [f'"{" ".join(leaf.words)}"' for leaf in typed]


def _paragraphs(keys: list[int]) -> list[Paragraph]:
    rows = Paragraph.objects.select_related("inspection__authority").in_bulk(keys)
    return [rows[key] for key in keys]


def _archive() -> tuple[int, int]:
    """What tells one archive from another: how many paragraphs it has, and the last of their keys."""
    last = Paragraph.objects.aggregate(last=Max("pk"))["last"]
    return Paragraph.objects.count(), last or 0


@lru_cache(maxsize=1)
def _fts5(_: tuple[int, int]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5 (text, tokenize='porter unicode61')")
    rows = Paragraph.objects.values_list("pk", "text")
    connection.executemany("INSERT INTO found (rowid, text) VALUES (?, ?)", rows)
    return connection


@lru_cache(maxsize=1)
def _tantivy(_: tuple[int, int]) -> tantivy.Index:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="en_stem")
    schema.add_integer_field("key", stored=True)
    index = tantivy.Index(schema.build())
    writer = index.writer(num_threads=1)
    for key, text in Paragraph.objects.values_list("pk", "text"):
        writer.add_document(tantivy.Document(key=key, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index
