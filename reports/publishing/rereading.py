"""Reading stored sources again with a newer parser: what changed is published, each as an import
would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from reports.ingest.parsed import ParsedReport
from reports.ingest.report import PARSER_VERSION
from reports.models import Authority, Change, Inspection, Reading, Source
from reports.publishing.bulk import readings
from reports.publishing.facts import disagreements
from reports.publishing.history import Deed
from reports.publishing.importing import Outcome, make_current
from reports.publishing.operations import Refused, wait_for_the_archive
from reports.publishing.snapshot import Difference, difference, shown_by


@dataclass(frozen=True, slots=True)
class SourceReread:
    """What became of one source: `said` is a sentence for people, `changed` what its inspection
    shows otherwise.
    """

    source: Source
    outcome: Outcome
    said: str
    changed: Difference = Difference()  # noqa: RUF009  # frozen, and so safe to share

    @property
    def line(self) -> str:
        return f"{self.outcome:<9} {self.source.name}: {self.said}"


def reread(
    sources: Iterable[Source], *, workers: int = 1, dry_run: bool = False
) -> Iterator[SourceReread]:
    """Read each source again, in order, and tell what became of it. A refused one keeps its
    reading.

    `workers` child processes read while this one publishes. With `dry_run` everything is done and
    undone again, so that what is told is what would happen.
    """
    for source, _, report in readings(
        sources, lambda source: (source.name, source.content()), workers
    ):
        if not isinstance(report, ParsedReport):
            yield SourceReread(
                source, Outcome.REFUSED, f"{report} It keeps the reading that it has."
            )
            continue
        with transaction.atomic():
            done = _reread_one(source, report)
            if dry_run:
                transaction.set_rollback(True)
        yield done


def _reread_one(source: Source, report: ParsedReport) -> SourceReread:
    try:
        with transaction.atomic():
            return read_again(source=source, report=report)
    except Refused as refusal:
        return SourceReread(source, Outcome.REFUSED, f"{refusal} It keeps the reading that it has.")


@transaction.atomic
def read_again(*, source: Source, report: ParsedReport) -> SourceReread:
    """Keep a newer reading of a source, and show it where an older one of the same source was
    shown.

    Of a source that waits, the newer reading waits instead. Raises `Refused` where the newer
    reading is about something else than the one that is shown: then a person decides.
    """
    wait_for_the_archive()
    older = list(source.readings.select_related("inspection__authority").order_by("parser_version"))
    if not older:
        raise Refused(f"{source.name} was discarded meanwhile.")
    last = older[-1]
    inspection = (
        Inspection.objects.filter(reading__in=older).select_related("authority", "reading").first()
    )
    shown_before = inspection.reading if inspection and inspection.reading else last
    _refuse_another_subject(shown_before.parsed(), report, inspection)
    before = shown_by(shown_before.parsed())
    reading = _newer_reading(source, report, last)
    if inspection is not None:
        reason = f"The file was read again by version {PARSER_VERSION} of the parser."
        changed = make_current(inspection, reading, Deed(Change.What.RE_READ, reason=reason))
        outcome = Outcome.REVISED if changed else Outcome.UNCHANGED
        return SourceReread(source, outcome, f"{inspection}: {changed.sentence} to change", changed)
    for waiting in older:
        if waiting.inspection_id is None and waiting.pk != reading.pk:
            waiting.delete()
    changed = difference(before, shown_by(report))
    outcome = Outcome.REVISED if changed else Outcome.UNCHANGED
    return SourceReread(source, outcome, f"not shown; {changed.sentence} read otherwise", changed)


def _newer_reading(source: Source, report: ParsedReport, last: Reading) -> Reading:
    """The reading of this parser version: a new one, or, where the version was not counted up, the
    same brought up.
    """
    checks = disagreements(report, report.authority_slug) if report.authority_slug else []
    reading, _ = Reading.objects.update_or_create(
        source=source,
        parser_version=PARSER_VERSION,
        defaults={"report": report.as_json(), "checks": [check.as_json() for check in checks]},
        create_defaults={
            "report": report.as_json(),
            "checks": [check.as_json() for check in checks],
            # A reading that another file's overtook stays beside it.
            "inspection": last.inspection,
        },
    )
    return reading


def _refuse_another_subject(
    old: ParsedReport, new: ParsedReport, inspection: Inspection | None
) -> None:
    if inspection is None:
        return
    chosen_by_a_person = old.authority_slug != inspection.authority.slug
    slug = (
        inspection.authority.slug
        if chosen_by_a_person or not new.authority_slug
        else new.authority_slug
    )
    if (slug, new.kind) != (inspection.authority.slug, inspection.kind):
        about = Authority.objects.filter(slug=slug).first() or new.authority
        raise Refused(
            f"It is shown as {inspection}, and would now be read as {new.kind.label} of {about}. "
            "Unpublish it and import it anew if that is right."
        )
