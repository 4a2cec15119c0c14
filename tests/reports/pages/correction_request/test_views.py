"""Readers report mistakes without an account; editors answer in public."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from pytest_django import Settings

from reports.models import CorrectionRequest, Inspection
from reports.publishing.correction_requests import MOST_PER_NETWORK, WINDOW
from tests.archive import make_authority, make_inspection, make_report

pytestmark = pytest.mark.django_db

WORDS = "The grade should be good, says Ada Bell."


@pytest.fixture
def report() -> Inspection:
    return make_report(make_authority(), "Visits are regular.", "Plans are clear.")


def address_of(report: Inspection, passage: str = "") -> str:
    return f"/inspections/{report.slug}/mistake/" + (f"?passage={passage}" if passage else "")


def send(client: Client, report: Inspection, network: str = "192.0.2.7") -> int:
    """The status of the answer to one more report of a mistake."""
    return client.post(address_of(report), {"words": WORDS}, REMOTE_ADDR=network).status_code


def answered(row: CorrectionRequest, admin_client: Client) -> None:
    address = f"/admin/reports/correctionrequest/{row.pk}/change/"
    sent = {"conclusion": "as-printed", "answer": "The report prints it so."}
    assert admin_client.post(address, sent).status_code == 302


def test_a_report_and_its_passages_lead_to_the_form(client: Client, report: Inspection) -> None:
    page = client.get(report.get_absolute_url()).content.decode()
    assert f'href="{address_of(report)}"' in page
    passage = client.get(f"{report.get_absolute_url()}p2/").content.decode()
    assert f'href="{address_of(report, "p2")}"' in passage
    form = client.get(address_of(report, "p2")).content.decode()
    assert "Plans are clear." in form
    assert "Visits are regular." not in form


def test_what_a_reader_sends_waits_at_the_desk_and_is_not_public(
    client: Client, admin_client: Client, report: Inspection
) -> None:
    answer = client.post(address_of(report, "p2"), {"words": WORDS})
    row = CorrectionRequest.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/corrections/{row.pk}/")
    assert (row.anchor, row.passage, row.words) == ("p2", "Plans are clear.", WORDS)
    assert row.passage_name == "paragraph 2"
    assert CorrectionRequest(anchor="point-5").passage_name == "point 5"
    for address in (f"/corrections/{row.pk}/", "/corrections/", report.get_absolute_url()):
        assert "Ada Bell" not in client.get(address).content.decode()
    assert f"Number {row.pk}" not in client.get("/corrections/").content.decode()
    desk = admin_client.get(f"/admin/reports/correctionrequest/{row.pk}/change/")
    assert WORDS in desk.content.decode()


def test_the_answer_is_public_without_names(
    client: Client, admin_client: Client, report: Inspection, admin_user: User
) -> None:
    send(client, report)
    row = CorrectionRequest.objects.get()
    answered(row, admin_client)
    other = make_report(make_authority("greyfell"), "Elsewhere.")
    for address in (
        f"/corrections/{row.pk}/",
        "/corrections/",
        f"/corrections/?inspection={report.slug}",
    ):
        page = client.get(address).content.decode()
        assert "The report prints it so." in page
        assert "Ada Bell" not in page
        assert admin_user.username not in page
    about_other = client.get(f"/corrections/?inspection={other.slug}").content.decode()
    assert "The report prints it so." not in about_other


def test_nobody_answers_twice(client: Client, admin_client: Client, report: Inspection) -> None:
    send(client, report)
    row = CorrectionRequest.objects.get()
    answered(row, admin_client)
    again = admin_client.post(
        f"/admin/reports/correctionrequest/{row.pk}/change/",
        {"conclusion": "corrected", "answer": "Another answer."},
    )
    assert "has answered this request in the meantime" in again.content.decode()
    row.refresh_from_db()
    assert row.answer == "The report prints it so."


def test_the_answer_outlives_the_inspection(
    client: Client, admin_client: Client, report: Inspection
) -> None:
    send(client, report)
    row = CorrectionRequest.objects.get()
    answered(row, admin_client)
    Inspection.objects.filter(pk=report.pk).delete()
    page = client.get(f"/corrections/{row.pk}/").content.decode()
    assert "no longer in the archive" in page


def test_a_network_sends_a_few_a_day_and_is_then_forgotten(
    client: Client, report: Inspection
) -> None:
    assert {send(client, report) for _ in range(MOST_PER_NETWORK)} == {302}
    assert send(client, report) == 429
    assert send(client, report, network="198.51.100.9") == 302
    rows = CorrectionRequest.objects.all()
    assert not rows.filter(sender="").exists()
    assert not rows.filter(sender__contains="192.0.2.7").exists()
    rows.update(at=rows[0].at - WINDOW - timedelta(minutes=1))
    assert send(client, report) == 302
    assert rows.exclude(sender="").count() == 1


@pytest.mark.parametrize("words", ["", "  ", "x" * 2001, "a\x00b"])
def test_wrong_words_are_refused_with_a_reason(
    client: Client, report: Inspection, words: str
) -> None:
    page = client.post(address_of(report), {"words": words}).content.decode()
    assert "There is a problem" in page
    assert not CorrectionRequest.objects.exists()


def test_only_what_has_a_text_has_a_form(client: Client, report: Inspection) -> None:
    listed = make_inspection(make_authority("greyfell"))
    assert client.get(address_of(listed)).status_code == 404
    assert client.get(address_of(report, "p9")).status_code == 404
    assert client.get(f"/inspections/{report.slug}-x/mistake/").status_code == 404
    assert client.get("/corrections/77/").status_code == 404
    assert client.get("/corrections/?inspection=nothing").status_code == 404


def test_a_form_of_another_site_is_refused(report: Inspection) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address_of(report), {"words": WORDS}).status_code == 403


def test_editors_are_told_by_mail(client: Client, report: Inspection, settings: Settings) -> None:
    send(client, report)
    assert mail.outbox == []
    settings.EDITORS_EMAIL, settings.EMAIL_HOST = ["desk@example.org"], "mail.example.org"
    send(client, report)
    (sent,) = mail.outbox
    row = CorrectionRequest.objects.first()
    assert row is not None
    assert sent.to == ["desk@example.org"]
    assert WORDS in sent.body
    assert f"http://testserver/admin/reports/correctionrequest/{row.pk}/change/" in sent.body


def test_a_mail_that_cannot_be_sent_loses_nothing(
    client: Client,
    report: Inspection,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(**_mail: object) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    settings.EDITORS_EMAIL, settings.EMAIL_HOST = ["desk@example.org"], "mail.example.org"
    monkeypatch.setattr("reports.pages.correction_request.mail.send_mail", refuse)
    assert send(client, report) == 302
    assert CorrectionRequest.objects.count() == 1
    assert "was not sent: gone" in caplog.text
    assert WORDS not in caplog.text


def test_uploaders_see_requests_and_answer_none(client: Client, report: Inspection) -> None:
    send(client, report)
    row = CorrectionRequest.objects.get()
    uploader = User.objects.create_user("uploader", is_staff=True)
    uploader.groups.set(Group.objects.filter(name="Uploaders"))
    client.force_login(uploader)
    address = f"/admin/reports/correctionrequest/{row.pk}/change/"
    assert client.get(address).status_code == 200
    sent = {"conclusion": "corrected", "answer": "Done."}
    assert client.post(address, sent).status_code == 403
    assert client.get("/admin/reports/correctionrequest/").status_code == 200


def test_an_address_to_write_to_is_shown_where_one_is_set(
    client: Client, settings: Settings
) -> None:
    assert ">Contact</a>" not in client.get("/about/privacy/").content.decode()
    settings.CONTACT = "desk@example.org"
    page = client.get("/about/accessibility/").content.decode()
    assert page.count('href="mailto:desk@example.org"') == 2
