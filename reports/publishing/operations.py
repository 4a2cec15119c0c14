"""What all operations that change the archive share: the lock that they take, and the refusal."""

from __future__ import annotations

from django.db import connection
from django.dispatch import Signal

LOCK = 0x1A5C
"""The number of the advisory lock that lets one operation at a time change the archive."""

texts_changed = Signal()
"""Sent once by a command that changes texts, after the last report and outside its transaction: for
what takes too long to be made anew with each report. Uploads at the desk do not send it.
"""


class Refused(Exception):
    """An operation that cannot be carried out; the message says why and what a person can do."""


def wait_for_the_archive() -> None:
    """Take the lock until the end of the transaction (PostgreSQL manual, 13.3.5 Advisory Locks)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
