"""The third hop: one file, from its address to a state in the ledger."""

from __future__ import annotations

from django.utils import timezone

from reports.fetching.faults import CutShort, LeadsElsewhere, NotFetched, TooLarge, TooSlow
from reports.fetching.ledger import State, list_again, mark_gone, mark_refused
from reports.fetching.receiving import note_answer, save_answer, store_answer, take_in
from reports.fetching.results import Become
from reports.fetching.visiting.client import FILE_LIMITS, SiteAnswer, Validators
from reports.fetching.visiting.visit import NOT_MODIFIED, OK, Visit, refuse_challenge
from reports.files.originals import digest_of
from reports.models import ListedFile

REMOVED = (404, 410)
PDF_BEGINS = b"%PDF-"
PDF_ENDS = b"%%EOF"
LOOKED_AT = 2048
"""Bytes at the beginning and the end of a file in which a PDF's marks stand (ISO 32000-2, 7.5)."""
REPORT_NOT_FOUND = "report not found"
"""In the title of the page that the site sends in place of a file that it has removed."""


def fetch_file(visit: Visit, file: ListedFile, *, again: bool) -> Become | None:
    """Ask for a file, and write what came into the ledger.

    `again` asks only whether it has changed. Returns what became of it, None where nothing new did.
    Raises `NotFetched` where there was no answer that says anything of the file, and
    `StoppedBySite`.
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
    if PDF_BEGINS not in answer.content[:LOOKED_AT]:
        return _not_a_pdf(file, answer)
    return _take(file, answer, again=again)


def resume_file(file: ListedFile) -> Become:
    """Read a file whose bytes are stored already, since an earlier run was ended before it could."""
    return _read(file)


def _validators(file: ListedFile, *, again: bool) -> Validators:
    """What to ask conditionally; a file without stored bytes is asked for as a whole."""
    if not again or not file.sha256:
        return Validators()
    return Validators(file.etag, file.last_modified)


def is_whole(content: bytes) -> bool:
    """Whether a PDF seems to have its end; anything else counts as whole. Its reader decides."""
    if not content.startswith(PDF_BEGINS):
        return True
    return PDF_ENDS in content[-LOOKED_AT:]


def _take(file: ListedFile, answer: SiteAnswer, *, again: bool) -> Become | None:
    """Store and read what came, unless it is what the archive has, or what a person discarded."""
    has_same_bytes = digest_of(answer.content) == file.sha256
    if again and has_same_bytes and file.state != State.REFUSED:
        _note_unchanged(file, answer)
        return None
    store_answer(file, answer)
    return _read(file)


def _read(file: ListedFile) -> Become:
    take_in(file)
    return {
        State.REFUSED: Become.REFUSED,
        State.CHANGED: Become.CHANGED,
        State.UNKNOWN_KIND: Become.UNKNOWN,
    }.get(State(file.state), Become.NEW)


def _note_unchanged(file: ListedFile, answer: SiteAnswer) -> None:
    """The site has the same bytes as before: one that had gone is back."""
    note_answer(file, answer)
    if file.state == State.GONE:
        list_again(file)
        file.save()
    else:
        save_answer(file)


def _gone(file: ListedFile, answer: SiteAnswer, reason: str) -> Become | None:
    was_gone = file.state == State.GONE
    note_answer(file, answer)
    if was_gone:
        save_answer(file)
        return None
    mark_gone(file, reason)
    return Become.GONE


def _not_a_pdf(file: ListedFile, answer: SiteAnswer) -> Become | None:
    """A page in place of a file says that it was removed, keeps programs out, or is no report."""
    beginning = answer.text[: 20 * LOOKED_AT].lower()
    if REPORT_NOT_FOUND in beginning and "<html" in beginning:
        return _gone(file, answer, "Its address answered with the page “Report not found”.")
    refuse_challenge(answer)
    note_answer(file, answer)
    media_type = answer.headers.get("content-type", "") or "no type"
    return _refuse(file, f"It is no PDF: it begins {answer.content[:20]!r} ({media_type}).")


def _refuse(file: ListedFile, reason: str) -> Become:
    mark_refused(file, reason)
    return Become.REFUSED
