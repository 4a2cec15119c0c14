"""The reference facts, as an archive in use has them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from reports.publishing.facts import load_reference

TABLES = ("reports_authority", "reports_inspection", "reports_judgement")


def load_facts() -> None:
    """Load the reference facts and let the database count them: its plans fit a filled archive.

    Without counts it plans for empty tables, and a page of all inspections takes seconds.
    """
    load_reference()
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(TABLES)}")


@contextmanager
def undone_at_the_end() -> Iterator[None]:
    """Take back in the end what is written within, also what tests share that undo their own rows.

    Constraints are checked at once, else each test would check the shared rows anew.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)
