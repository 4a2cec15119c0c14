"""Reading stored files again with a newer parser, and publishing what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from reports.ingest.parsed import ParsedReport
from reports.ingest.report import PARSER_VERSION
from reports.models import (
    Authority,
    Change,
    Inspection,
    Reading,
    Source,
    merging_entries_together,
)
from reports.publishing.bulk import read_in_order
from reports.publishing.facts import disagreements
from reports.publishing.history.changes import Operation
from reports.publishing.history.differences import Difference, difference
from reports.publishing.history.snapshot import snapshot_of_report
from reports.publishing.importing import Outcome, make_current
from reports.publishing.listed import join_by_hash
from reports.publishing.operations import Refused, lock_archive


@dataclass(frozen=True, slots=True)
class SourceReread:
    """The result of reading one source again.

    `message` is a sentence for people. `changed` is what changed in the text of its inspection, or
    in the reading if that waits.
    """

    source: Source
    outcome: Outcome
    message: str
    changed: Difference = Difference()  # noqa: RUF009  # frozen, and so safe to share

    @property
    def line(self) -> str:
        """Outcome, name of the file and message, as the command prints them."""
        return f"{self.outcome:<9} {self.source.name}: {self.message}"


def reread(
    sources: Iterable[Source], *, workers: int = 1, dry_run: bool = False
) -> Iterator[SourceReread]:
    """Read each source again, in order, and yield its result.

    A refused source keeps its reading. `workers` child processes read while this process publishes.
    With `dry_run` the rows of each source are rolled back: the results say what would happen.
    """
    with merging_entries_together():
        for source, _, report in read_in_order(sources, _load, workers):
            if not isinstance(report, ParsedReport):
                yield _refused(source, str(report))
                continue
            with transaction.atomic():
                result = _reread_one(source, report)
                if dry_run:
                    transaction.set_rollback(True)
            yield result


def _load(source: Source) -> tuple[str, bytes]:
    return source.name, source.content()


def _reread_one(source: Source, report: ParsedReport) -> SourceReread:
    try:
        return read_again(source=source, report=report)
    except Refused as refusal:
        return _refused(source, str(refusal))


def _refused(source: Source, why: str) -> SourceReread:
    return SourceReread(source, Outcome.REFUSED, f"{why} It keeps the reading that it has.")


@transaction.atomic
def read_again(*, source: Source, report: ParsedReport) -> SourceReread:
    """Store a newer reading of a source, and show it if an older one of the source is shown.

    If the older reading waits, the newer one waits instead. Raises `Refused` if the newer reading
    names another authority or kind: then a person decides.
    """
    lock_archive()
    earlier_readings = list(
        source.readings.select_related("inspection__authority").order_by("parser_version")
    )
    if not earlier_readings:
        raise Refused(f"{source.name} was discarded in the meantime.")
    latest = earlier_readings[-1]
    inspection = (
        Inspection.objects.filter(reading__in=earlier_readings)
        .select_related("authority", "reading")
        .first()
    )
    if inspection is None:
        return _replace_waiting(source, report, earlier_readings)
    current = inspection.reading or latest
    _refuse_other_inspection(current.parsed(), report, inspection)
    reading = _store_reading(source, report, latest)
    reason = f"The file was read again by version {PARSER_VERSION} of the parser."
    changed = make_current(inspection, reading, Operation(Change.What.RE_READ, reason=reason))
    message = f"{inspection}: {changed.sentence} to change"
    return SourceReread(source, _outcome(changed), message, changed)


def _replace_waiting(
    source: Source, report: ParsedReport, earlier_readings: list[Reading]
) -> SourceReread:
    """Store the newer reading, and delete the older ones that wait."""
    latest = earlier_readings[-1]
    before = snapshot_of_report(latest.parsed())
    reading = _store_reading(source, report, latest)
    for waiting in earlier_readings:
        if waiting.inspection_id is None and waiting.pk != reading.pk:
            waiting.delete()
    join_by_hash(reading)
    changed = difference(before, snapshot_of_report(report))
    message = f"not shown; {changed.sentence} read otherwise"
    return SourceReread(source, _outcome(changed), message, changed)


def _outcome(changed: Difference) -> Outcome:
    return Outcome.REVISED if changed else Outcome.UNCHANGED


def _store_reading(source: Source, report: ParsedReport, latest: Reading) -> Reading:
    """Create the source's reading by this version of the parser, or update it, and return it.

    It exists already if the parser was changed without a new version number.
    """
    checks = disagreements(report, report.authority_slug) if report.authority_slug else []
    values: dict[str, Any] = {
        "report": report.as_json(),
        "checks": [check.as_json() for check in checks],
    }
    reading, _ = Reading.objects.update_or_create(
        source=source,
        parser_version=PARSER_VERSION,
        defaults=values,
        # A reading that another file replaced stays with its inspection.
        create_defaults={**values, "inspection": latest.inspection},
    )
    return reading


def _refuse_other_inspection(old: ParsedReport, new: ParsedReport, inspection: Inspection) -> None:
    """Raise `Refused` if the newer reading names another authority or kind of report.

    An authority that a person chose is kept, whatever the report names.
    """
    authority = inspection.authority
    chosen_by_a_person = old.authority_slug != authority.slug
    slug = authority.slug
    if new.authority_slug and not chosen_by_a_person:
        slug = new.authority_slug
    if (slug, new.kind) == (authority.slug, inspection.kind):
        return
    about = Authority.objects.filter(slug=slug).first() or new.authority
    raise Refused(
        f"It is shown as {inspection}, and would now be read as {new.kind.label} of {about}. "
        "If that is right, unpublish it and import it again."
    )
