"""What waits at the desk: each count with the list that shows what is counted, in three queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from reports.facts.vocabulary import Checked
from reports.models import Correction, Inspection, Reading

Standing = Correction.Standing


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of something wait, what a person does with them, and the address of their list."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits of one kind of row."""

    title: str
    waiting: list[Waiting]


def what_waits() -> list[Pile]:
    """All piles of the desk, the most urgent first."""
    return [_readings(), _inspections(), _corrections()]


def _readings() -> Pile:
    waits, shown = Q(inspection=None), Q(shown_by__isnull=False)
    counts = Reading.objects.aggregate(
        waiting=Count("pk", filter=waits),
        warned=Count("pk", filter=waits & Q(warnings__gt=0)),
        noted=Count("pk", filter=waits & Q(warnings=0, notes__gt=0)),
        clean=Count("pk", filter=waits & Q(warnings=0, notes=0)),
        published=Count("pk", filter=shown & Q(warnings__gt=0)),
    )
    address = reverse("admin:reports_reading_changelist")
    return Pile(
        "Readings",
        [
            Waiting("wait to be published", counts["waiting"], f"{address}?state=waiting"),
            Waiting(
                "of them with warnings",
                counts["warned"],
                f"{address}?state=waiting&problems=warning",
            ),
            Waiting(
                "of them with notes only", counts["noted"], f"{address}?state=waiting&problems=info"
            ),
            Waiting(
                "of them without problems",
                counts["clean"],
                f"{address}?state=waiting&problems=none",
            ),
            Waiting(
                "published with warnings",
                counts["published"],
                f"{address}?state=published&problems=warning",
            ),
        ],
    )


def _inspections() -> Pile:
    bare = Q(reading=None)
    counts = Inspection.objects.aggregate(
        doubtful=Count("pk", filter=bare & Q(checked=Checked.DOUBTFUL)),
        bare=Count("pk", filter=bare),
    )
    address = f"{reverse('admin:reports_inspection_changelist')}?reading__isempty=1"
    return Pile(
        "Inspections",
        [
            Waiting(
                "known by a doubtful fact",
                counts["doubtful"],
                f"{address}&checked__exact={Checked.DOUBTFUL.value}",
            ),
            Waiting("known without their text", counts["bare"], address),
        ],
    )


def _corrections() -> Pile:
    counts = Correction.objects.active().aggregate(
        unapplied=Count("pk", filter=Q(standing=Standing.UNAPPLIED)),
        needless=Count("pk", filter=Q(standing=Standing.NEEDLESS)),
        impossible=Count("pk", filter=Q(standing=Standing.IMPOSSIBLE)),
    )
    address = f"{reverse('admin:reports_correction_changelist')}?withdrawn_at__isempty=1"
    return Pile(
        "Corrections",
        [
            Waiting(
                "are impossible beside what else is said",
                counts["impossible"],
                f"{address}&standing__exact=impossible",
            ),
            Waiting(
                "find nothing to correct any more",
                counts["unapplied"],
                f"{address}&standing__exact=unapplied",
            ),
            Waiting(
                "are needless since a new reading",
                counts["needless"],
                f"{address}&standing__exact=needless",
            ),
        ],
    )
