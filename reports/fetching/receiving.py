"""Storing the bytes of a fetched file, reading them, and publishing the reading or letting it wait.

The bytes and the ledger's row are stored before the file is read: after a run that was killed, the
next run reads the stored bytes.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from reports.fetching.ledger import State, mark_refused, state_once_fetched
from reports.fetching.visiting.client import SiteAnswer
from reports.files.reading import read_in_child
from reports.ingest.parsed import ParsedReport, by_gravity
from reports.ingest.problems import UnreadableReport
from reports.models import Inspection, ListedFile, Reading, Source
from reports.publishing.belonging import authority_of, inspection_of
from reports.publishing.importing import publish, receive, source_of_bytes
from reports.publishing.listed import differences, publication_differences
from reports.publishing.operations import Refused, lock_archive
from reports.publishing.originals_folder import claim_originals_folder, write_original
from reports.publishing.removal import delete_source

LONGEST_LINK = 200
"""Characters that an inspection's link may have."""


@transaction.atomic
def store_answer(file: ListedFile, answer: SiteAnswer) -> None:
    """Store the bytes of a file, and write the answer to the ledger. The file is not read yet.

    Raises `Refused` if the file cannot be written to the folder of originals.
    """
    lock_archive()
    claim_originals_folder()
    note_answer(file, answer)
    file.source = source_of_bytes(answer.content, name_of(file), Source.Origin.FETCHED)
    file.sha256, file.size = file.source.sha256, file.source.size
    file.save()
    write_original(answer.content)


def note_answer(file: ListedFile, answer: SiteAnswer) -> None:
    """Set the fields of the last answer, without saving them."""
    validators = answer.validators
    file.fetched_at, file.status = timezone.now(), answer.status
    if validators.headers():
        file.etag, file.last_modified = validators.etag, validators.last_modified


def save_answer(file: ListedFile) -> None:
    """Save the fields of the last answer, for a file that has not changed otherwise.

    Only these fields: a change of any other would empty the cache of pages (migration 0019).
    """
    file.save(update_fields=["fetched_at", "status", "etag", "last_modified"])


def name_of(file: ListedFile) -> str:
    """The name that a fetched file gets: it ends with the publication date."""
    authority = file.authority.slug if file.authority else "unknown-authority"
    return f"{authority}-{file.file_id}-{file.published.isoformat()}.pdf"


def read_and_publish(file: ListedFile) -> None:
    """Read the stored bytes of a file, then publish the reading, or let it wait and store why.

    A file that cannot be read as a report becomes `refused`, and its bytes are deleted.
    """
    source = file.source
    if source is None:
        raise ValueError(f"File {file.file_id} has no stored bytes.")
    content = source.content()
    try:
        report = read_in_child(content, source.name)
    except UnreadableReport as error:
        _refuse(file, str(error))
        return
    _receive(file, content, report)


@transaction.atomic
def _refuse(file: ListedFile, reason: str) -> None:
    lock_archive()
    source = file.source
    file.source = None
    mark_refused(file, reason)
    in_use = source is not None and (
        source.readings.exists() or source.listed_as.exclude(pk=file.pk).exists()
    )
    if source is not None and not in_use:
        delete_source(source)


@transaction.atomic
def _receive(file: ListedFile, content: bytes, report: ParsedReport) -> None:
    """Store the reading, publish it or let it wait, and update the ledger, in one transaction."""
    earlier = file.reading
    reading, _ = receive(
        content=content, name=name_of(file), report=report, origin=Source.Origin.FETCHED
    )
    has_changed = earlier is not None and earlier.source_id != reading.source_id
    file.reading, file.gone_since = reading, None
    if has_changed:
        file.earlier_reading, file.state = earlier, State.CHANGED
        file.reason = "Other bytes than before under the same id: compare the two readings."
    else:
        file.state = state_once_fetched(file)
        file.reason = publish_or_explain(file, reading, report)
    file.save()


def publish_or_explain(file: ListedFile, reading: Reading, report: ParsedReport) -> str:
    """Publish a reading that has no warnings and no conflict, and return an empty text.

    Otherwise return why the reading waits for a person.
    """
    if reading.inspection_id is not None:
        return _fill_in_publication_date(file, reading)
    _add_differences(file, reading, report)
    reading.refresh_from_db()
    if reading.warnings:
        warnings = [each for each in by_gravity(reading.problems()) if each.severity == "warning"]
        return " ".join(each.message for each in warnings) or "It has warnings."
    try:
        reason = _reason_to_wait(file, reading, report)
        if not reason:
            published = publish(
                reading=reading, published=file.published, reason=_reason_in_history(file)
            )
            _fill_in_original_url(published.inspection, file)
    except Refused as refusal:
        return str(refusal)
    return reason


def _add_differences(file: ListedFile, reading: Reading, report: ParsedReport) -> None:
    """Add the differences from the publisher's page to the checks of a reading, each once."""
    messages = {check["message"] for check in reading.checks}
    new = [each.as_json() for each in differences(file, report) if each.message not in messages]
    if new:
        reading.checks = [*reading.checks, *new]
        reading.save(update_fields=["checks"])


def _reason_to_wait(file: ListedFile, reading: Reading, report: ParsedReport) -> str:
    """Why a person has to decide about a reading without warnings; empty if nobody has to.

    Raises `Refused` as `authority_of` and `inspection_of` do.
    """
    inspection = inspection_of(reading, authority_of(report))
    if inspection.reading_id is not None:
        return f"{inspection} already shows another file: compare the two."
    return " ".join(each.message for each in publication_differences(file, inspection))


def _fill_in_publication_date(file: ListedFile, reading: Reading) -> str:
    """Give an inspection that already shows this file its publication date, if it has none.

    Returns how the date differs from the one that the inspection has, or why it was refused; empty
    otherwise.
    """
    inspection = reading.inspection
    if inspection is None or inspection.reading_id != reading.pk:
        return ""
    if inspection.published is not None:
        return " ".join(each.message for each in publication_differences(file, inspection))
    try:
        publish(
            reading=reading,
            authority=inspection.authority,
            published=file.published,
            reason=_reason_in_history(file),
        )
    except Refused as refusal:
        return str(refusal)
    return ""


def _fill_in_original_url(inspection: Inspection, file: ListedFile) -> None:
    """Set the inspection's link to the file on the publisher's site, unless it has one."""
    if not inspection.original_url and len(file.address) <= LONGEST_LINK:
        inspection.original_url = file.address
        inspection.save(update_fields=["original_url"])


def _reason_in_history(file: ListedFile) -> str:
    return f"Fetched from Ofsted’s site as file {file.file_id}."
