"""Words that are withheld from the public are not in the public original either."""

from importlib import import_module

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from reports.files.originals import original_path, read_original, whole_originals
from reports.ingest.report import read_report
from reports.models import Change, Correction, Inspection, Reading, RedactedOriginal
from reports.publishing.correcting import correct, withdraw
from reports.publishing.history.changes import stamp
from reports.publishing.importing import discard, publish, unpublish
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import stray_originals
from reports.publishing.rereading import read_again
from reports.publishing.withholding import supply_redacted
from tests.reports.publishing.readings import CONTENT, published, read, received
from tests.support.streamed import body

pytestmark = pytest.mark.django_db

WHAT = "paragraph:numbered:3:text"
WORDS = "safeguarding hub"
REDACTED = CONTENT.replace(b"safeguarding hub", b"[name removed]")


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor", is_staff=True)


@pytest.fixture
def inspection() -> Inspection:
    return published()


def withhold(
    inspection: Inspection, editor: User, what: str = WHAT, after: str = "The service works well."
) -> Correction:
    inspection.refresh_from_db()
    return correct(
        inspection=inspection,
        what=what,
        after=after,
        reason="It named a child.",
        by=editor,
        withheld=True,
    )


def supply(inspection: Inspection, editor: User, content: bytes = REDACTED) -> RedactedOriginal:
    report = read_report(content, "redacted.txt")
    return supply_redacted(
        inspection=inspection, content=content, report=report, reason="A name removed.", by=editor
    )


def address(inspection: Inspection) -> str:
    return f"{inspection.get_absolute_url()}original"


def served(inspection: Inspection) -> bytes | int:
    """The bytes that the public gets, or the status without any."""
    answer = Client().get(address(inspection))
    return body(answer) if answer.status_code == 200 else answer.status_code


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_original_of_a_withheld_correction_is_withheld_with_the_reason(
    client: Client, inspection: Inspection, editor: User
) -> None:
    assert served(inspection) == CONTENT
    withhold(inspection, editor)
    withheld = page(client, address(inspection), 410)
    assert "The original file is withheld" in withheld
    assert "It named a child." in withheld
    assert WORDS not in withheld
    head = client.head(address(inspection))
    assert (head.status_code, head.content, head["Cache-Control"]) == (410, b"", "no-cache")
    shown = page(client, inspection.get_absolute_url())
    assert "Why the original is withheld" in shown
    assert ">Original file</a>" not in shown


def test_no_condition_or_range_gets_round_it(
    client: Client, inspection: Inspection, editor: User
) -> None:
    response = client.head(address(inspection))
    withhold(inspection, editor)
    for headers in (
        {"If-None-Match": response["ETag"]},
        {"If-Modified-Since": response["Last-Modified"]},
        {"Range": "bytes=0-99"},
    ):
        assert client.get(address(inspection), headers=headers).status_code == 410


def test_a_correction_that_withholds_nothing_leaves_the_original_alone(
    inspection: Inspection, editor: User
) -> None:
    correct(inspection=inspection, what=WHAT, after="Misread.", reason="Misread.", by=editor)
    assert served(inspection) == CONTENT


def test_a_pages_link_does_not_lead_to_a_withheld_file(client: Client, editor: User) -> None:
    inspection = published(b"%PDF-1.7 invented", report=read_report(CONTENT, "report.txt"))
    inspection.paragraphs.update(page=1)
    assert "original#page=1" in page(client, inspection.get_absolute_url())
    withhold(inspection, editor)
    inspection.paragraphs.update(page=1)
    assert "original#page=1" not in page(client, inspection.get_absolute_url())
    passage = inspection.paragraphs.get(role="numbered", number=3)
    assert "original#page" not in page(
        client, reverse("passage", args=[inspection.slug, passage.anchor])
    )
    assert served(inspection) == 410


def test_an_editors_redacted_copy_is_served_in_its_place_and_says_so(
    client: Client, inspection: Inspection, editor: User
) -> None:
    withhold(inspection, editor)
    supply(inspection, editor)
    answer = client.get(address(inspection))
    assert (answer.status_code, body(answer)) == (200, REDACTED)
    assert answer["X-Redacted"] == "yes"
    assert f'filename="{inspection.slug}-redacted.txt"' in answer["Content-Disposition"]
    shown = page(client, inspection.get_absolute_url())
    assert "Redacted copy of the original file" in shown
    history = page(client, f"{inspection.get_absolute_url()}history/")
    assert "Redacted original supplied" in history
    assert "A name removed." in history
    assert WORDS not in history


def test_the_desk_still_has_the_original(
    admin_client: Client, inspection: Inspection, editor: User
) -> None:
    withhold(inspection, editor)
    supply(inspection, editor)
    answer = admin_client.get(reverse("admin:reading-original", args=[inspection.reading_id]))
    assert body(answer) == CONTENT
    assert not stray_originals()


def test_undoing_the_correction_brings_the_original_back(
    inspection: Inspection, editor: User
) -> None:
    correction = withhold(inspection, editor)
    supply(inspection, editor)
    withdraw(correction=correction, by=editor, reason="The name is public.")
    assert served(inspection) == CONTENT


def test_undoing_one_of_several_is_not_enough(inspection: Inspection, editor: User) -> None:
    first = withhold(inspection, editor)
    withhold(inspection, editor, "paragraph:numbered:4:text", "It does well.")
    withdraw(correction=first, by=editor, reason="The name is public.")
    assert served(inspection) == 410


def test_a_copy_counts_for_what_was_withheld_before_it(
    inspection: Inspection, editor: User
) -> None:
    withhold(inspection, editor)
    supply(inspection, editor)
    withhold(inspection, editor, "paragraph:numbered:4:text", "It does well.")
    assert served(inspection) == 410
    further = REDACTED.replace(b"Harkwell", b"[name]")
    paragraph = inspection.paragraphs.get(role="numbered", number=4)
    paragraph.refresh_from_db()
    words = Correction.objects.get(what="paragraph:numbered:4:text", withdrawn_at=None).before
    flat = b" ".join(further.split()).replace(words.encode(), b"[removed]")
    supply_redacted(inspection=inspection, content=flat, report=None, reason="More.", by=editor)
    assert served(inspection) == flat


def test_a_later_correction_of_the_same_words_withholds_without_the_tick(
    client: Client, inspection: Inspection, editor: User
) -> None:
    withhold(inspection, editor, after="Asha says it works.")
    inspection.refresh_from_db()
    correct(
        inspection=inspection,
        what=WHAT,
        after="A child says it works.",
        reason="Better.",
        by=editor,
    )
    assert served(inspection) == 410
    assert "Asha" not in page(client, f"{inspection.get_absolute_url()}history/")


def test_a_typing_mistake_in_the_new_words_does_not_undo_the_copy(
    inspection: Inspection, editor: User
) -> None:
    withhold(inspection, editor)
    supply(inspection, editor)
    inspection.refresh_from_db()
    correct(
        inspection=inspection,
        what=WHAT,
        after="The services work well.",
        reason="Typing.",
        by=editor,
    )
    assert served(inspection) == REDACTED


def test_an_earlier_change_does_not_spell_out_what_a_later_one_withholds(
    client: Client, inspection: Inspection, editor: User
) -> None:
    text = inspection.paragraphs.get(role="numbered", number=3).text
    correct(
        inspection=inspection,
        what=WHAT,
        after=f"{text} Indeed.",
        reason="A word was lost.",
        by=editor,
    )
    inspection.refresh_from_db()
    correct(
        inspection=inspection, what="lead_inspector", after="Ada Moss", reason="Misread.", by=editor
    )
    history = f"{inspection.get_absolute_url()}history/"
    assert WORDS in page(client, history)
    withhold(inspection, editor)
    html = page(client, history)
    assert WORDS not in html
    assert "Ada Moss" in html


def test_reading_again_keeps_it_withheld(inspection: Inspection, editor: User) -> None:
    withhold(inspection, editor)
    Reading.objects.update(parser_version=0)
    read_again(source=inspection.reading.source, report=read(lead_inspector="Ada Moss"))  # type: ignore[union-attr]
    assert served(inspection) == 410
    supply(Inspection.objects.get(), editor)
    assert served(inspection) == REDACTED


def test_unpublished_and_published_again_it_is_withheld_still(
    client: Client, inspection: Inspection, editor: User
) -> None:
    withhold(inspection, editor)
    reading = inspection.reading
    assert reading is not None
    unpublish(inspection=inspection, by=editor, reason="Wrong.")
    assert "Wrong." in page(client, address(inspection), 410)
    again = publish(reading=reading).inspection
    assert served(again) == 410


def test_another_file_of_the_report_needs_a_copy_of_its_own(
    inspection: Inspection, editor: User
) -> None:
    withhold(inspection, editor)
    supply(inspection, editor)
    other = CONTENT + b"\n"
    publish(reading=received(other))
    assert served(inspection) == 410
    supply(Inspection.objects.get(), editor, REDACTED + b"\n")
    assert served(inspection) == REDACTED + b"\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CONTENT, "is the original itself"),
        (CONTENT + b"\n", "still has the withheld words"),
        (b"A note. " + b" ".join(CONTENT.split()), "still has the withheld words"),
        (b"  \n", "is empty"),
        (b"PK\x03\x04\0\0", "neither a PDF nor text"),
    ],
)
def test_an_unfit_copy_is_refused(
    inspection: Inspection, editor: User, content: bytes, said: str
) -> None:
    withhold(inspection, editor)
    with pytest.raises(Refused, match=said):
        supply_redacted(
            inspection=inspection, content=content, report=None, reason="A name.", by=editor
        )
    assert not RedactedOriginal.objects.exists()
    assert len(list(whole_originals())) == 1


def test_a_bar_over_the_words_of_a_pdf_is_refused(inspection: Inspection, editor: User) -> None:
    withhold(inspection, editor)
    with pytest.raises(Refused, match="leaves them in it"):
        supply_redacted(
            inspection=inspection,
            content=b"%PDF-1.7 words beneath a bar",
            report=read_report(CONTENT, "report.txt"),
            reason="A name.",
            by=editor,
        )


def test_a_copy_is_taken_only_where_something_is_withheld(
    inspection: Inspection, editor: User
) -> None:
    with pytest.raises(Refused, match=r"No original of .* is withheld"):
        supply(inspection, editor)


def test_a_copy_is_refused_to_who_did_not_see_what_was_done_meanwhile(
    inspection: Inspection, editor: User
) -> None:
    before = stamp(inspection)
    withhold(inspection, editor)
    with pytest.raises(Refused, match="has changed since you opened it"):
        supply_redacted(
            inspection=inspection,
            content=REDACTED,
            report=None,
            reason="A name.",
            by=editor,
            expected_stamp=before,
        )


def test_an_editor_supplies_the_copy_at_the_desk(inspection: Inspection, editor: User) -> None:
    withhold(inspection, editor)
    desk = Client()
    editor.groups.add(Group.objects.get(name="Publishers"))
    desk.force_login(editor)
    form = reverse("admin:inspection-redact", args=[inspection.pk])
    change = reverse("admin:reports_inspection_change", args=[inspection.pk])
    assert "Withheld from the public" in page(desk, change)
    assert form in page(desk, change)
    before = stamp(inspection)
    for content, said in ((b"", "submitted file is empty"), (CONTENT, "is the original itself")):
        wrong = desk.post(
            form,
            {
                "chosen_file": SimpleUploadedFile("copy.txt", content),
                "reason": "A name.",
                "stamp": before,
            },
        )
        assert said in wrong.content.decode()
    entered = {
        "chosen_file": SimpleUploadedFile("copy.txt", REDACTED),
        "reason": "A name.",
        "stamp": before,
    }
    assert desk.post(form, entered).status_code == 302
    assert served(inspection) == REDACTED
    assert "the redacted copy" in page(desk, change)
    assert RedactedOriginal.objects.get().supplied_by == editor
    assert Change.objects.of(inspection.slug)[0].by == editor


def test_who_may_not_correct_supplies_no_copy(inspection: Inspection, editor: User) -> None:
    withhold(inspection, editor)
    desk = Client()
    editor.groups.add(Group.objects.get(name="Uploaders"))
    desk.force_login(editor)
    assert desk.get(reverse("admin:inspection-redact", args=[inspection.pk])).status_code == 403


def test_a_discarded_report_takes_its_redacted_copies_along(
    inspection: Inspection, editor: User, django_capture_on_commit_callbacks: object
) -> None:
    withhold(inspection, editor)
    copy = supply(inspection, editor)
    assert read_original(copy.sha256) == REDACTED
    reading = inspection.reading
    assert reading is not None
    unpublish(inspection=inspection, by=editor, reason="Wrong.")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        discard(reading=reading)
    assert not original_path(copy.sha256).exists()
    assert not list(whole_originals())


def test_corrections_made_before_the_column_withhold_from_when_they_were_made(
    inspection: Inspection, editor: User
) -> None:
    correction = withhold(inspection, editor)
    inspection.refresh_from_db()
    again = correct(inspection=inspection, what=WHAT, after="Better.", reason="Better.", by=editor)
    inspection.refresh_from_db()
    other = correct(inspection=inspection, what="theme", after="Care", reason="Misread.", by=editor)
    Correction.objects.update(withheld_since=None)
    Change.objects.filter(reason="Better.").update(withheld=False)
    migration = import_module("reports.migrations.0016_corrections_withheld_before")
    with connection.cursor() as cursor:
        cursor.execute(migration.FILL)
    for each in (correction, again, other):
        each.refresh_from_db()
    assert correction.withheld_since == again.withheld_since == correction.at
    assert other.withheld_since is None
