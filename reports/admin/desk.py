"""The tasks on the start page of the desk: numbers of rows, with links to their lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from reports.facts.vocabulary import Checked
from reports.models import (
    Correction,
    CorrectionRequest,
    Inspection,
    ListedFile,
    ListedProvider,
    Reading,
    StatisticsDifference,
)

Standing = Correction.Standing
FileState = ListedFile.State


@dataclass(frozen=True, slots=True)
class TaskCount:
    """The number of rows that need a person, their label, and the address of their list."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The counts of one kind of row."""

    title: str
    counts: list[TaskCount]


def tasks() -> list[TaskGroup]:
    """All groups of tasks, the most urgent first, in seven queries."""
    return [_readings(), _listed_files(), _inspections(), _corrections()]


def _readings() -> TaskGroup:
    waits = Q(inspection=None)
    is_published = Q(shown_by__isnull=False)
    counts = Reading.objects.aggregate(
        waiting=Count("pk", filter=waits),
        warned=Count("pk", filter=waits & Q(warnings__gt=0)),
        noted=Count("pk", filter=waits & Q(warnings=0, notes__gt=0)),
        clean=Count("pk", filter=waits & Q(warnings=0, notes=0)),
        published=Count("pk", filter=is_published & Q(warnings__gt=0)),
    )
    address = reverse("admin:reports_reading_changelist")
    return TaskGroup(
        "Readings",
        [
            TaskCount("waiting to be published", counts["waiting"], f"{address}?state=waiting"),
            TaskCount(
                "waiting with warnings",
                counts["warned"],
                f"{address}?state=waiting&problems=warning",
            ),
            TaskCount(
                "waiting with notes only", counts["noted"], f"{address}?state=waiting&problems=info"
            ),
            TaskCount(
                "waiting without problems",
                counts["clean"],
                f"{address}?state=waiting&problems=none",
            ),
            TaskCount(
                "published with warnings",
                counts["published"],
                f"{address}?state=published&problems=warning",
            ),
        ],
    )


def _listed_files() -> TaskGroup:
    waits = Q(reading__isnull=False, reading__inspection=None)
    counts = ListedFile.objects.aggregate(
        changed=Count("pk", filter=waits & Q(state=FileState.CHANGED)),
        unknown=Count("pk", filter=waits & Q(state=FileState.UNKNOWN_KIND)),
        refused=Count("pk", filter=Q(state=FileState.REFUSED)),
        listed=Count("pk", filter=Q(state=FileState.LISTED)),
    )
    unknown_providers = ListedProvider.objects.filter(authority=None).count()
    address = reverse("admin:reports_listedfile_changelist")
    providers = reverse("admin:reports_listedprovider_changelist")
    waiting = f"{address}?reading=waiting"
    return TaskGroup(
        "Ofsted’s site",
        [
            TaskCount(
                "changed files to compare", counts["changed"], f"{waiting}&state__exact=changed"
            ),
            TaskCount(
                "files of an unknown kind to look at",
                counts["unknown"],
                f"{waiting}&state__exact=unknown-kind",
            ),
            TaskCount("refused files", counts["refused"], f"{address}?state__exact=refused"),
            TaskCount("listed files to fetch", counts["listed"], f"{address}?state__exact=listed"),
            TaskCount(
                "providers of an unknown authority",
                unknown_providers,
                f"{providers}?authority__isempty=1",
            ),
        ],
    )


def _inspections() -> TaskGroup:
    without_report = Q(reading=None)
    counts = Inspection.objects.aggregate(
        doubtful=Count("pk", filter=without_report & Q(checked=Checked.DOUBTFUL)),
        without_report=Count("pk", filter=without_report),
    )
    unsettled = StatisticsDifference.objects.filter(settled_at=None).count()
    differences = reverse("admin:reports_statisticsdifference_changelist")
    address = f"{reverse('admin:reports_inspection_changelist')}?reading__isempty=1"
    return TaskGroup(
        "Inspections",
        [
            TaskCount(
                "without a report, from a doubtful source",
                counts["doubtful"],
                f"{address}&checked__exact={Checked.DOUBTFUL.value}",
            ),
            TaskCount("without a report", counts["without_report"], address),
            TaskCount(
                "judgements that differ from Ofsted’s statistics",
                unsettled,
                f"{differences}?settled_at__isempty=1",
            ),
        ],
    )


def _corrections() -> TaskGroup:
    counts = Correction.objects.active().aggregate(
        unapplied=Count("pk", filter=Q(standing=Standing.UNAPPLIED)),
        needless=Count("pk", filter=Q(standing=Standing.NEEDLESS)),
        impossible=Count("pk", filter=Q(standing=Standing.IMPOSSIBLE)),
    )
    unanswered = CorrectionRequest.objects.filter(answered_at=None).count()
    requests = reverse("admin:reports_correctionrequest_changelist")
    address = f"{reverse('admin:reports_correction_changelist')}?withdrawn_at__isempty=1"
    return TaskGroup(
        "Corrections",
        [
            TaskCount(
                "reported by readers, to answer",
                unanswered,
                f"{requests}?answered_at__isempty=1",
            ),
            TaskCount(
                "that contradict other facts",
                counts["impossible"],
                f"{address}&standing__exact=impossible",
            ),
            TaskCount(
                "with nothing left to correct",
                counts["unapplied"],
                f"{address}&standing__exact=unapplied",
            ),
            TaskCount(
                "no longer needed after a new reading",
                counts["needless"],
                f"{address}&standing__exact=needless",
            ),
        ],
    )
