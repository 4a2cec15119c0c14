"""A paragraph's text with what a query found in it marked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from search.index.door import spans

__all__ = ["marked", "spans"]


def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """`text` escaped for HTML, each span, (start, end) of characters, in a `<mark>`."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    # Everything in it is escaped, or ours.
    return SafeString("".join([*pieces, escape(text[last:])]))
