"""Inspections and their judgements as records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reports.facts.frameworks import Scale, scale_of
from reports.facts.vocabulary import Area, Checked, Grade, Kind, Length, Region, SendOutcome
from reports.models import Inspection, Judgement
from reports.overview.cache import cached_by_version
from reports.overview.latest import latest_by_authority
from reports.records.fields import Absolute, described, record


@record
class JudgementRecord:
    """One grade that one inspection gave to one area."""

    inspection: str = described("Slug of the inspection")
    area: str = described("What was judged", Area)
    grade: str = described("The grade that was given", Grade)
    scale: str | None = described(
        "The scale of the grade; grades of different scales are never counted together", Scale
    )
    printed_area: str | None = described("What was judged, as the report prints it")
    printed_grade: str | None = described("The grade, as the report prints it")


@record
class InspectionRecord:
    """One inspection or visit, with or without its text."""

    inspection: str = described("Slug of the inspection; it is given once and never changes")
    authority: str = described("Name of the authority")
    authority_slug: str = described("Slug of the authority")
    region: str = described("Region of the authority", Region)
    kind: str = described("Kind of report", Kind)
    length: str | None = described("How long an ILACS inspection was on site", Length)
    title: str | None = described("Title as the report prints it")
    start_date: date = described("First day on site")
    end_date: date = described("Last day on site")
    year: int = described("Year of the last day on site")
    published: date | None = described("Day of publication, where it is known")
    days_to_publication: int | None = described(
        "Calendar days from the last day on site to publication"
    )
    lead_inspector: str | None = described("Lead inspector, as the report names them")
    theme: str | None = described("What a visit or a joint inspection looked at, as printed")
    outcome: str | None = described("Outcome of an area SEND inspection", SendOutcome)
    checked: str | None = described(
        "How far the facts of a listed inspection may be trusted", Checked
    )
    latest: bool = described("Whether it is the latest full inspection of its authority")
    text_here: bool = described("Whether its text is in this archive")
    original_url: str | None = described("Address of the report on Ofsted’s site")
    url: str = described("Permanent address of the inspection in this archive")
    judgements: list[JudgementRecord] = described("Its judgements, in the order of the report")


def inspection_records(
    inspections: Iterable[Inspection], absolute: Absolute
) -> list[InspectionRecord]:
    """The records of inspections that come with authority and judgements (`listed`)."""
    latest = keys_of_latest()
    return [inspection_record(each, absolute, is_latest=each.pk in latest) for each in inspections]


@cached_by_version(2)
def keys_of_latest() -> frozenset[int]:
    """The keys of the latest full inspection of each authority."""
    rows = latest_by_authority().rows
    return frozenset([row.inspection.pk for row in rows if row.inspection])


def inspection_record(
    inspection: Inspection, absolute: Absolute, *, is_latest: bool
) -> InspectionRecord:
    """The record of one inspection, which comes with authority and judgements."""
    return InspectionRecord(
        inspection=inspection.slug,
        authority=str(inspection.authority),
        authority_slug=inspection.authority.slug,
        region=inspection.region,
        kind=inspection.kind,
        length=inspection.length or None,
        title=inspection.title or None,
        start_date=inspection.start_date,
        end_date=inspection.end_date,
        year=inspection.year,
        published=inspection.published,
        days_to_publication=inspection.days_to_publication,
        lead_inspector=inspection.lead_inspector or None,
        theme=inspection.theme or None,
        outcome=inspection.outcome or None,
        checked=inspection.checked or None,
        latest=is_latest,
        text_here=inspection.reading_id is not None,
        original_url=inspection.original_url or None,
        url=absolute(inspection.get_absolute_url()),
        judgements=[judgement_record(each, inspection) for each in inspection.judgements.all()],
    )


def judgement_record(judgement: Judgement, inspection: Inspection) -> JudgementRecord:
    """The record of one judgement of an inspection."""
    scale = scale_of(inspection.kind, judgement.grade)
    return JudgementRecord(
        inspection=inspection.slug,
        area=judgement.area,
        grade=judgement.grade,
        scale=scale.value if scale else None,
        printed_area=judgement.printed_area or None,
        printed_grade=judgement.printed_grade or None,
    )
