"""Originals with words that a correction withholds, and the redacted copies served instead.

A correction that hides both wordings from the public history also withholds the original: only the
desk shows it, until an editor supplies a copy without the words or withdraws the correction. A copy
is valid only for the file that it was made from, and for words withheld before it was supplied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from reports.files.originals import digest_of, media_type
from reports.ingest.parsed import ParsedReport
from reports.models import Change, Correction, Inspection, RedactedOriginal, Source
from reports.publishing.content.targets import Target
from reports.publishing.history.changes import Operation, record, refuse_if_stale
from reports.publishing.history.snapshot import snapshot_of_inspection, snapshot_of_report
from reports.publishing.operations import Refused, lock_archive
from reports.publishing.originals_folder import claim_originals_folder, write_original

WORD = re.compile(r"\w+")
WORDED_FIELDS = ("title", "lead_inspector", "outcome", "theme", "text", "heading", "responsible")
"""Fields whose words can be searched for in a file. A file prints dates and codes otherwise."""


@dataclass(frozen=True, slots=True)
class PublicOriginal:
    """The original of a published text, as the public may have it.

    `reasons` are those of the corrections that withhold it; empty if it is not withheld. `redacted`
    is the copy that is served instead, if an editor supplied one.
    """

    source: Source
    reasons: tuple[str, ...] = ()
    redacted: RedactedOriginal | None = None

    @property
    def is_withheld(self) -> bool:
        """Whether the public gets no file."""
        return bool(self.reasons) and self.redacted is None

    @property
    def file(self) -> Source | RedactedOriginal:
        """The file that is served: the redacted copy if there is one."""
        return self.redacted or self.source


def public_original(inspection: Inspection) -> PublicOriginal | None:
    """The public original of an inspection; None if no text of it is published."""
    return original_under(inspection, active_corrections(inspection))


def original_under(
    inspection: Inspection, corrections: Iterable[Correction]
) -> PublicOriginal | None:
    """The public original of an inspection, given the corrections of `active_corrections`."""
    if inspection.reading is None:
        return None
    source = inspection.reading.source
    withholding = [each for each in corrections if each.withheld_since is not None]
    if not withholding:
        return PublicOriginal(source)
    latest = max(each.withheld_since for each in withholding if each.withheld_since)
    reasons = tuple(dict.fromkeys(each.reason for each in withholding))
    redacted = source.redacted.filter(supplied_at__gt=latest).first()
    return PublicOriginal(source, reasons, redacted)


def active_corrections(inspection: Inspection) -> list[Correction]:
    """Active corrections of an inspection and of others read from its file, the latest first."""
    about = Q(inspection_id=inspection.slug)
    if inspection.reading is not None:
        about |= Q(inspection__readings__source=inspection.reading.source_id)
    return list(Correction.objects.active().filter(about).distinct())


@transaction.atomic
def supply_redacted(
    *,
    inspection: Inspection,
    content: bytes,
    report: ParsedReport | None,
    reason: str,
    by: User,
    expected_stamp: str | None = None,
) -> RedactedOriginal:
    """Serve a copy without the withheld words instead of the original.

    `report` is the reading of the copy, None if it cannot be read (a scan). Raises `Refused` if
    nothing is withheld, if the copy is no PDF or text, is the original itself, or still has
    withheld words, or if the inspection has changed since `expected_stamp`.
    """
    lock_archive()
    refuse_if_stale(inspection, expected_stamp)
    inspection = Inspection.objects.select_related("authority", "reading__source").get(
        pk=inspection.pk
    )
    original = public_original(inspection)
    if original is None or not original.reasons:
        raise Refused(f"No original of {inspection} is withheld, so none is replaced.")
    _refuse_unfit_copy(content, original.source)
    _refuse_withheld_words(content, report, active_corrections(inspection))
    claim_originals_folder()
    redacted = RedactedOriginal.objects.create(
        source=original.source,
        sha256=digest_of(content),
        size=len(content),
        media_type=media_type(content),
        supplied_by=by,
    )
    now = snapshot_of_inspection(inspection)
    operation = Operation(Change.What.REDACTED, by, reason.strip())
    record(inspection, operation, before=now, after=now, reading=inspection.reading)
    write_original(content)
    return redacted


def _refuse_unfit_copy(content: bytes, source: Source) -> None:
    if not content.strip():
        raise Refused("The file is empty.")
    if media_type(content) != "application/pdf" and b"\0" in content:
        raise Refused("The file is neither a PDF nor text. Save the redacted copy as one of them.")
    if digest_of(content) == source.sha256:
        raise Refused("This file is the original itself. Supply a copy without the withheld words.")


def _refuse_withheld_words(
    content: bytes, report: ParsedReport | None, corrections: Iterable[Correction]
) -> None:
    """Raise `Refused` for a copy that still has withheld words.

    A black bar drawn over words leaves them in the text of the PDF, which is what is checked here.
    """
    texts = list(_texts_of(report)) if report else []
    if media_type(content) != "application/pdf":
        texts.append(content.decode("utf-8", "replace"))
    words_of_copy = [_words(text) for text in texts]
    for correction in corrections:
        if correction.withheld_since is None:
            continue
        target = Target.parse(correction.what)
        if target.field not in WORDED_FIELDS:
            continue
        before, after = _words(correction.before), _words(correction.after)
        if not before.strip() or before in after:
            continue
        if any(before in words for words in words_of_copy):
            raise Refused(
                f"The file still has the withheld words of “{target.label}”. "
                "Take the words out of the file itself: a bar drawn over them leaves them in it."
            )


def _words(text: str) -> str:
    """The words of a text in lower case, each between two spaces, so that whole words match."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def _texts_of(report: ParsedReport) -> Iterator[str]:
    """All texts that were read from a file, also those that the archive does not show."""
    snapshot = snapshot_of_report(report)
    yield from snapshot.fields.values()
    for passage in snapshot.passages:
        yield passage.heading
        yield passage.responsible
        yield passage.text
    for left_out in report.left_out:
        yield left_out.text
