"""Cursors: they mark the end of one page of a list, where the next page begins.

A cursor has the key of the last row, not a number of rows: a row that is published in between
neither repeats nor hides another. It is signed, and valid only for the query that it came with.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.signing import BadSignature, Signer
from django.http import Http404, QueryDict

from reports.web.data_views import CAMPAIGN

SALT = "inspection-archive.cursor"
OF_THE_PAGE = ("cursor", "limit")
"""Parameters that may change from one page to the next."""
Row = TypeVar("Row")
Key = tuple[Any, ...]
"""The key by which rows are ordered: texts and whole numbers, unique for each row."""


class BadCursor(Http404):
    """An invalid cursor: mistyped, or of another query or list."""


def cursor_for(parameters: QueryDict, key: Key) -> str:
    """The cursor for the rows after the one with this key, in the list of these `parameters`."""
    return Signer(salt=SALT).sign_object([_digest(parameters), *key])


def read_cursor(parameters: QueryDict) -> Key | None:
    """The key in the cursor of an address; None without a cursor. Raises `BadCursor`."""
    cursor = parameters.get("cursor")
    if cursor is None:
        return None
    try:
        digest, *key = Signer(salt=SALT).unsign_object(cursor)
    except (BadSignature, ValueError, TypeError) as error:
        raise BadCursor("This cursor does not come from this archive.") from error
    if digest != _digest(parameters):
        raise BadCursor("This cursor belongs to another query: begin again without one.")
    return tuple(key)


def rows_after(rows: Sequence[Row], key_of: Callable[[Row], Key], key: Key | None) -> Sequence[Row]:
    """The rows after the one with this key; `rows` are in the order of their keys.

    All rows for None. Raises `BadCursor` for a key of another list.
    """
    if key is None:
        return rows
    try:
        return rows[bisect_right(rows, key, key=key_of) :]
    except TypeError as error:
        raise BadCursor("This cursor belongs to another list.") from error


def _digest(parameters: QueryDict) -> str:
    """A digest of the parameters of a query, without those for the page."""
    given = sorted(
        (name, sorted(filter(None, values)))
        for name, values in parameters.lists()
        if name not in OF_THE_PAGE and not name.startswith(CAMPAIGN)
    )
    return hashlib.sha256(json.dumps(given).encode()).hexdigest()[:16]
