"""Shared by all operations that change the archive: their lock, their exception, their signal."""

from __future__ import annotations

from django.db import connection
from django.dispatch import Signal

LOCK = 0x1A5C
"""The number of the advisory lock that allows one operation at a time to change the archive."""

texts_changed = Signal()
"""Sent once by a command that changed texts, after the last report and outside its transaction.
Receivers compute what would take too long for each report. Uploads at the desk do not send it.
"""


class Refused(Exception):
    """An operation that cannot be carried out; the message says why and what a person can do."""


def lock_archive() -> None:
    """Wait for the lock, and hold it until the transaction ends (PostgreSQL manual, 13.3.5)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
