"""Reading stored files again with a newer parser, and publishing what changed, as an import does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from reports.ingest.parsed import ParsedReport
from reports.ingest.report import PARSER_VERSION
from reports.models import Authority, Change, Inspection, Reading, Source
from reports.publishing.bulk import read_in_order
from reports.publishing.facts import disagreements
from reports.publishing.history.changes import Operation
from reports.publishing.history.differences import Difference, difference
from reports.publishing.history.snapshot import snapshot_of_report
from reports.publishing.importing import Outcome, make_current
from reports.publishing.listed import join_by_hash
from reports.publishing.operations import Refused, wait_for_the_archive


@dataclass(frozen=True, slots=True)
class SourceReread:
    """What reading one source again did.

    `message` is a sentence for people, `changed` what its inspection shows otherwise, or would show.
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
    """Read each source again, in order, and yield what became of it.

    A refused source keeps its reading. `workers` child processes read while this process publishes.
    With `dry_run` each source's rows are rolled back, so that what is yielded is what would happen.
    """
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
    """Store a newer reading of a source, and show it where an older one of the source was shown.

    Of a source that waits, the newer reading waits instead. Raises `Refused` where the newer
    reading is about another inspection than the one that is shown: then a person decides.
    """
    wait_for_the_archive()
    older = list(source.readings.select_related("inspection__authority").order_by("parser_version"))
    if not older:
        raise Refused(f"{source.name} was discarded meanwhile.")
    last = older[-1]
    inspection = (
        Inspection.objects.filter(reading__in=older).select_related("authority", "reading").first()
    )
    if inspection is None:
        return _replace_waiting(source, report, older)
    current = inspection.reading or last
    _refuse_another_subject(current.parsed(), report, inspection)
    reading = _store_reading(source, report, last)
    reason = f"The file was read again by version {PARSER_VERSION} of the parser."
    changed = make_current(inspection, reading, Operation(Change.What.RE_READ, reason=reason))
    message = f"{inspection}: {changed.sentence} to change"
    return SourceReread(source, _outcome(changed), message, changed)


def _replace_waiting(source: Source, report: ParsedReport, older: list[Reading]) -> SourceReread:
    """Let the newer reading wait in the place of the older ones that wait."""
    last = older[-1]
    before = snapshot_of_report(last.parsed())
    reading = _store_reading(source, report, last)
    for waiting in older:
        if waiting.inspection_id is None and waiting.pk != reading.pk:
            waiting.delete()
    join_by_hash(reading)
    changed = difference(before, snapshot_of_report(report))
    message = f"not shown; {changed.sentence} read otherwise"
    return SourceReread(source, _outcome(changed), message, changed)


def _outcome(changed: Difference) -> Outcome:
    return Outcome.REVISED if changed else Outcome.UNCHANGED


def _store_reading(source: Source, report: ParsedReport, last: Reading) -> Reading:
    """The reading of this version of the parser: a new one, or the one that it has, brought up.

    It has one where the parser was changed without a new version number.
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
        create_defaults={**values, "inspection": last.inspection},
    )
    return reading


def _refuse_another_subject(old: ParsedReport, new: ParsedReport, inspection: Inspection) -> None:
    """Raise `Refused` where the newer reading names another authority or kind of report.

    An authority that a person chose counts, whatever the report says.
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
        "Unpublish it and import it anew if that is right."
    )
