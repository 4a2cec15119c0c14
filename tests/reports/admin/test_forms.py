"""The forms of the desk: their limits, and what they pass to the operations."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from reports.admin.forms import (
    MOST_FILES,
    CorrectionForm,
    PublishForm,
    ReasonForm,
    RedactedForm,
    UploadForm,
)
from reports.publishing.content.targets import Target
from reports.publishing.correcting import LONGEST_REASON
from reports.publishing.history.changes import EMPTY_STAMP

pytestmark = pytest.mark.django_db


def uploading(count: int, text: str = "") -> UploadForm:
    files = [(f"{number}.txt", b"A report") for number in range(count)]
    return UploadForm({"text": text}, sent("chosen_files", *files))


def sent(field: str, *files: tuple[str, bytes]) -> MultiValueDict[str, UploadedFile[bytes]]:
    """Files as a browser sends them in a field: the name and the bytes of each."""
    uploaded: list[UploadedFile[bytes]] = []
    uploaded += [SimpleUploadedFile(name, content) for name, content in files]
    return MultiValueDict({field: uploaded})


def test_exactly_the_limit_of_files_is_taken() -> None:
    form = uploading(MOST_FILES)
    assert form.is_valid()
    assert len(form.received()) == MOST_FILES == 50
    assert uploading(MOST_FILES + 1).errors == {
        "chosen_files": ["Choose 50 files or fewer. You chose 51."]
    }


def test_files_and_pasted_text_come_together() -> None:
    form = uploading(1, " Text\n")
    assert form.is_valid()
    assert form.received() == [("0.txt", b"A report"), ("pasted text", b" Text\n")]


def test_blank_text_is_no_report() -> None:
    form = uploading(1, " \n")
    assert form.is_valid()
    assert form.received() == [("0.txt", b"A report")]
    assert uploading(0, " \n").non_field_errors() == [
        "Choose a file or paste the text of a report."
    ]


def test_an_empty_file_reaches_the_reader_that_names_it() -> None:
    form = UploadForm({}, sent("chosen_files", ("empty.txt", b"")))
    assert form.is_valid()
    assert form.received() == [("empty.txt", b"")]


def test_reason_may_have_exactly_the_limit() -> None:
    for form in (ReasonForm, PublishForm):
        assert form({"reason": "r" * LONGEST_REASON}).is_valid()
        assert "reason" in form({"reason": "r" * (LONGEST_REASON + 1)}).errors


def test_only_publishing_needs_no_reason() -> None:
    assert PublishForm({}).is_valid()
    assert "reason" in ReasonForm({}).errors


def test_form_without_a_stamp_expects_an_empty_inspection() -> None:
    form = ReasonForm({"reason": "Why."})
    assert form.is_valid()
    assert form.answers() == {"reason": "Why.", "expected_stamp": EMPTY_STAMP}


def test_form_passes_its_stamp_on_and_carries_a_new_one() -> None:
    form = ReasonForm(QueryDict("reason=Why.&stamp=1.2"))
    assert form.is_valid()
    assert form.answers()["expected_stamp"] == "1.2"
    form.carry_stamp("1.3")
    assert 'value="1.3"' in str(form["stamp"])
    assert "Why." in str(form["reason"])


def test_new_form_carries_the_stamp() -> None:
    form = ReasonForm()
    form.carry_stamp("4.5")
    assert 'value="4.5"' in str(form["stamp"])


def test_correction_begins_with_the_value_of_today() -> None:
    form = CorrectionForm(target=Target.parse("end_date"), current="2023-06-23")
    assert list(form.fields)[:3] == ["after", "reason", "withheld"]
    assert 'type="date"' in str(form["after"])
    assert 'value="2023-06-23"' in str(form["after"])


def test_correction_passes_its_value_as_text() -> None:
    sent = {"after": "2023-06-24", "reason": "As printed.", "withheld": "on", "stamp": "1.1"}
    form = CorrectionForm(sent, target=Target.parse("end_date"), current="2023-06-23")
    assert form.is_valid(), form.errors
    assert form.answers() == {
        "after": "2023-06-24",
        "reason": "As printed.",
        "withheld": True,
        "expected_stamp": "1.1",
    }


def test_redacted_copy_is_not_among_the_answers() -> None:
    form = RedactedForm({"reason": "A name."}, sent("chosen_file", ("copy.txt", b"A copy")))
    assert form.is_valid()
    assert form.answers() == {"reason": "A name.", "expected_stamp": EMPTY_STAMP}
    assert list(form.fields)[:2] == ["chosen_file", "reason"]
