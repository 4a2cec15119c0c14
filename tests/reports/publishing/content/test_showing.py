"""What no report can say is refused in a correction and never shown, whatever happens to the
readings.
"""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.facts.vocabulary import Grade, Kind
from reports.models import Correction, Inspection
from reports.publishing.content.showing import doubts
from reports.publishing.correcting import correct, withdraw
from reports.publishing.importing import publish, unpublish
from reports.publishing.operations import Refused
from tests.archive import make_authority, make_inspection
from tests.reports.publishing.readings import CONTENT, published, read, received

pytestmark = pytest.mark.django_db

Standing = Correction.Standing
TEXT_OF_3 = "paragraph:numbered:3:text"


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor")


def corrected(inspection: Inspection, what: str, after: str, editor: User) -> Correction:
    return correct(inspection=inspection, what=what, after=after, reason="Printed so.", by=editor)


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    "kind", [Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JTAI, Kind.AREA_SEND], ids=str
)
def test_visit_has_no_grades(kind: Kind, editor: User) -> None:
    visit = make_inspection(make_authority(), kind=kind, grades={})
    with pytest.raises(Refused, match="is not judged"):
        corrected(visit, "judgement:leaders", "good", editor)
    with pytest.raises(Refused, match="is short or standard"):
        corrected(visit, "length", "short", editor)


def test_two_corrections_that_are_possible_alone_but_not_together(editor: User) -> None:
    inspection = published()
    corrected(inspection, "published", "2023-06-27", editor)
    with pytest.raises(Refused, match="27 June 2023 is before the last day on site"):
        corrected(inspection, "end_date", "2023-06-30", editor)
    inspection.refresh_from_db()
    assert (inspection.published, inspection.end_date) == (date(2023, 6, 27), date(2023, 6, 23))


def test_correction_that_a_new_reading_makes_impossible_is_not_shown(
    editor: User, client: Client
) -> None:
    inspection = published()
    correction = corrected(inspection, "published", "2023-06-27", editor)
    publish(reading=received(CONTENT + b"\n", report=read(end_date=date(2023, 6, 30))))
    inspection.refresh_from_db()
    correction.refresh_from_db()
    assert (inspection.published, inspection.end_date) == (None, date(2023, 6, 30))
    assert correction.standing == Standing.IMPOSSIBLE
    client.force_login(editor)
    page = client.get(
        reverse("admin:reports_inspection_change", args=[inspection.pk])
    ).content.decode()
    assert "impossible beside what else the inspection says" in page
    publish(reading=received())
    inspection.refresh_from_db()
    assert inspection.published == date(2023, 6, 27)


def test_correction_that_a_withdrawal_makes_impossible_is_not_shown(editor: User) -> None:
    inspection = published()
    earlier = corrected(inspection, "end_date", "2023-06-16", editor)
    later = corrected(inspection, "published", "2023-06-20", editor)
    withdraw(correction=earlier, by=editor, reason="It was right.")
    inspection.refresh_from_db()
    later.refresh_from_db()
    assert (inspection.end_date, inspection.published) == (date(2023, 6, 23), None)
    assert later.standing == Standing.IMPOSSIBLE
    # Of two that contradict each other, the one that is impossible already gives way.
    corrected(inspection, "end_date", "2023-06-22", editor)
    withdraw(correction=later, by=editor, reason="Wrong.")


def test_fact_without_a_report_gets_back_what_was_known(editor: User) -> None:
    fact = make_inspection(make_authority())
    Inspection.objects.filter(pk=fact.pk).update(published=date(2023, 8, 1))
    earlier = corrected(fact, "end_date", "2023-06-20", editor)
    later = corrected(fact, "published", "2023-06-21", editor)
    withdraw(correction=earlier, by=editor, reason="It was right.")
    fact.refresh_from_db()
    later.refresh_from_db()
    assert (fact.published, later.standing) == (date(2023, 8, 1), Standing.IMPOSSIBLE)


def test_text_whose_corrected_end_is_taken_back_leaves_no_impossible_day(editor: User) -> None:
    inspection = published()
    corrected(inspection, "end_date", "2023-06-16", editor)
    corrected(inspection, "published", "2023-06-20", editor)
    unpublish(inspection=inspection, by=editor, reason="To look again.")
    assert not Inspection.objects.filter(published__lt=date(2023, 6, 23)).exists()


@pytest.mark.parametrize("day", [date(2023, 6, 22), timezone.localdate() + timedelta(days=2)])
def test_impossible_day_of_publication_given_with_a_reading(day: date) -> None:
    with pytest.raises(Refused, match="publication date"):
        publish(reading=received(), published=day)


def test_impossible_day_of_publication_that_is_read_is_a_warning_and_not_shown() -> None:
    inspection = published(report=read(published=date(2022, 5, 14)))
    assert inspection.published is None
    assert inspection.reading is not None
    assert "before the last day on site" in inspection.reading.archive_checks()[0].message


def test_database_refuses_publication_before_the_end() -> None:
    inspection = published()
    with (
        pytest.raises(IntegrityError, match="inspection_published_after_end"),
        transaction.atomic(),
    ):
        Inspection.objects.filter(pk=inspection.pk).update(published=date(2023, 6, 22))


@pytest.mark.parametrize(
    ("what", "after", "doubt"),
    [
        ("published", "2024-06-25", "days after the last day on site"),
        ("start_date", "2023-06-11", "weekend"),
        ("start_date", "2017-06-12", "took place"),
        ("judgement:care-leavers", "", "not those of the framework"),
        ("paragraph:numbered:3:grade", "inadequate", "is judged"),
        (TEXT_OF_3, "word " * 700, "700 words"),
        ("lead_inspector", "Somebody", "does not look like a name"),
    ],
)
def test_rare_value_is_taken_with_a_warning(
    what: str, after: str, doubt: str, editor: User, client: Client
) -> None:
    inspection = published()
    assert not any(doubt in each for each in doubts(inspection))
    client.force_login(editor)
    address = f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what={what}"
    stamp = client.get(address).context["form"].initial["stamp"]
    sent = {"after": after, "reason": "Printed so.", "stamp": stamp}
    answer = client.post(address, sent, follow=True)
    assert Correction.objects.get().standing == Standing.APPLIED
    assert any(doubt in str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("reason", ["r" * 1001, "bad\x07", "…"])
def test_reason_that_the_history_cannot_show(reason: str, editor: User) -> None:
    inspection = published()
    with pytest.raises(Refused, match="reason"):
        correct(inspection=inspection, what="title", after="Title", reason=reason, by=editor)


def old_row(inspection: Inspection, editor: User, **values: Any) -> Correction:
    """A correction as an earlier version took it, without any check."""
    return Correction.objects.create(
        inspection=inspection, authority=inspection.authority, reason="r", by=editor, **values
    )


@pytest.mark.parametrize(
    ("what", "after"),
    [
        ("published", "2022-05-14"),
        ("judgement:leaders", "adequate"),
        ("lead_inspector", "\x07"),
        ("judgement:adoption", "good"),
        ("paragraph:numbered:3:area", "lscb"),
        ("title", ""),
    ],
)
def test_old_impossible_correction_is_left_out_at_the_next_reading(
    what: str, after: str, editor: User
) -> None:
    inspection = published()
    passage = inspection.paragraphs.get(role="numbered", number=3).text
    correction = old_row(inspection, editor, what=what, after=after, passage=passage)
    corrected(inspection, "theme", "Care", editor)
    correction.refresh_from_db()
    assert correction.standing == Standing.IMPOSSIBLE
    publish(reading=received(CONTENT + b"\n"))
    assert not Inspection.objects.get().judgements.filter(grade=Grade.ADEQUATE).exists()
    withdraw(correction=correction, by=editor, reason="Wrong.")


def test_upgrade_mends_impossible_days_of_publication(editor: User) -> None:
    known = make_inspection(make_authority("one"))
    unknown = make_inspection(make_authority("two"))
    future = make_inspection(make_authority("three"))
    ahead = date.fromisoformat(in_days(9))
    with connection.cursor() as cursor:
        # what is pending would keep the table from changing
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE reports_inspection DROP CONSTRAINT inspection_published_after_end"
        )
    for each, day in ((known, date(2022, 5, 14)), (unknown, date(2022, 5, 14)), (future, ahead)):
        Inspection.objects.filter(pk=each.pk).update(published=day)
    first = old_row(known, editor, what="published", before="2023-08-01", after="2022-05-14")
    last = old_row(future, editor, what="published", before="", after=ahead.isoformat())
    upgrade = import_module("reports.migrations.0013_impossible_corrections")
    with connection.cursor() as cursor:
        cursor.execute(upgrade.MARK_CORRECTIONS)
        cursor.execute(upgrade.MEND_INSPECTIONS)
    days = Inspection.objects.order_by("pk").values_list("published", flat=True)
    assert list(days) == [date(2023, 8, 1), None, None]
    for correction in (first, last):
        correction.refresh_from_db()
        assert correction.standing == Standing.IMPOSSIBLE
