"""The newest inspections, for the home page."""

from __future__ import annotations

from django.db.models import Q

from reports.models import Inspection
from reports.models.querysets import FULL_INSPECTIONS


def newest(most: int) -> tuple[list[Inspection], list[Inspection]]:
    """The newest whose text can be read, and the newest full ones that took place, `most` of each;
    in two queries.

    They are found among narrow rows, and only what is found is read whole.
    """
    known = Inspection.objects.newest_first()
    readable, full = known.with_text(), known.full().filter(authority__invented=False)
    wanted = Q(pk__in=readable.values("pk")[:most]) | Q(pk__in=full.values("pk")[:most])
    found = list(Inspection.objects.listed().filter(wanted).newest_first())
    took_place = [
        each for each in found if each.kind in FULL_INSPECTIONS and not each.authority.invented
    ]
    return [each for each in found if each.reading_id][:most], took_place[:most]
