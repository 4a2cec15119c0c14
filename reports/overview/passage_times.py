"""When each passage came into the archive, and when its words last changed here.

Both follow from the recorded changes: a passage comes in when its report is published, and changes
with a later file, reading or correction that changes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db import connection

from reports.models.text_search import POSITION_BITS
from reports.overview.cache import cached_by_version
from reports.overview.outline import Numbers

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CAME_IN = """
    SELECT inspection.id, (extract(epoch FROM coalesce(
        (SELECT max(at) FROM reports_change AS change
         WHERE change.slug = inspection.slug AND change.what = 'published'),
        reading.published_at, source.received_at)) * 1000000)::bigint
    FROM reports_inspection AS inspection
    JOIN reports_reading AS reading ON reading.id = inspection.reading_id
    JOIN reports_source AS source ON source.id = reading.source_id
    ORDER BY inspection.id
"""
# A change is matched to its passage by the text, because positions may have shifted since.
CHANGED = """
    SELECT paragraph.inspection_id, paragraph.position,
        (extract(epoch FROM max(change.at)) * 1000000)::bigint
    FROM reports_change AS change
    CROSS JOIN LATERAL jsonb_array_elements(change.changed -> 'paragraphs') AS passage
    JOIN reports_inspection AS inspection ON inspection.slug = change.slug
    JOIN reports_paragraph AS paragraph ON paragraph.inspection_id = inspection.id
        AND paragraph.role = passage -> 'after' ->> 'role'
        AND paragraph.text = passage -> 'after' ->> 'text'
    WHERE change.what IN ('revised', 're-read', 'corrected', 'correction-withdrawn')
        AND change.changed -> 'paragraphs' <> '[]'
    GROUP BY paragraph.inspection_id, paragraph.position
    ORDER BY paragraph.inspection_id, paragraph.position
"""


@dataclass(frozen=True, slots=True)
class PassageTimes:
    """Moments in microseconds since 1970, by the keys of inspections and of changed passages.

    Both kinds of keys are in ascending order. The key of a passage is that of its inspection and
    its position behind it (`passage_key`).
    """

    inspections: Numbers
    came_in: Numbers
    passages: Numbers
    changed: Numbers

    @property
    def latest(self) -> datetime | None:
        """The last time at which any passage came in or changed; None without passages."""
        moments = np.concatenate([self.came_in, self.changed])
        return _moment(int(moments.max())) if len(moments) else None

    def came_in_at(self, inspection: int) -> datetime:
        """When the text of an inspection came in; the start of 1970 if it has no text."""
        return _moment(int(_looked_up(self.inspections, self.came_in, np.array([inspection]))[0]))

    def changed_at(self, inspection: int, position: int) -> datetime:
        """When a passage came in or last changed; the start of 1970 for an unknown passage."""
        keys = np.array([passage_key(inspection, position)])
        return _moment(int(self.changed_in_microseconds(keys)[0]))

    def changed_in_microseconds(self, passages: Numbers) -> Numbers:
        """When each passage, by its key, came in or last changed; 0 for an unknown passage."""
        came_in = _looked_up(self.inspections, self.came_in, passages >> POSITION_BITS)
        changed: Numbers = np.maximum(came_in, _looked_up(self.passages, self.changed, passages))
        return changed


@cached_by_version(2)
def passage_times() -> PassageTimes:
    """The times of this version of the archive, in two queries."""
    with connection.cursor() as cursor:
        cursor.execute(CAME_IN)
        came_in = cursor.fetchall()
        cursor.execute(CHANGED)
        changed = cursor.fetchall()
    return PassageTimes(
        _numbers([key for key, _ in came_in]),
        _numbers([moment for _, moment in came_in]),
        _numbers([passage_key(inspection, position) for inspection, position, _ in changed]),
        _numbers([moment for _, _, moment in changed]),
    )


def passage_key(inspection: int, position: int) -> int:
    """The key of a passage: that of its inspection, and its position in the lower bits."""
    return inspection << POSITION_BITS | position


def _numbers(values: Iterable[int]) -> Numbers:
    return np.array(list(values), dtype=np.int64)


def _looked_up(keys: Numbers, values: Numbers, sought: Numbers) -> Numbers:
    """The value for each of the `sought` keys, 0 for a missing one.

    `keys` are in ascending order.
    """
    if not len(keys):
        return np.zeros(len(sought), dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, sought), len(keys) - 1)
    matches: Numbers = np.where(keys[at] == sought, values[at], 0)
    return matches


def _moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
