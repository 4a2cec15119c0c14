"""Comparing a reading with what the publisher's pages say about its file.

The pages print the publication date, which reports do not. Any other difference is a warning, for a
person to check.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reports.facts.dates import in_words
from reports.facts.printed_kinds import kinds_printed_as
from reports.facts.vocabulary import Severity
from reports.ingest.parsed import ParsedReport, Problem
from reports.models import Inspection, ListedFile, Reading


def differences_from_page(reading: Reading) -> list[Problem]:
    """A warning for each difference between a reading and the pages that list its file."""
    files = ListedFile.objects.filter(reading=reading).select_related("authority")
    report = reading.parsed()
    return [problem for file in files for problem in differences(file, report)]


def differences(file: ListedFile, report: ParsedReport) -> Iterator[Problem]:
    """Yield a warning for each difference between a report and its row in the ledger."""
    yield from _differing_kind(file, report)
    yield from _differing_authority(file, report)
    yield from _differing_dates(file, report)


def _differing_kind(file: ListedFile, report: ParsedReport) -> Iterator[Problem]:
    kinds = kinds_printed_as(file.kind)
    if not kinds:
        yield _warning(
            "kind-not-known-on-page",
            f"Ofsted’s page calls it “{file.kind}”, which is no kind that the archive knows; it "
            f"was read as {report.kind.label}.",
        )
    elif report.kind not in kinds:
        yield _warning(
            "kind-differs-from-page",
            f"Ofsted’s page calls it “{file.kind}”; it was read as {report.kind.label}.",
        )


def _differing_authority(file: ListedFile, report: ParsedReport) -> Iterator[Problem]:
    """Several pages may list a joint inspection: the report must name the authority of one."""
    providers = list(file.providers.select_related("authority"))
    slugs = {each.authority.slug for each in providers if each.authority}
    if file.authority:
        slugs.add(file.authority.slug)
    if report.authority_slug in slugs:
        return
    pages = ", ".join(each.name for each in providers) or str(file.authority or "no authority")
    yield _warning(
        "authority-differs-from-page",
        f"Ofsted lists it on the page of {pages}; the report names {report.authority or 'none'}.",
    )


def _differing_dates(file: ListedFile, report: ParsedReport) -> Iterator[Problem]:
    start, end = report.start_date, report.end_date
    if start is None or end is None:
        return
    if not start <= file.event_date <= end:
        yield _warning(
            "event-differs-from-page",
            f"Ofsted’s page dates it {in_words(file.event_date)}, which is not between "
            f"{in_words(start)} and {in_words(end)}.",
        )
    if file.published < end:
        yield _warning(
            "published-before-end",
            f"Ofsted’s page says that it was published {in_words(file.published)}, before the last "
            f"day on site, {in_words(end)}.",
        )
    if report.published and report.published != file.published:
        yield _differing_publication(file, report.published, "the report says")


def publication_differences(file: ListedFile, inspection: Inspection) -> list[Problem]:
    """A warning if the page gives another publication date than the inspection has."""
    listed = inspection.published
    if listed is None or listed == file.published:
        return []
    return [_differing_publication(file, listed, "the archive has")]


def _differing_publication(file: ListedFile, other: date, who: str) -> Problem:
    return _warning(
        "published-differs-from-page",
        f"Ofsted’s page says that it was published {in_words(file.published)}; {who} "
        f"{in_words(other)}.",
    )


def _warning(code: str, message: str) -> Problem:
    return Problem(Severity.WARNING, code, message)


def join_by_hash(reading: Reading) -> None:
    """Link the files of the ledger with the same bytes to this reading, if they have none."""
    unread = ListedFile.objects.filter(sha256=reading.source.sha256, reading=None)
    if unread.exists():
        unread.update(source=reading.source, reading=reading)
