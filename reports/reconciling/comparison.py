"""Comparing the archive with the statistics, by authority and judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.vocabulary import Area, Grade
from reports.ingest.parts.authority_names import match_authority
from reports.models import Authority, Inspection, StatisticsDifference
from reports.reconciling.statistics import PrintedOutcomes


class Verdict(StrEnum):
    """The result of comparing one judgement of both sources."""

    EQUAL = "equal"
    DIFFERENT = "different"
    MISSING_THERE = "missing there"
    MISSING_HERE = "missing here"


@dataclass(frozen=True, slots=True)
class ComparedJudgement:
    """One compared judgement: the grade in the archive (`here`) and in the statistics (`there`).

    `area` is None for an authority that one of the sources lacks.
    """

    verdict: Verdict
    authority: str
    area: Area | None = None
    here: Grade | None = None
    there: Grade | None = None
    place: str = ""
    inspection: Inspection | None = None
    outcomes: PrintedOutcomes | None = None

    @property
    def line(self) -> str:
        """The comparison for a terminal."""
        about = f"{self.authority}, {self.area.label}" if self.area else self.authority
        line = f"{self.verdict:<13} {about}"
        if self.verdict == Verdict.EQUAL and self.here:
            return f"{line}: {self.here.label}"
        if self.area is None:
            return line
        here = self.here.label if self.here else "nothing"
        there = self.there.label if self.there else "nothing"
        return f"{line}: here {here}, there {there}" + (f" ({self.place})" if self.place else "")


def compare(outcomes: Iterable[PrintedOutcomes]) -> Iterator[ComparedJudgement]:
    """Compare every row of the statistics, then yield the current authorities that they lack."""
    authorities = list(Authority.objects.filter(invented=False))
    by_urn = {each.ofsted_urn: each for each in authorities if each.ofsted_urn}
    by_slug = {each.slug: each for each in authorities}
    compared: set[int] = set()
    for row in outcomes:
        fact = match_authority(row.authority, row.last_day or row.first_day)
        authority = by_urn.get(row.urn) or (by_slug.get(fact.slug) if fact else None)
        if authority is None:
            name = row.authority or f"URN {row.urn}"
            yield ComparedJudgement(Verdict.MISSING_HERE, f"{name}, no authority of the archive")
            continue
        compared.add(authority.pk)
        yield from _compare_row(row, authority)
    for authority in authorities:
        if authority.pk not in compared and authority.is_current:
            yield ComparedJudgement(Verdict.MISSING_THERE, authority.name)


def _compare_row(row: PrintedOutcomes, authority: Authority) -> Iterator[ComparedJudgement]:
    inspection = inspection_of_row(row, authority)
    here: dict[str, str] = {}
    if inspection is not None:
        here = {each.area: each.grade for each in inspection.judgements.all()}
    for area in row.areas:
        archive_grade = Grade(here[area]) if area in here else None
        printed_grade = row.grades.get(area)
        if archive_grade is None and printed_grade is None:
            continue
        yield ComparedJudgement(
            _verdict(archive_grade, printed_grade),
            authority.name,
            area,
            archive_grade,
            printed_grade,
            row.place,
            inspection,
            row,
        )


def inspection_of_row(row: PrintedOutcomes, authority: Authority) -> Inspection | None:
    """The full inspection that a row is about: by its days, or the latest if it has none."""
    inspections = authority.inspections.filter(kind__in=FULL_INSPECTIONS)
    inspections = inspections.prefetch_related("judgements").order_by("-end_date")
    first, last = row.first_day or row.last_day, row.last_day or row.first_day
    if first is None or last is None:
        return inspections.first()
    return inspections.filter(start_date__lte=last, end_date__gte=first).first()


def _verdict(here: Grade | None, there: Grade | None) -> Verdict:
    if here == there:
        return Verdict.EQUAL
    if here is None:
        return Verdict.MISSING_HERE
    return Verdict.MISSING_THERE if there is None else Verdict.DIFFERENT


@transaction.atomic
def store_differences(compared: Iterable[ComparedJudgement], file: str) -> int:
    """Store the differences for the desk, and delete earlier ones of the same file that are gone.

    A settled difference stays settled while its inspection and both grades are the same. Returns
    the number of differences that are not settled.
    """
    current = [
        _store_difference(each, each.inspection, file).pk
        for each in compared
        if each.verdict == Verdict.DIFFERENT and each.inspection is not None
    ]
    of_file = StatisticsDifference.objects.filter(file=file)
    of_file.exclude(pk__in=current).delete()
    return of_file.filter(settled_at=None).count()


def _store_difference(
    compared: ComparedJudgement, inspection: Inspection, file: str
) -> StatisticsDifference:
    key = {
        "authority": inspection.authority,
        "file": file,
        "place": compared.place,
        "area": compared.area,
    }
    row = StatisticsDifference.objects.filter(**key).first() or StatisticsDifference(**key)
    before = (row.inspection_id, row.here, row.there)
    row.inspection = inspection
    row.here, row.there = compared.here or "", compared.there or ""
    if (row.inspection_id, row.here, row.there) != before:
        row.settled_at, row.settled_by = None, None
    row.last_day = compared.outcomes.last_day if compared.outcomes else None
    row.compared_at = timezone.now()
    row.save()
    return row
