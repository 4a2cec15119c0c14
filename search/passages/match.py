"""A passage matched with another by the telling words that both have, and how a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from reports.models import Paragraph
from reports.models.indexed_text import indexed_text
from search.index.door import MarkedPhrase, spans
from search.passages.telling import Word
from search.results.hits import marked, ready_to_mark


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph, by its key, that shares telling words with another passage: those words, the
    rarest first.
    """

    paragraph: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """A match as a page shows it: the paragraph, its text with the shared words marked, and which
    they are.
    """

    paragraph: Paragraph
    highlighted: SafeString
    words: tuple[str, ...]


def alike_of(matches: Iterable[Match]) -> dict[Match, Alike]:
    """The matches ready to be shown, one query for all of them."""
    matches = list(dict.fromkeys(matches))
    keys = {match.paragraph for match in matches}
    rows = (
        {row.pk: row for row in ready_to_mark(Paragraph.objects.filter(pk__in=keys))}
        if keys
        else {}
    )
    return {match: _shown(rows[match.paragraph], match) for match in matches}


def _shown(row: Any, match: Match) -> Alike:
    marked_phrases = [MarkedPhrase((word.stem,)) for word in match.words]
    text = indexed_text(row.text)
    return Alike(
        row,
        marked(row.text, spans(text, row.vector, marked_phrases)),
        tuple(w.written for w in match.words),
    )
