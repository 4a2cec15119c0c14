"""Authorities as records, each with its latest full inspection."""

from __future__ import annotations

from datetime import date

from reports.facts.vocabulary import Region
from reports.models import Authority, Inspection
from reports.overview.latest import AuthorityRow, latest_by_authority
from reports.records.fields import Absolute, described, record
from reports.records.inspections import JudgementRecord, judgement_record, keys_of_latest


@record
class AuthorityRecord:
    """One council that is, or was, responsible for children’s services."""

    authority: str = described("Name of the authority")
    authority_slug: str = described("Slug of the authority; it is given once and never changes")
    aliases: list[str] = described("Other names of the authority")
    authority_type: str = described("Type of council, such as unitary or county")
    region: str = described("Region of the Office for National Statistics", Region)
    ofsted_region: str | None = described("Ofsted’s own region")
    dfe_code: str | None = described(
        "Code of the Department for Education, on which other sources join; null until there is one"
    )
    ons_code: str | None = described("Code of the Office for National Statistics")
    ofsted_urn: str | None = described("Ofsted’s unique reference number")
    opened: date | None = described("First day of the authority, where it is known")
    closed: date | None = described("Day of its closing; null for one that has none")
    predecessors: list[str] = described("Slugs of the authorities that it took over from")
    successors: list[str] = described("Slugs of the authorities that took over from it")
    neighbours: list[str] = described("Slugs of its statistical neighbours, the closest first")
    delivery_body: str | None = described("The body that runs its children’s services for it")
    invented: bool = described("Whether it exists only in the sample reports")
    latest_inspection: str | None = described("Slug of its latest full inspection")
    latest_kind: str | None = described("Kind of report of that inspection")
    latest_end_date: date | None = described("Last day on site of that inspection")
    latest_published: date | None = described("Day of publication of that inspection")
    latest_judgements: list[JudgementRecord] = described("The judgements of that inspection")
    url: str = described("Permanent address of the authority in this archive")


def authority_records(absolute: Absolute) -> list[AuthorityRecord]:
    """The records of all authorities by name, also closed and invented ones, in a few queries."""
    related = Authority.objects.prefetch_related("predecessors", "successors")
    with_relations = {each.pk: each for each in related}
    latest = Inspection.objects.listed().in_bulk(keys_of_latest())
    rows = latest_by_authority().rows
    slugs = {row.authority.dfe_code: row.authority.slug for row in rows if row.authority.dfe_code}
    return [
        _record(with_relations[row.authority.pk], _latest(row, latest), slugs, absolute)
        for row in rows
        if row.authority.pk in with_relations
    ]


def _latest(row: AuthorityRow, latest: dict[int, Inspection]) -> Inspection | None:
    """The latest full inspection of a row, with its judgements."""
    return latest.get(row.inspection.pk) if row.inspection else None


def _record(
    authority: Authority,
    latest: Inspection | None,
    slugs: dict[str, str],
    absolute: Absolute,
) -> AuthorityRecord:
    """The record of one authority. `slugs` has the slugs of all authorities by DfE code."""
    judgements = latest.judgements.all() if latest else []
    return AuthorityRecord(
        authority=str(authority),
        authority_slug=authority.slug,
        aliases=list(authority.aliases),
        authority_type=authority.kind,
        region=authority.region,
        ofsted_region=authority.ofsted_region or None,
        dfe_code=authority.dfe_code or None,
        ons_code=authority.ons_code or None,
        ofsted_urn=authority.ofsted_urn or None,
        opened=authority.opened,
        closed=authority.closed,
        predecessors=sorted([each.slug for each in authority.predecessors.all()]),
        successors=sorted([each.slug for each in authority.successors.all()]),
        neighbours=[slugs[code] for code in authority.neighbour_codes if code in slugs],
        delivery_body=authority.delivery_body or None,
        invented=authority.invented,
        latest_inspection=latest.slug if latest else None,
        latest_kind=latest.kind if latest else None,
        latest_end_date=latest.end_date if latest else None,
        latest_published=latest.published if latest else None,
        latest_judgements=[judgement_record(each, latest) for each in judgements if latest],
        url=absolute(authority.get_absolute_url()),
    )
