"""Cursors: where a page of a list ended, so that the next one goes on from there.

A cursor holds the key of the last row, not a number of rows. What is published in between neither
repeats a row nor hides one. It is signed, and belongs to the query that it came with.
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
"""What orders rows: text and whole numbers, the same for no two rows."""


class BadCursor(Http404):
    """A cursor that leads nowhere: mistyped, of another query, or expired."""


def written_cursor(parameters: QueryDict, key: Key) -> str:
    """The cursor for what follows the row with this key, in the list that `parameters` ask for."""
    return Signer(salt=SALT).sign_object([_digest(parameters), *key])


def read_cursor(parameters: QueryDict) -> Key | None:
    """The key in the cursor of an address; None without a cursor. Raises `BadCursor`."""
    cursor = parameters.get("cursor")
    if cursor is None:
        return None
    try:
        digest, *key = Signer(salt=SALT).unsign_object(cursor)
    except (BadSignature, ValueError, TypeError) as error:
        raise BadCursor("This cursor is none that the archive gave.") from error
    if digest != _digest(parameters):
        raise BadCursor("This cursor belongs to another query: begin again without one.")
    return tuple(key)


def rows_after(rows: Sequence[Row], key_of: Callable[[Row], Key], key: Key | None) -> Sequence[Row]:
    """What follows the row with this key, of rows in the order of their keys. Raises `BadCursor`."""
    if key is None:
        return rows
    try:
        return rows[bisect_right(rows, key, key=key_of) :]
    except TypeError as error:
        raise BadCursor("This cursor belongs to another list.") from error


def _digest(parameters: QueryDict) -> str:
    """A name for what is asked, whichever page of it."""
    given = sorted(
        (name, sorted(filter(None, values)))
        for name, values in parameters.lists()
        if name not in OF_THE_PAGE and not name.startswith(CAMPAIGN)
    )
    return hashlib.sha256(json.dumps(given).encode()).hexdigest()[:16]
