"""Removing the sample reports, and files that an editor discards."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import connection, transaction

from reports.files.originals import original_path, remove_original
from reports.models import Authority, Inspection, Source
from reports.models.locks import BACKING_UP
from reports.publishing.operations import Refused, lock_archive
from reports.publishing.originals_folder import referenced_originals, refuse_foreign_folder

logger = logging.getLogger(__name__)


def has_real_text() -> bool:
    """Whether the archive shows the text of any real report."""
    return Inspection.objects.with_text().filter(authority__invented=False).exists()


@transaction.atomic
def remove_samples() -> int:
    """Delete the invented authorities and their reports from the database.

    Returns the number of deleted reports. Their originals stay on disk: an original is deleted only
    when a person asks for it.
    """
    # A list, not a subquery: without statistics, as in a new archive, PostgreSQL plans a join of
    # inspections with themselves that takes a minute.
    authorities = list(Authority.objects.filter(invented=True))
    if not authorities:
        return 0
    invented = Inspection.objects.filter(authority__in=authorities)
    removed = invented.with_text().count()
    sources = list(Source.objects.filter(readings__inspection__in=invented).distinct())
    invented.update(reading=None)
    for source in sources:
        source.readings.all().delete()
        source.delete()
    invented.delete()
    Authority.objects.filter(pk__in=[each.pk for each in authorities]).delete()
    return removed


def delete_source(source: Source) -> None:
    """Delete a source that an editor discards, and its files after the transaction is committed.

    Its files are the original and its redacted copies. A file stays if it was received again in the
    meantime, if the folder belongs to another archive, or if a backup is running, which may still
    read it.
    """
    digests = [source.sha256, *source.redacted.values_list("sha256", flat=True)]
    source.delete()
    transaction.on_commit(lambda: remove_unreferenced(digests))


@transaction.atomic
def remove_unreferenced(digests: Sequence[str]) -> None:
    """Delete the originals with these SHA-256 digests that no row refers to.

    Logs a warning and deletes nothing if the folder belongs to another archive or a backup runs.
    """
    lock_archive()
    try:
        refuse_foreign_folder()
    except Refused as refusal:
        logger.warning(
            "The discarded file %s was left on disk: %s", original_path(digests[0]), refusal
        )
        return
    if _is_being_backed_up():
        logger.warning(
            "The discarded file %s was left on disk for a backup.", original_path(digests[0])
        )
        return
    referenced = referenced_originals()
    for sha256 in digests:
        if sha256 not in referenced:
            remove_original(sha256)


def _is_being_backed_up() -> bool:
    """Whether a backup is running. If not, a backup that begins waits for this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [BACKING_UP])
        row = cursor.fetchone()
    return not row[0]
