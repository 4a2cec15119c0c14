"""What leaves the archive: the samples, and files that an editor discards."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import connection, transaction

from reports.files.originals import original_path, remove_original
from reports.models import Authority, Inspection, Source
from reports.models.locks import BACKING_UP
from reports.publishing.operations import Refused, wait_for_the_archive
from reports.publishing.originals_folder import known_originals, refuse_foreign_folder

logger = logging.getLogger(__name__)


def has_real_text() -> bool:
    """Whether the archive shows any report that is no sample."""
    return Inspection.objects.with_text().filter(authority__invented=False).exists()


@transaction.atomic
def remove_samples() -> int:
    """Take every trace of the invented authorities out of the database. Returns how many reports
    went.

    Their originals stay on disk: no whole original is deleted that nobody asked to delete.
    """
    if not Authority.objects.filter(invented=True).exists():
        return 0
    invented = Inspection.objects.filter(authority__invented=True)
    removed = invented.with_text().count()
    sources = list(Source.objects.filter(readings__inspection__in=invented).distinct())
    invented.update(reading=None)
    for source in sources:
        source.readings.all().delete()
        source.delete()
    invented.delete()
    Authority.objects.filter(invented=True).delete()
    return removed


def forget(source: Source) -> None:
    """Delete a source that an editor discards, and its files once the row is certain to be gone.

    Its files are the original and redacted copies of it. A file stays when it has come in again
    meanwhile, when the folder is another archive's, or while a backup is made, which may be about
    to read it.
    """
    digests = [source.sha256, *source.redacted.values_list("sha256", flat=True)]
    source.delete()
    transaction.on_commit(lambda: _remove_unless_known(digests))


@transaction.atomic
def _remove_unless_known(digests: Sequence[str]) -> None:
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
    known = known_originals()
    for sha256 in digests:
        if sha256 not in known:
            remove_original(sha256)


def _is_being_backed_up() -> bool:
    """Whether a backup is being made; if not, one that begins waits for the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [BACKING_UP])
        row = cursor.fetchone()
    return not row[0]
