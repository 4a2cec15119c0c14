"""The latest inspections, for the home page."""

from __future__ import annotations

from django.db.models import Q

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.models import Inspection


def latest_inspections(most: int) -> tuple[list[Inspection], list[Inspection]]:
    """The latest inspections with a text, and the latest full ones of real authorities.

    Each list has at most `most`. One query selects and reads both, another their judgements.
    """
    in_order = Inspection.objects.newest_first()
    readable = in_order.with_text()
    full = in_order.full().filter(authority__invented=False)
    either = Q(pk__in=readable.values("pk")[:most]) | Q(pk__in=full.values("pk")[:most])
    inspections = list(Inspection.objects.listed().filter(either).newest_first())
    latest_readable = [each for each in inspections if each.reading_id]
    latest_full = [each for each in inspections if _is_real_and_full(each)]
    return latest_readable[:most], latest_full[:most]


def _is_real_and_full(inspection: Inspection) -> bool:
    return inspection.kind in FULL_INSPECTIONS and not inspection.authority.invented
