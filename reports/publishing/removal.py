"""What leaves the archive: the samples, and files that an editor discards."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import connection, transaction

from reports.files.originals import original_path, remove_original
from reports.models import Authority, Inspection, Source
from reports.models.locks import BACKING_UP
from reports.publishing.operations import Refused, wait_for_the_archive
from reports.publishing.originals_folder import referenced_originals, refuse_foreign_folder

logger = logging.getLogger(__name__)


def has_real_text() -> bool:
    """Whether the archive shows the text of any report that is no sample."""
    return Inspection.objects.with_text().filter(authority__invented=False).exists()


@transaction.atomic
def remove_samples() -> int:
    """Delete the invented authorities and their reports from the database.

    Returns how many reports were deleted. Their originals stay on disk: no whole original is
    deleted unless a person says so.
    """
    # A list: to join inspections with themselves takes a minute where the database has not counted
    # its rows yet, as in an archive that was just made.
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
    """Delete a source that an editor discards, and its files once the transaction is committed.

    Its files are the original and redacted copies of it. A file stays where it has come in again
    meanwhile, where the folder belongs to another archive, or while a backup is made, which may be
    about to read it.
    """
    digests = [source.sha256, *source.redacted.values_list("sha256", flat=True)]
    source.delete()
    transaction.on_commit(lambda: remove_unreferenced(digests))


@transaction.atomic
def remove_unreferenced(digests: Sequence[str]) -> None:
    """Delete the files with these SHA-256 digests unless a row names them, or it is not safe."""
    wait_for_the_archive()
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
    """Whether a backup is being made; if not, one that begins waits for the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [BACKING_UP])
        row = cursor.fetchone()
    return not row[0]
