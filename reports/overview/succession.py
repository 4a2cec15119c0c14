"""What came next: the authorities that took over from others, and the full inspection that followed
an inspection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.models import Inspection


def family(authority: int) -> frozenset[int]:
    """The authority, by its key, with all that it took over from, and all that took over from it."""
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, {"authority": authority})
        return frozenset(row[0] for row in cursor.fetchall())


def next_full(inspections: Iterable[Inspection]) -> dict[int, list[Inspection]]:
    """For each inspection, by its key, the full inspection that came next: of the same authority,
    one at most.

    Of an authority that was not inspected again: the first of each that took over from it. None
    stands for none yet. It began after the other had ended, so that an inspection never follows
    itself. Each bears the `authority_name`.
    """
    following: dict[int, list[Inspection]] = defaultdict(list)
    parameters = {"inspections": [each.pk for each in inspections], "full": list(FULL_INSPECTIONS)}
    rows: Any = Inspection.objects.raw(NEXT_FULL, parameters)
    for later in rows:
        following[later.asked].append(later)
    return following


FAMILY = """
    WITH RECURSIVE later (id) AS (
        SELECT %(authority)s::bigint
        UNION SELECT to_authority_id FROM reports_authority_successors JOIN later ON from_authority_id = later.id
    ), earlier (id) AS (
        SELECT %(authority)s::bigint
        UNION SELECT from_authority_id FROM reports_authority_successors JOIN earlier ON to_authority_id = earlier.id
    )
    SELECT id FROM later UNION SELECT id FROM earlier
"""

# Who took over is asked only of an authority without a later full inspection of its own.
NEXT_FULL = """
    WITH RECURSIVE full_inspection AS (
        SELECT * FROM reports_inspection WHERE kind = ANY (%(full)s)
    ), following (asked, ended, authority) AS (
        SELECT id, end_date, authority_id FROM reports_inspection WHERE id = ANY (%(inspections)s)
        UNION
        SELECT asked, ended, to_authority_id
        FROM following JOIN reports_authority_successors ON from_authority_id = following.authority
        WHERE NOT EXISTS (
            SELECT FROM full_inspection AS own WHERE own.authority_id = following.authority AND own.start_date > ended
        )
    )
    SELECT DISTINCT ON (asked, authority) later.*, asked, reports_authority.name AS authority_name
    FROM following JOIN full_inspection AS later ON later.authority_id = authority AND later.start_date > ended
    JOIN reports_authority ON reports_authority.id = authority
    ORDER BY asked, authority, later.start_date, later.id
"""
