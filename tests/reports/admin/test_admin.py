"""The desk: upload, look, publish, discard, unpublish; and what is refused."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reports.admin.forms import MOST_FILES
from reports.facts.reference import FOLDER
from reports.models import Inspection, Paragraph, Reading, Source
from reports.publishing.history.changes import stamp
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db

SAMPLE: Path = FOLDER / "samples" / "wexcombe-2023.txt"
ADD = "/admin/reports/reading/add/"


def upload(client: Client, *files: tuple[str, bytes], text: str = "") -> str:
    """Send files to the desk and return the page that it ends on."""
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    answer = client.post(ADD, {"chosen_files": chosen, "text": text}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, name: str, reading: Reading, **sent: str) -> str:
    answer = client.post(reverse(f"admin:reading-{name}", args=[reading.pk]), sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_upload_shows_what_was_read_and_publishes_nothing(admin_client: Client) -> None:
    page = upload(admin_client, ("wexcombe.txt", SAMPLE.read_bytes()))
    assert "Nothing of this report is published yet" in page
    assert "Tobias Harkwell" in page
    assert "39 numbered paragraphs" in page
    assert "No problems: every check passed." in page
    assert Reading.objects.waiting().count() == 1
    assert not Paragraph.objects.exists()


def test_publish_makes_the_report_public(admin_client: Client, client: Client) -> None:
    upload(admin_client, ("wexcombe.txt", SAMPLE.read_bytes()))
    page = post(admin_client, "publish", Reading.objects.get(), published="2023-08-01")
    assert "Published:" in page
    inspection = Inspection.objects.get()
    assert inspection.published is not None
    assert inspection.published.isoformat() == "2023-08-01"
    assert client.get(inspection.get_absolute_url()).status_code == 200


def test_more_files_than_are_taken_at_once(admin_client: Client) -> None:
    page = upload(
        admin_client, *((f"{number}.txt", b"A report") for number in range(MOST_FILES + 1))
    )
    assert f"Choose {MOST_FILES} files or fewer. You chose {MOST_FILES + 1}." in page
    assert not Reading.objects.exists()


def test_text_that_is_too_long(admin_client: Client) -> None:
    page = upload(admin_client, text="long " * 2_000_000)
    assert "The text is longer than 1 MB: no report is." in page


def test_pasted_text_is_read_like_a_file(admin_client: Client) -> None:
    page = upload(admin_client, text=SAMPLE.read_text(encoding="utf-8"))
    assert "39 numbered paragraphs" in page
    assert Source.objects.get().origin == Source.Origin.PASTE


def test_discard_leaves_nothing(admin_client: Client) -> None:
    upload(admin_client, ("wexcombe.txt", SAMPLE.read_bytes()))
    page = post(admin_client, "discard", Reading.objects.get())
    assert "was discarded" in page
    assert not Source.objects.exists()


def test_unpublish_takes_the_text_off_the_pages(admin_client: Client, client: Client) -> None:
    upload(admin_client, ("wexcombe.txt", SAMPLE.read_bytes()))
    post(admin_client, "publish", Reading.objects.get())
    inspection = Inspection.objects.get()
    chosen = {"action": "unpublish_chosen", "_selected_action": [inspection.pk]}
    page = admin_client.post("/admin/reports/inspection/", chosen, follow=True).content.decode()
    assert "You can publish the text again" in page
    shown = {**chosen, "reason": "The council asked.", f"stamp-{inspection.pk}": stamp(inspection)}
    page = admin_client.post("/admin/reports/inspection/", shown, follow=True).content.decode()
    assert "was unpublished" in page
    assert client.get(inspection.get_absolute_url()).status_code == 410
    assert Reading.objects.waiting().count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<!DOCTYPE html><html><title>Report not found</title></html>"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
        ("letter.txt", b"Dear Sir, thank you for your letter."),
        ("nul.txt", b"Inspection\x00 of nothing"),
        ("report.docx.pdf", b"PK\x03\x04" + bytes(100)),
    ],
)
def test_a_file_that_is_no_report_is_refused_by_name(
    admin_client: Client, name: str, content: bytes
) -> None:
    page = upload(admin_client, (name, content))
    assert f"“{name}”" in page
    assert f"“{name}”: {name}" not in page
    assert "It was not stored." in page
    assert not Source.objects.exists()


def test_noise_of_thirty_megabytes_is_refused(admin_client: Client) -> None:
    page = upload(admin_client, ("noise.pdf", bytes(range(256)) * (30 * 4096)))
    assert "noise.pdf" in page
    assert not Source.objects.exists()


def test_one_bad_file_does_not_stop_the_good_ones(admin_client: Client) -> None:
    page = upload(admin_client, ("bad.txt", b"nothing"), ("good.txt", SAMPLE.read_bytes()))
    assert "bad.txt" in page
    assert Reading.objects.waiting().count() == 1


def test_every_file_of_an_upload_has_its_line_with_a_link(admin_client: Client) -> None:
    page = upload(admin_client, ("bad.txt", b"nothing"), ("good.txt", SAMPLE.read_bytes()))
    reading = Reading.objects.get()
    assert "2 files received." in page
    link = reverse("admin:reports_reading_change", args=[reading.pk])
    assert f'<a href="{link}">“good.txt” was read.' in page


def test_a_script_that_sends_files_one_by_one_is_answered_in_json(admin_client: Client) -> None:
    good = SimpleUploadedFile("good.txt", SAMPLE.read_bytes())
    sent = admin_client.post(
        ADD, {"chosen_files": [good]}, headers={"accept": "application/json"}
    ).json()
    reading = Reading.objects.get()
    address = reverse("admin:reports_reading_change", args=[reading.pk])
    assert [(each["name"], each["address"]) for each in sent["files"]] == [("good.txt", address)]
    nothing = admin_client.post(ADD, {}, headers={"accept": "application/json"})
    assert nothing.status_code == 400
    assert nothing.json()["errors"] == ["Choose a file or paste the text of a report."]


def test_the_same_file_twice_is_recognised(admin_client: Client) -> None:
    upload(admin_client, ("first.txt", SAMPLE.read_bytes()))
    page = upload(admin_client, ("second.txt", SAMPLE.read_bytes()))
    assert "“second.txt” is already in the archive as first.txt: waiting" in page
    assert Reading.objects.count() == 1


def test_nothing_chosen_is_an_error_of_the_form(admin_client: Client) -> None:
    assert "Choose a file or paste the text of a report." in upload(admin_client)


def test_an_unknown_authority_is_chosen_by_a_person(admin_client: Client) -> None:
    load_facts()
    upload(admin_client, ("n.txt", SAMPLE.read_bytes().replace(b"Wexcombe", b"Nowhereshire")))
    reading = Reading.objects.get()
    assert "Choose the authority" in post(admin_client, "publish", reading)
    assert not Inspection.objects.with_text().exists()


def test_uploading_wants_the_right_to_add(client: Client) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"text": "x"}).status_code == 403


def test_publishing_wants_the_right_to_publish(admin_client: Client, client: Client) -> None:
    upload(admin_client, ("wexcombe.txt", SAMPLE.read_bytes()))
    uploader = User.objects.create_user("uploader", is_staff=True)
    uploader.user_permissions.set(
        Permission.objects.filter(codename__in=["add_reading", "view_reading"])
    )
    client.force_login(uploader)
    reading = Reading.objects.get()
    assert client.post(reverse("admin:reading-publish", args=[reading.pk])).status_code == 403
    page = client.get(reverse("admin:reports_reading_change", args=[reading.pk])).content.decode()
    assert 'value="Publish"' not in page


def test_publishing_by_a_link_does_nothing(admin_client: Client) -> None:
    upload(admin_client, ("wexcombe.txt", SAMPLE.read_bytes()))
    assert (
        admin_client.get(
            reverse("admin:reading-publish", args=[Reading.objects.get().pk])
        ).status_code
        == 405
    )


def test_the_lists_of_the_desk_open_in_the_words_of_the_site(admin_client: Client) -> None:
    upload(admin_client, ("wexcombe.txt", SAMPLE.read_bytes()))
    post(admin_client, "publish", Reading.objects.get())
    Reading.objects.update(read_at=datetime(2026, 11, 28, 17, 40, tzinfo=UTC))
    pages = {
        name: admin_client.get(reverse(f"admin:reports_{name}_changelist")).content.decode()
        for name in ("reading", "inspection", "authority")
    }
    assert "<h1>Readings</h1>" in pages["reading"]
    assert "<h1>Inspections</h1>" in pages["inspection"]
    assert "<h1>Authorities</h1>" in pages["authority"]
    assert "28 November 2026, 17:40" in pages["reading"]
    assert re.search(r"Wexcombe, [^<]*, \d+ [A-Z][a-z]+ \d{4}<", pages["reading"])
    assert re.search(r">\s*Add reports\s*</a>", pages["reading"])
    assert '<td class="field-has_text">yes</td>' in pages["inspection"]
    assert '<td class="field-is_invented">invented</td>' in pages["authority"]
