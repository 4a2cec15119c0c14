"""Each button that changes something asks first: before and after, the page beside, and Cancel."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.files.reading import read_in_child
from reports.models import Change, Correction, Inspection, Reading, Source
from reports.publishing.content.targets import Target
from reports.publishing.correcting import correct
from reports.publishing.history.changes import stamp
from reports.publishing.importing import receive
from tests.reports.publishing.readings import CONTENT, published, received
from tests.support.reference import load_facts
from tests.support.typeset import PRINTED, typeset

pytestmark = pytest.mark.django_db


def ask(client: Client, address: str, **sent: str) -> str:
    answer = client.post(address, {**sent, "ask": "1"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert ">Cancel</a>" in page
    assert 'name="ask"' not in page
    return page


def test_publishing_asks_with_what_it_would_change_and_does_nothing_yet(
    admin_client: Client,
) -> None:
    inspection = published()
    later = received(CONTENT.replace(b"Tobias Harkwell", b"Tobias Harkwill"))
    address = reverse("admin:reading-publish", args=[later.pk])
    before = (stamp(inspection), Change.objects.count())
    page = ask(admin_client, address, stamp=before[0], reason="Read &amp; compared.")
    assert "[removed:</span> Tobias Harkwell" in page
    assert "[added:</span> Tobias Harkwill" in page
    assert 'name="reason" value="Read &amp;amp; compared."' in page
    inspection.refresh_from_db()
    assert (stamp(inspection), Change.objects.count()) == before
    assert later.pk != inspection.reading_id
    admin_client.post(address, {"stamp": before[0], "reason": "Compared."})
    inspection.refresh_from_db()
    assert inspection.reading_id == later.pk


def test_publishing_a_first_report_keeps_the_samples_until_it_is_done(
    admin_client: Client,
) -> None:
    load_facts()
    sample = received(CONTENT)
    page = ask(admin_client, reverse("admin:reading-publish", args=[sample.pk]))
    assert "will show this reading. This changes" in page
    assert "and adds" in page
    assert (
        f'<a href="{reverse("admin:reports_reading_change", args=[sample.pk])}">report.txt</a>'
        in page
    )
    assert not Inspection.objects.with_text().exists()


def test_a_refusal_comes_before_the_question(admin_client: Client) -> None:
    inspection = published()
    later = received(CONTENT + b"\n")
    answer = admin_client.post(
        reverse("admin:reading-publish", args=[later.pk]), {"ask": "1", "stamp": "old"}
    )
    assert "has changed since you opened it" in answer.content.decode()
    address = f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what=judgement:leaders"
    sent = {"ask": "1", "stamp": stamp(inspection), "after": "good", "reason": "r"}
    assert "says that already" in admin_client.post(address, sent).content.decode()


def test_correcting_and_withdrawing_ask_with_both_values_and_the_page(
    admin_client: Client, admin_user: User
) -> None:
    load_facts()
    pdf = typeset(PRINTED)
    reading, _ = receive(
        content=pdf, name="w.pdf", report=read_in_child(pdf, "w.pdf"), origin=Source.Origin.UPLOAD
    )
    admin_client.post(reverse("admin:reading-publish", args=[reading.pk]), {"stamp": "0.0"})
    inspection = Inspection.objects.with_text().get()
    what = "paragraph:numbered:2:text"
    on_page = what.replace("text", "page")
    correct(inspection=inspection, what=on_page, after="2", reason="r", by=admin_user)
    inspection.refresh_from_db()
    address = f"{reverse('admin:inspection-correct', args=[inspection.pk])}?what={what}"
    with CaptureQueriesContext(connection) as queries:
        admin_client.get(address)
    assert len([each for each in queries if 'FROM "reports_paragraph"' in each["sql"]]) == 1
    sent = {"after": "Children wait.", "reason": "Misread."}
    page = ask(admin_client, address, stamp=stamp(inspection), **sent)
    assert "[added:</span> Children wait." in page
    assert f"<h1>Correct “{Target.parse(what).label}”?</h1>" in page
    picture = reverse("admin:reading-page", args=[reading.pk, 2])
    assert picture in page
    assert not Correction.objects.filter(what=what).exists()
    admin_client.post(address, {"stamp": stamp(inspection), **sent})
    withdraw = reverse("admin:correction-withdraw", args=[Correction.objects.get(what=what).pk])
    page = ask(admin_client, withdraw, stamp=stamp(inspection), reason="It was right.")
    assert f"{inspection} will show again what was read. This adds 1 passage and removes" in page
    assert picture in page


def test_withdrawing_asks_with_what_comes_back(admin_client: Client, admin_user: User) -> None:
    inspection = published()
    correction = correct(
        inspection=inspection, what="lead_inspector", after="A. B.", reason="r", by=admin_user
    )
    address = reverse("admin:correction-withdraw", args=[correction.pk])
    page = ask(admin_client, address, stamp=stamp(inspection), reason="It was right.")
    assert "[removed:</span> A. B." in page
    assert Correction.objects.active().count() == 1


def test_discarding_asks_first(admin_client: Client) -> None:
    reading = received(CONTENT)
    address = reverse("admin:reading-discard", args=[reading.pk])
    assert "are deleted" in ask(admin_client, address)
    assert Reading.objects.filter(pk=reading.pk).exists()
    admin_client.post(address)
    assert not Reading.objects.filter(pk=reading.pk).exists()


def test_one_text_is_unpublished_on_the_page_of_its_inspection(admin_client: Client) -> None:
    inspection = published()
    shown = admin_client.get(reverse("admin:reports_inspection_change", args=[inspection.pk]))
    address = reverse("admin:inspection-unpublish", args=[inspection.pk])
    assert address in shown.content.decode()
    form = admin_client.get(address).content.decode()
    assert f"{inspection.paragraphs.count()} passages now, none after" in form
    sent = {f"stamp-{inspection.pk}": stamp(inspection), "reason": "Asked to."}
    assert admin_client.post(address, sent).status_code == 302
    assert not Inspection.objects.with_text().exists()


def test_a_text_that_changed_meanwhile_is_not_unpublished(
    admin_client: Client, admin_user: User
) -> None:
    inspection = published()
    old = stamp(inspection)
    correct(inspection=inspection, what="title", after="T", reason="r", by=admin_user)
    address = reverse("admin:inspection-unpublish", args=[inspection.pk])
    page = admin_client.post(
        address, {f"stamp-{inspection.pk}": old, "reason": "Asked to."}, follow=True
    ).content.decode()
    assert "has changed since you opened it" in page
    assert Inspection.objects.with_text().exists()
