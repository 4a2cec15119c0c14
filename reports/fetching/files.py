"""The last of the three steps of a run: fetch one file, and set its state in the ledger."""

from __future__ import annotations

from django.utils import timezone

from reports.fetching.faults import CutShort, LeadsElsewhere, NotFetched, TooLarge, TooSlow
from reports.fetching.ledger import State, list_again, mark_gone, mark_refused
from reports.fetching.receiving import note_answer, read_and_publish, save_answer, store_answer
from reports.fetching.results import FetchOutcome
from reports.fetching.visiting.client import FILE_LIMITS, SiteAnswer, Validators
from reports.fetching.visiting.visit import NOT_MODIFIED, OK, Visit, refuse_challenge
from reports.files.originals import digest_of
from reports.models import ListedFile

REMOVED = (404, 410)
PDF_BEGINS = b"%PDF-"
PDF_ENDS = b"%%EOF"
MARK_BYTES = 2048
"""Bytes at each end of a file that must contain a PDF's marks (ISO 32000-2, 7.5)."""
PAGE_BEGINNING = 20 * MARK_BYTES
"""Characters of an HTML page that are searched for `REPORT_NOT_FOUND`."""
REPORT_NOT_FOUND = "report not found"
"""In the title of the page that the site sends in place of a file that it has removed."""


def fetch_file(visit: Visit, file: ListedFile, *, again: bool) -> FetchOutcome | None:
    """Request a file, and write the answer to the ledger.

    `again` makes the request conditional, for a file that was fetched before. Returns the outcome,
    or None if the file has not changed. Raises `NotFetched` if the answer says nothing about the
    file, and `StoppedBySite`.
    """
    try:
        address = visit.site.address(file.address, file.address)
        answer = visit.get(address, _validators(file, again=again), FILE_LIMITS, is_whole)
    except (LeadsElsewhere, CutShort, TooLarge, TooSlow) as error:
        file.fetched_at, file.status = timezone.now(), None
        return _refuse(file, f"It was not fetched: {error}.")
    if answer.status == NOT_MODIFIED and again:
        _note_unchanged(file, answer)
        return None
    if answer.status in REMOVED:
        return _gone(file, answer, f"Its address answered {answer.status}.")
    if answer.status != OK:
        refuse_challenge(answer)
        raise NotFetched(f"its address answered {answer.status}")
    if PDF_BEGINS not in answer.content[:MARK_BYTES]:
        return _not_a_pdf(file, answer)
    return _take(file, answer, again=again)


def resume_file(file: ListedFile) -> FetchOutcome:
    """Read a file whose bytes an earlier run stored but did not read, because it was killed."""
    return _read(file)


def _validators(file: ListedFile, *, again: bool) -> Validators:
    """The validators for a conditional request; none for a file without stored bytes."""
    if not again or not file.sha256:
        return Validators()
    return Validators(file.etag, file.last_modified)


def is_whole(content: bytes) -> bool:
    """Whether a PDF has its end mark. Other content counts as whole: its reader checks it."""
    if not content.startswith(PDF_BEGINS):
        return True
    return PDF_ENDS in content[-MARK_BYTES:]


def _take(file: ListedFile, answer: SiteAnswer, *, again: bool) -> FetchOutcome | None:
    """Store and read the bytes, unless the archive has them, or a person discarded them."""
    has_same_bytes = digest_of(answer.content) == file.sha256
    if again and has_same_bytes and file.state != State.REFUSED:
        _note_unchanged(file, answer)
        return None
    store_answer(file, answer)
    return _read(file)


def _read(file: ListedFile) -> FetchOutcome:
    read_and_publish(file)
    return {
        State.REFUSED: FetchOutcome.REFUSED,
        State.CHANGED: FetchOutcome.CHANGED,
        State.UNKNOWN_KIND: FetchOutcome.UNKNOWN,
    }.get(State(file.state), FetchOutcome.NEW)


def _note_unchanged(file: ListedFile, answer: SiteAnswer) -> None:
    """Record that the site has the same bytes as before. A file that was gone is listed again."""
    note_answer(file, answer)
    if file.state == State.GONE:
        list_again(file)
        file.save()
    else:
        save_answer(file)


def _gone(file: ListedFile, answer: SiteAnswer, reason: str) -> FetchOutcome | None:
    was_gone = file.state == State.GONE
    note_answer(file, answer)
    if was_gone:
        save_answer(file)
        return None
    mark_gone(file, reason)
    return FetchOutcome.GONE


def _not_a_pdf(file: ListedFile, answer: SiteAnswer) -> FetchOutcome | None:
    """Handle content that is no PDF: a page that says “removed”, a challenge, or another file.

    Raises `StoppedBySite` for a challenge, the page that keeps programs out.
    """
    beginning = answer.text[:PAGE_BEGINNING].lower()
    if REPORT_NOT_FOUND in beginning and "<html" in beginning:
        return _gone(file, answer, "Its address answered with the page “Report not found”.")
    refuse_challenge(answer)
    note_answer(file, answer)
    media_type = answer.headers.get("content-type", "") or "no type"
    return _refuse(file, f"It is no PDF: it begins with {answer.content[:20]!r} ({media_type}).")


def _refuse(file: ListedFile, reason: str) -> FetchOutcome:
    mark_refused(file, reason)
    return FetchOutcome.REFUSED
