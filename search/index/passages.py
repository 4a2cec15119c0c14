"""Fetches the paragraphs at the places of an answer, and finds where the query occurs in each.

`ts_headline` of PostgreSQL marks the words of a phrase wherever they occur, and drops what looks
like a tag. So occurrences are read from the search vector: every word is indexed, and the position
of a lexeme is the number of its word in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import TextField
from django.db.models.functions import Cast

from reports.models import Inspection, Paragraph
from reports.models.indexed_text import Span, indexed_text, indexed_texts
from reports.overview.outline import INSPECTION_COLUMNS, outline
from search.index.compiling import MarkedPhrase, marks_of
from search.index.lexemes import LexemePhrase, postings
from search.index.scan import Places, as_array
from search.index.sql import statement
from search.query.query import Query

PASSAGES = statement("passages")
NOTHING = "''"
OF_LEXEMES = "setweight(ts_filter(setweight(search_vector, 'A', {lexemes}), '{{a}}'), 'D')"
"""The part of a search vector with some lexemes; a whole one takes longer to send and to read.

The weights only serve to choose the lexemes, and are removed again (PostgreSQL manual, 9.13).
"""
LEXEMES = "%(lexemes)s::text[]"
BEGINNINGS = "ARRAY(SELECT lexeme FROM reports_lexeme WHERE lexeme LIKE ANY (%(beginnings)s))"

Positions = dict[str, list[int]]
"""The positions of each lexeme in a text, counted from 1."""
Run = tuple[int, int]
"""The first and the last word of a phrase in a text, counted from 1."""


@dataclass(frozen=True, slots=True)
class FetchedPassage:
    """A paragraph with inspection and authority, and where the query occurs in its text.

    `spans` are (start, end) of characters, in order. `before` and `after` are the neighbouring
    paragraphs of the report; None at its ends, and where they were not requested.
    """

    paragraph: Paragraph
    spans: tuple[Span, ...] = ()
    before: Paragraph | None = None
    after: Paragraph | None = None


def fetch(
    places: Places, query: Query | None = None, *, around: bool = False
) -> list[FetchedPassage]:
    """Fetch the paragraphs at these places, in their order, in one statement.

    With `around` also the paragraphs before and after each. Paragraphs that are gone are left out,
    and so are those of reports newer than the version of the archive that the request began with.
    """
    marks = marks_of(query) if query else []
    rows = _rows(places, (0, -1, 1) if around else (0,), marks)
    beside: dict[tuple[int, int], Any] = {}
    for row in rows:
        beside[row.inspection_id, row.position] = row
    known = outline()
    chosen = [row for row in rows if row.step == 0 and row.inspection_id in known.by_key]
    # One step after the other for all rows.
    texts = indexed_texts([row.text for row in chosen]) if marks else []
    words = [text.spans() for text in texts]
    positions = [postings(row.vector) for row in chosen] if marks else []
    passages = []
    for number, row in enumerate(chosen):
        inspection = known.made.get(row.inspection_id)
        if inspection is None:
            values = known.by_key[row.inspection_id]
            inspection = Inspection.from_db(DEFAULT_DB_ALIAS, INSPECTION_COLUMNS, values)
            inspection.authority = known.authority_of[inspection.authority_id]
            known.made[row.inspection_id] = inspection
        row.inspection = inspection
        occurrences = spans(words[number], positions[number], marks) if marks else []
        before = beside.get((row.inspection_id, row.position - 1)) if around else None
        after = beside.get((row.inspection_id, row.position + 1)) if around else None
        passages.append(FetchedPassage(row, tuple(occurrences), before, after))
    return passages


def fetch_with_stems(stems: Sequence[tuple[int, Sequence[str]]]) -> list[FetchedPassage | None]:
    """Fetch paragraphs by their keys; each key comes with the stems to mark in the text.

    In the order given, in one statement; None for a paragraph that is gone.
    """
    keys = {key for key, _ in stems}
    if not keys:
        return []
    with_vectors = Paragraph.objects.filter(pk__in=keys).annotate(
        vector=Cast("search_vector", TextField())
    )
    rows: dict[int, Any] = {
        row.pk: row for row in with_vectors.select_related("inspection__authority")
    }
    passages: list[FetchedPassage | None] = []
    for key, stems_of_paragraph in stems:
        row = rows.get(key)
        if row is None:
            passages.append(None)
            continue
        marks = [MarkedPhrase((stem,)) for stem in stems_of_paragraph]
        words, positions = indexed_text(row.text).spans(), postings(row.vector)
        occurrences = spans(words, positions, marks)
        passages.append(FetchedPassage(row, tuple(occurrences)))
    return passages


def _rows(places: Places, steps: Sequence[int], marks: Sequence[MarkedPhrase]) -> list[Any]:
    """The rows at each place and so many `steps` from it.

    Each row has the attribute `step`; at step 0 it also has `vector`, the search vector as text.
    """
    lexemes: set[str] = set()
    for mark in marks:
        lexemes.update(mark.phrase, mark.near)
    beginnings = [lexeme.replace("*", "%") for lexeme in lexemes if lexeme.endswith("*")]
    vector = OF_LEXEMES.format(lexemes=LEXEMES) if lexemes else NOTHING
    if beginnings:
        vector = OF_LEXEMES.format(lexemes=f"{LEXEMES} || {BEGINNINGS}")
    arguments = {
        "places": as_array(places),
        "steps": list(steps),
        "lexemes": sorted(lexemes),
        "beginnings": beginnings,
    }
    return list(Paragraph.objects.raw(PASSAGES.format(vector=vector), arguments))


def spans(words: Sequence[Span], positions: Positions, marks: Iterable[MarkedPhrase]) -> list[Span]:
    """Where the marks occur in a text: (start, end) of characters, in order, none overlapping.

    `words` are the spans of all words of the text. `positions` has at least the lexemes of the
    marks.
    """
    marked: list[Span] = []
    for mark in marks:
        for first, last in _runs_of_mark(mark, positions):
            # PostgreSQL may split a word at a letter that it does not know, and count more words.
            if last <= len(words):
                marked.append((words[first - 1][0], words[last - 1][1]))
    return _merged(sorted(marked))


def _runs_of_mark(mark: MarkedPhrase, positions: Positions) -> list[Run]:
    runs = _runs(mark.phrase, positions)
    if not mark.near:
        return runs
    near: list[Run] = []
    others = _runs(mark.near, positions)
    for one in runs:
        for other in others:
            first, second = sorted((one, other))
            # From the end of the first run to the beginning of the second; none overlaps.
            if 0 < second[0] - first[1] <= mark.distance:
                near += [one, other]
    return near


def _runs(phrase: LexemePhrase, positions: Positions) -> list[Run]:
    """Where the words of a phrase occur in sequence."""
    starts = _positions(phrase[0], positions)
    for step, lexeme in enumerate(phrase[1:], 1):
        following = _positions(lexeme, positions)
        starts = [start for start in starts if start + step in following]
    return [(start, start + len(phrase) - 1) for start in starts]


def _positions(lexeme: str, positions: Positions) -> list[int]:
    """The positions of a lexeme; of a beginning, those of all lexemes that begin so."""
    if not lexeme.endswith("*"):
        return positions.get(lexeme, [])
    beginning = lexeme.removesuffix("*")
    matching: list[int] = []
    for each, places in positions.items():
        if each.startswith(beginning):
            matching += places
    return matching


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
