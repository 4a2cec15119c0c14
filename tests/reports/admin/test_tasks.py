"""Each task on the start page of the desk counts its own rows and leads to their list."""

from __future__ import annotations

from itertools import count

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from reports.admin.desk import tasks
from reports.facts.vocabulary import Checked
from reports.models import Correction, CorrectionRequest, Inspection, Reading, Source
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db

READINGS = "/admin/reports/reading/"
WITHOUT_REPORT = "/admin/reports/inspection/?reading__isempty=1"
CORRECTIONS = "/admin/reports/correction/?withdrawn_at__isempty=1"

_digests = count(1)


def rows(title: str) -> dict[str, tuple[int, str]]:
    """The counts and addresses of a group, by their labels."""
    (group,) = [each for each in tasks() if each.title == title]
    return {each.label: (each.count, each.address) for each in group.counts}


def make_reading(warnings: int = 0, notes: int = 0) -> Reading:
    """A reading that waits, with so many problems of either severity."""
    source = Source.objects.create(
        sha256=f"{next(_digests):064x}",
        name="report",
        size=1,
        media_type="text/plain",
        origin=Source.Origin.UPLOAD,
    )
    severities = ["warning"] * warnings + ["info"] * notes
    report = {"problems": [{"severity": severity} for severity in severities]}
    return Reading.objects.create(source=source, parser_version=1, report=report)


def test_groups_are_in_the_order_of_their_urgency() -> None:
    titles = [group.title for group in tasks()]
    assert titles == ["Readings", "Ofsted’s site", "Inspections", "Corrections"]
    assert all(each.count == 0 for group in tasks() for each in group.counts)


def test_readings_are_counted_by_state_and_most_serious_problem() -> None:
    for warnings, notes in ((0, 0), (0, 0), (0, 0), (0, 0), (0, 2), (0, 1), (1, 0), (1, 3), (2, 0)):
        make_reading(warnings, notes)
    published = make_reading(1)
    other = make_reading()
    for reading, slug in ((published, "ashby"), (other, "birchwick")):
        inspection = make_inspection(make_authority(slug))
        Inspection.objects.filter(pk=inspection.pk).update(reading=reading)
        Reading.objects.filter(pk=reading.pk).update(inspection=inspection)
    assert rows("Readings") == {
        "waiting to be published": (9, f"{READINGS}?state=waiting"),
        "waiting with warnings": (3, f"{READINGS}?state=waiting&problems=warning"),
        "waiting with notes only": (2, f"{READINGS}?state=waiting&problems=info"),
        "waiting without problems": (4, f"{READINGS}?state=waiting&problems=none"),
        "published with warnings": (1, f"{READINGS}?state=published&problems=warning"),
    }


def test_inspections_without_a_report_are_counted_by_their_source() -> None:
    for number, checked in enumerate(["", Checked.DOUBTFUL, Checked.DOUBTFUL, Checked.SECONDARY]):
        make_inspection(make_authority(f"ashby-{number}"), checked=checked)
    make_inspection(make_authority(), checked=Checked.DOUBTFUL, original=b"published")
    counted = rows("Inspections")
    assert counted["without a report, from a doubtful source"] == (
        2,
        f"{WITHOUT_REPORT}&checked__exact=doubtful",
    )
    assert counted["without a report"] == (4, WITHOUT_REPORT)


def test_active_corrections_are_counted_by_their_standing() -> None:
    inspection = make_inspection(make_authority())
    editor = User.objects.create_user("editor")
    standing = Correction.Standing
    needed = [standing.IMPOSSIBLE, *[standing.UNAPPLIED] * 2, *[standing.NEEDLESS] * 4]
    for number, each in enumerate(needed):
        Correction.objects.create(
            inspection=inspection,
            authority=inspection.authority,
            what=f"paragraph:numbered:{number}:text",
            before="a",
            after="b",
            reason="r",
            standing=each,
            by=editor,
        )
    withdrawn = Correction.objects.filter(standing=standing.NEEDLESS).first()
    assert withdrawn is not None
    Correction.objects.filter(pk=withdrawn.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=editor
    )
    for answered_at in (None, None, timezone.now()):
        CorrectionRequest.objects.create(
            inspection=inspection,
            title="x",
            words="w",
            conclusion="other" if answered_at else "",
            answer="a" if answered_at else "",
            answered_by=editor if answered_at else None,
            answered_at=answered_at,
        )
    assert rows("Corrections") == {
        "reported by readers, to answer": (
            2,
            "/admin/reports/correctionrequest/?answered_at__isempty=1",
        ),
        "that contradict other facts": (1, f"{CORRECTIONS}&standing__exact=impossible"),
        "with nothing left to correct": (2, f"{CORRECTIONS}&standing__exact=unapplied"),
        "no longer needed after a new reading": (3, f"{CORRECTIONS}&standing__exact=needless"),
    }
