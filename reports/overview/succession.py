"""Successors of authorities, and the full inspection that followed an inspection."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.models import Inspection


def family(authority: int) -> frozenset[int]:
    """The keys of an authority, of all its predecessors, and of all its successors."""
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, {"authority": authority})
        return frozenset(row[0] for row in cursor.fetchall())


def next_full(inspections: Iterable[Inspection]) -> dict[int, list[Inspection]]:
    """For each inspection, by its key, the next full inspection, in a list of at most one.

    If the authority was not inspected again, the list has the first full inspection of each of its
    successors. It is empty if there is none yet. The next inspection began after the other one had
    ended. Each has the attribute `authority_name`.
    """
    following: dict[int, list[Inspection]] = defaultdict(list)
    parameters = {"inspections": [each.pk for each in inspections], "full": list(FULL_INSPECTIONS)}
    rows: Any = Inspection.objects.raw(NEXT_FULL, parameters)
    for later in rows:
        following[later.earlier].append(later)
    return following


FAMILY = """
    WITH RECURSIVE later (id) AS (
        SELECT %(authority)s::bigint
        UNION SELECT to_authority_id
        FROM reports_authority_successors JOIN later ON from_authority_id = later.id
    ), earlier (id) AS (
        SELECT %(authority)s::bigint
        UNION SELECT from_authority_id
        FROM reports_authority_successors JOIN earlier ON to_authority_id = earlier.id
    )
    SELECT id FROM later UNION SELECT id FROM earlier
"""

# Successors are followed only from an authority without a later full inspection of its own.
NEXT_FULL = """
    WITH RECURSIVE full_inspection AS (
        SELECT * FROM reports_inspection WHERE kind = ANY (%(full)s)
    ), following (earlier, ended, authority) AS (
        SELECT id, end_date, authority_id FROM reports_inspection WHERE id = ANY (%(inspections)s)
        UNION
        SELECT earlier, ended, to_authority_id
        FROM following JOIN reports_authority_successors ON from_authority_id = following.authority
        WHERE NOT EXISTS (
            SELECT FROM full_inspection AS own
            WHERE own.authority_id = following.authority AND own.start_date > ended
        )
    )
    SELECT DISTINCT ON (earlier, authority)
        later.*, earlier, reports_authority.name AS authority_name
    FROM following
    JOIN full_inspection AS later ON later.authority_id = authority AND later.start_date > ended
    JOIN reports_authority ON reports_authority.id = authority
    ORDER BY earlier, authority, later.start_date, later.id
"""
