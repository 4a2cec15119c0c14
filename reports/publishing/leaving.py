"""What leaves the archive: the samples, files that nobody wants, and what a killed process left."""

from __future__ import annotations

from django.db import transaction

from reports.models import Authority, Inspection, Source
from reports.originals import kept_originals, remove_original
from reports.publishing.verbs import wait_for_the_archive


def has_real_text() -> bool:
    """Whether the archive shows any report that is no sample."""
    return Inspection.objects.with_text().filter(authority__invented=False).exists()


@transaction.atomic
def remove_samples() -> int:
    """Take every trace of the invented authorities out of the archive. Returns how many reports went."""
    if not Authority.objects.filter(invented=True).exists():
        return 0
    invented = Inspection.objects.filter(authority__invented=True)
    removed = invented.with_text().count()
    sources = list(Source.objects.filter(readings__inspection__in=invented).distinct())
    invented.update(reading=None)
    for source in sources:
        source.readings.all().delete()
        forget(source)
    invented.delete()
    Authority.objects.filter(invented=True).delete()
    return removed


@transaction.atomic
def sweep_originals() -> int:
    """Remove the files among the originals that no source refers to, as a process leaves that was killed midway.

    Returns how many went. Files are stored under the archive's lock alone, so that none is on its way in.
    """
    wait_for_the_archive()
    wanted = set(Source.objects.values_list("sha256", flat=True))
    stray = [name for name in kept_originals() if name not in wanted]
    for name in stray:
        remove_original(name)
    return len(stray)


def forget(source: Source) -> None:
    """The row goes now, the file once that is certain, and only if it has not come in again meanwhile."""
    sha256 = source.sha256
    source.delete()
    transaction.on_commit(lambda: _remove_unless_wanted(sha256))


@transaction.atomic
def _remove_unless_wanted(sha256: str) -> None:
    wait_for_the_archive()
    if not Source.objects.filter(sha256=sha256).exists():
        remove_original(sha256)
