"""The desk: what waits, with links to what is counted; corrections, comparisons, roles; nobody
overwrites unseen.
"""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from reports.admin.desk import tasks
from reports.facts.vocabulary import Severity
from reports.ingest.parsed import Problem
from reports.models import Change, Correction, Inspection, Reading, Source
from reports.publishing.correcting import correct
from reports.publishing.history.changes import stamp
from reports.publishing.importing import publish
from tests.reports.publishing.readings import CONTENT, published, read, received, with_paragraphs
from tests.support.reference import load_facts
from tests.support.streamed import body
from tests.support.typeset import PRINTED, typeset

pytestmark = pytest.mark.django_db

WARNED = (Problem(Severity.WARNING, "x", "Look here."),)
NOTED = (Problem(Severity.INFO, "x", "An oddity."),)
READINGS = "/admin/reports/reading/"


def member(*groups: str) -> Client:
    user = User.objects.create_user("-and-".join(groups).lower() or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def send(client: Client, address: str, **shown: Any) -> str:
    answer = client.post(address, shown, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(shown: str) -> int:
    """How many rows a list of the admin shows."""
    return shown.count('class="action-select"') or shown.count('<th class="field-')


def counts() -> dict[str, int]:
    return {each.label: each.count for group in tasks() for each in group.counts}


def test_start_page_counts_tasks_and_links_to_it(
    admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_facts()
    received(report=read(problems=WARNED))
    received(CONTENT + b"\n", report=read(problems=NOTED))
    received(CONTENT + b"\n\n", report=read(problems=(*WARNED, *NOTED)))
    with django_assert_num_queries(7):
        groups = tasks()
    assert counts()["waiting to be published"] == 3
    assert counts()["waiting with warnings"] == 2
    assert counts()["waiting with notes only"] == 1
    assert counts()["without a report"] == Inspection.objects.count() > 0
    shown = page(admin_client, "/admin/")
    for group in groups:
        for each in group.counts:
            if each.count:
                assert (
                    f'<a href="{escape(each.address)}"><strong>{each.count}</strong> {each.label}</a>'
                    in shown
                )
                listed = page(admin_client, each.address)
                assert f"{each.count} {'result' if each.count == 1 else 'results'}" in listed or (
                    f"0 of {min(each.count, 50)} selected" in listed or f"{each.count} " in listed
                )


def test_corrections_that_need_a_person_are_counted() -> None:
    inspection = published()
    editor = User.objects.create_user("editor")
    for what, after in (("paragraph:numbered:3:text", "Words."), ("lead_inspector", "Ann Other")):
        correct(inspection=inspection, what=what, after=after, reason="r", by=editor)
    report = with_paragraphs(without=(3,))
    publish(
        reading=received(
            CONTENT + b"\n", report=read(paragraphs=report.paragraphs, lead_inspector="Ann Other")
        )
    )
    assert counts()["with nothing left to correct"] == 1
    assert counts()["no longer needed after a new reading"] == 1


def test_bulk_publishing_publishes_each_and_refuses_by_name(admin_client: Client) -> None:
    load_facts()
    good = received(CONTENT.replace(b"Wexcombe", b"Bristol"))
    unknown = received(CONTENT.replace(b"Wexcombe", b"Nowhereshire"))
    Source.objects.filter(pk=unknown.source_id).update(name="nowhere.txt")
    shown = send(
        admin_client,
        READINGS,
        action="publish_chosen",
        _selected_action=[good.pk, unknown.pk],
        select_across="0",
    )
    assert "“nowhere.txt” was not published" in shown
    assert Reading.objects.published().get() == good
    assert Change.objects.get().by == User.objects.get(username="admin")


def test_bulk_publishing_never_replaces_a_text(admin_client: Client) -> None:
    inspection = published()
    again = received(CONTENT + b"\n")
    shown = send(admin_client, READINGS, action="publish_chosen", _selected_action=[again.pk])
    assert "It would replace the text of" in shown
    inspection.refresh_from_db()
    assert inspection.reading != again


def test_replacing_a_text_is_shown_beforehand_and_its_reason_kept(admin_client: Client) -> None:
    inspection = published()
    again = received(CONTENT.replace(b"Harkwell", b"Harkwill"))
    shown = page(admin_client, f"{READINGS}{again.pk}/change/")
    assert f'value="{stamp(inspection)}"' in shown
    assert reverse("admin:reading-compare", args=[inspection.reading_id, again.pk]) in shown
    address = reverse("admin:reading-publish", args=[again.pk])
    assert "Published:" in send(
        admin_client, address, stamp=stamp(inspection), reason="Re-published by Ofsted."
    )
    assert Change.objects.latest("pk").reason == "Re-published by Ofsted."
    third = received(CONTENT.replace(b"Harkwell", b"Harkwall"))
    inspection.refresh_from_db()
    address = reverse("admin:reading-publish", args=[third.pk])
    assert "Published:" in send(admin_client, address, stamp=stamp(inspection))
    assert "replaced the earlier one" in Change.objects.latest("pk").reason


def test_two_admins_do_not_overwrite_each_other_unseen(admin_client: Client) -> None:
    inspection = published()
    again = received(CONTENT.replace(b"Harkwell", b"Harkwill"))
    old_stamp = stamp(inspection)
    editor = User.objects.create_user("the-other")
    correct(inspection=inspection, what="title", after="T", reason="r", by=editor)
    shown = send(
        admin_client,
        reverse("admin:reading-publish", args=[again.pk]),
        stamp=old_stamp,
        reason="Because.",
    )
    assert "has changed since you opened it: corrected" in shown
    assert "by the-other (1 field)" in shown
    assert f'value="{stamp(inspection)}"' in shown
    assert "Because." in shown
    address = f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what=lead_inspector"
    shown = send(admin_client, address, stamp=old_stamp, after="Somebody", reason="Why not.")
    assert "has changed since you opened it" in shown
    assert 'value="Somebody"' in shown
    shown = send(
        admin_client, address, stamp=stamp(inspection), after="Somebody", reason="Why not."
    )
    assert "was corrected" in shown


def test_a_form_that_carries_nothing_replaces_nothing(admin_client: Client) -> None:
    published()
    again = received(CONTENT.replace(b"Harkwell", b"Harkwill"))
    shown = send(admin_client, reverse("admin:reading-publish", args=[again.pk]), reason="Because.")
    assert "has changed since you opened it" in shown


def test_correcting_in_the_admin_is_bound_to_the_vocabulary(admin_client: Client) -> None:
    inspection = published()
    every = reverse("admin:inspection-correct", args=[inspection.pk])
    shown = page(admin_client, every)
    for what in ("lead_inspector", "judgement:leaders", "paragraph:numbered:22:text"):
        assert f"?what={what.replace(':', '%3A')}" in shown or f"?what={what}" in shown
    page(admin_client, f"{every}?what=nonsense", 404)
    page(admin_client, f"{every}?what=paragraph:numbered:999:text", 404)
    address = f"{every}?what=judgement:leaders"
    shown = page(admin_client, address)
    assert '<option value="good" selected>Good</option>' in shown
    old_stamp = stamp(inspection)
    assert "Select a valid choice" in send(
        admin_client, address, stamp=old_stamp, after="splendid", reason="r"
    )
    assert "This field is required" in send(
        admin_client, address, stamp=old_stamp, after="inadequate"
    )
    shown = send(admin_client, address, stamp=old_stamp, after="inadequate", reason="Misread.")
    undo = reverse("admin:reports_correction_change", args=[inspection.corrections.get().pk])
    assert f'was corrected. <a href="{undo}">Undo</a>' in shown
    assert "Withdraw this correction" in page(admin_client, undo)
    assert "Good" in page(admin_client, f"{address}")
    assert inspection.judgements.get(area="leaders").grade == "inadequate"


def test_dates_are_asked_for_in_the_form_that_browsers_know(admin_client: Client) -> None:
    inspection = published()
    shown = page(
        admin_client, f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what=end_date"
    )
    assert 'type="date" name="after" value="2023-06-23"' in shown
    assert "<blockquote>23 June 2023</blockquote>" in shown
    waiting = received(CONTENT.replace(b"Harkwell", b"Harkwill"))
    assert 'type="date" name="published"' in page(admin_client, f"{READINGS}{waiting.pk}/change/")


def test_a_correction_that_stands_is_shown_in_words(admin_client: Client) -> None:
    inspection = published()
    editor = User.objects.get(username="admin")
    correct(
        inspection=inspection, what="end_date", after="2023-06-24", reason="As printed.", by=editor
    )
    shown = page(admin_client, reverse("admin:reports_inspection_change", args=[inspection.pk]))
    assert "<td>23 June 2023</td>" in shown
    assert "<td>24 June 2023</td>" in shown
    shown = page(
        admin_client, f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what=end_date"
    )
    assert "Before, it said: “23 June 2023”" in shown


def test_a_correction_is_withdrawn_with_a_reason(admin_client: Client) -> None:
    inspection = published()
    editor = User.objects.get(username="admin")
    correction = correct(inspection=inspection, what="title", after="T", reason="r", by=editor)
    address = reverse("admin:correction-withdraw", args=[correction.pk])
    assert "This field is required" in send(admin_client, address, stamp=stamp(inspection))
    assert "was withdrawn" in send(
        admin_client, address, stamp=stamp(inspection), reason="It was right."
    )
    assert not Correction.objects.active().exists()


def test_two_readings_are_compared_word_by_word_and_one_is_chosen(admin_client: Client) -> None:
    inspection = published()
    first = inspection.reading
    assert first is not None
    second = received(
        CONTENT.replace(b"Tobias Harkwell", b"Tobias Harkwill").replace(
            b"within hours", b"within days"
        )
    )
    publish(reading=second, reason="Re-published.")
    shown = page(admin_client, reverse("admin:reading-compare", args=[first.pk, second.pk]))
    assert "Lead inspector" in shown
    assert "[removed:</span> hours" in shown
    assert "[added:</span> days" in shown
    inspection.refresh_from_db()
    shown = page(admin_client, reverse("admin:reports_inspection_change", args=[inspection.pk]))
    assert f"{READINGS}{first.pk}/change/#publish" in shown
    address = reverse("admin:reading-publish", args=[first.pk])
    send(admin_client, address, stamp=stamp(inspection), reason="The first was right.")
    inspection.refresh_from_db()
    assert inspection.reading == first


def test_the_page_of_the_original_stands_beside_what_was_read(admin_client: Client) -> None:
    pdf = typeset(PRINTED)
    admin_client.post(
        f"{READINGS}add/", {"chosen_files": [SimpleUploadedFile("report.pdf", pdf)], "text": ""}
    )
    reading = Reading.objects.get()
    shown = page(admin_client, f"{READINGS}{reading.pk}/change/")
    image = reverse("admin:reading-page", args=[reading.pk, 1])
    assert f'<img src="{image}" alt="Page 1 of the original"' in shown
    answer = admin_client.get(image)
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    page(admin_client, reverse("admin:reading-page", args=[reading.pk, 400]), 404)
    original = admin_client.get(reverse("admin:reading-original", args=[reading.pk]))
    assert (body(original), original["Content-Type"]) == (pdf, "application/pdf")
    assert member().get(image).status_code == 403


def test_a_text_stands_beside_what_was_read(admin_client: Client) -> None:
    reading = received()
    shown = page(admin_client, f"{READINGS}{reading.pk}/change/")
    assert "# Inspection of Wexcombe local authority" in shown
    page(admin_client, reverse("admin:reading-page", args=[reading.pk, 1]), 404)


def test_uploaders_upload_and_publishers_publish() -> None:
    uploader, publisher, nobody = member("Uploaders"), member("Publishers"), member()
    uploader.post(f"{READINGS}add/", {"text": CONTENT.decode()})
    reading = Reading.objects.get()
    publishing = reverse("admin:reading-publish", args=[reading.pk])
    assert uploader.post(publishing).status_code == 403
    assert publisher.get(f"{READINGS}add/").status_code == 403
    assert nobody.get(f"{READINGS}{reading.pk}/change/").status_code == 403
    assert "publish_chosen" not in page(uploader, READINGS)
    assert "publish_chosen" in page(publisher, READINGS)
    assert "Published:" in send(publisher, publishing)
    inspection = Inspection.objects.get()
    correcting = reverse("admin:inspection-correct", args=[inspection.pk])
    assert uploader.get(correcting).status_code == 403
    assert publisher.get(correcting).status_code == 200
    for client in (uploader, publisher):
        for address in (
            "/admin/",
            READINGS,
            "/admin/reports/inspection/",
            "/admin/reports/change/",
        ):
            assert client.get(address).status_code == 200
        assert client.get(f"/admin/reports/inspection/{inspection.pk}/change/").status_code == 200


def test_the_audit_lists_who_did_what_and_nothing_twice(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    admin_client.post(f"{READINGS}add/", {"text": CONTENT.decode()})
    reading = Reading.objects.get()
    send(admin_client, reverse("admin:reading-publish", args=[reading.pk]))
    inspection = Inspection.objects.get()
    address = f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what=title"
    send(
        admin_client,
        address,
        stamp=stamp(inspection),
        after="A title",
        reason="Misprinted.",
    )
    with django_assert_max_num_queries(12):
        shown = page(admin_client, "/admin/reports/change/")
    assert shown.count("<td>admin</td>") == 3
    assert "Misprinted." in shown
    assert LogEntry.objects.count() == 1
    change = Change.objects.latest("pk")
    assert "A title" in page(admin_client, f"/admin/reports/change/{change.pk}/change/")
    assert admin_client.post(f"/admin/reports/change/{change.pk}/delete/").status_code == 403
    page(admin_client, "/admin/reports/change/?page=zzz")
    for rows in ("change", "reading", "inspection", "correction"):
        for pk in ("999999", "words"):
            page(admin_client, f"/admin/reports/{rows}/{pk}/change/", 404)


def test_every_page_of_the_desk_opens_for_an_inspection_that_left(admin_client: Client) -> None:
    inspection = published()
    editor = User.objects.get(username="admin")
    correction = correct(inspection=inspection, what="title", after="T", reason="r", by=editor)
    chosen = {"action": "unpublish_chosen", "_selected_action": [inspection.pk], "reason": "Wrong."}
    shown = send(
        admin_client, "/admin/reports/inspection/", **chosen, **{f"stamp-{inspection.pk}": "1.1"}
    )
    assert "has changed since you opened it" in shown
    shown = send(
        admin_client,
        "/admin/reports/inspection/",
        **chosen,
        **{f"stamp-{inspection.pk}": stamp(inspection)},
    )
    assert "was unpublished" in shown
    for change in Change.objects.all():
        page(admin_client, f"/admin/reports/change/{change.pk}/change/")
    page(admin_client, "/admin/reports/correction/")
    page(admin_client, f"/admin/reports/correction/{correction.pk}/change/")
    page(admin_client, "/admin/")
    assert "was withdrawn" in send(
        admin_client, reverse("admin:correction-withdraw", args=[correction.pk]), reason="Gone."
    )


def test_a_grade_that_differs_from_the_known_fact_is_counted_before_it_is_published() -> None:
    load_facts()
    known = Inspection.objects.get(authority__slug="bristol", kind="ilacs", end_date="2023-01-27")
    dates = {"start_date": known.start_date, "end_date": known.end_date}
    received(report=read(authority="Bristol", authority_slug="bristol", **dates))
    assert counts()["waiting with warnings"] == 1
