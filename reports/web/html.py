"""Writing rows of HTML in Python: a template that loops over hundreds of rows takes longer than all
queries of its page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString


def html_rows(row: str, rows: Iterable[Iterable[object]], *, between: str = "") -> SafeString:
    """The HTML of all rows: `row` is formatted with the values of each, in place of `{}`.

    Every value is escaped unless it is a `SafeString`. Django's `format_html_join` does the same in
    two to four times the time.
    """
    return SafeString(between.join(html_each(row, rows)))


def html_each(template: str, rows: Iterable[Iterable[object] | None]) -> list[SafeString]:
    """The HTML of each row, as `html_rows` formats it; an empty text for None."""
    return [
        SafeString("" if values is None else template.format(*map(escaped, values)))
        for values in rows
    ]


def escaped(value: object) -> str:
    """The value as text that is safe in HTML, also in attributes."""
    return value if isinstance(value, SafeString) else escape(str(value))
