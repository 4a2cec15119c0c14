"""Marking in a paragraph what a query found: exactly the words and phrases that matched, nothing else.

PostgreSQL's own headline marks the words of a phrase wherever they stand and drops what looks like a tag, so
the marks are drawn from the search vector: the position of a lexeme there is the place of its word in the text,
because every word is indexed and signs that are no letter or digit only separate words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from reports.text_search import postings

WORD = re.compile(r"\S+")


def spans(blanked: str, vector: str, phrases: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Where the phrases stand: (start, end) of characters, in order, overlapping ones made one.

    `blanked` is the text as it is indexed (`BlankedText`: as long as the text, its words between blanks), `vector`
    its search vector in text form, `phrases` are lexemes in sequence, as `Query.wanted` gives them.
    """
    words = list(WORD.finditer(blanked))
    places = {lexeme: set(found) for lexeme, found in postings(vector).items()}
    found = []
    for phrase in phrases:
        first, *rest = (_places(lexeme, places) for lexeme in phrase)
        starts = (start for start in first if all(start + step in each for step, each in enumerate(rest, 1)))
        found += [(words[start - 1].start(), words[start + len(rest) - 1].end()) for start in starts]
    return _merged(sorted(found))


def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """`text` escaped for HTML, each span in a `<mark>`."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [conditional_escape(text[last:start]), format_html("<mark>{}</mark>", text[start:end])]
        last = end
    pieces.append(conditional_escape(text[last:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _places(lexeme: str, places: dict[str, set[int]]) -> set[int]:
    """Where a lexeme stands; for a beginning, which ends in a star, where any lexeme that begins so stands."""
    if not lexeme.endswith("*"):
        return places.get(lexeme, set())
    return set().union(*(found for each, found in places.items() if each.startswith(lexeme.removesuffix("*"))))


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
