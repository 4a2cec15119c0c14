"""What every verb that changes the archive shares: the lock that it takes and the refusal that it
raises.
"""

from __future__ import annotations

from django.db import connection

LOCK = 0x1A5C
"""The advisory lock that a change takes, so that two at once happen one after the other."""


class Refused(Exception):
    """Something that was asked and cannot be done; says what a person can do about it."""


def wait_for_the_archive() -> None:
    """Take the lock until the end of the transaction (PostgreSQL manual, 13.3.5 Advisory Locks)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
