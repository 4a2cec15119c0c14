"""Reference facts in the archive: what is known of authorities and inspections before any report is
read.

Facts never overwrite what was read from a report; where they disagree, the disagreement is a
problem to show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from reports.facts import reference
from reports.facts.reference import AuthorityFact, InspectionFact
from reports.facts.validity import InspectionValues, impossible
from reports.facts.vocabulary import Area, Checked, Grade, Severity
from reports.ingest.parsed import ParsedReport, Problem
from reports.models import Authority, Correction, Inspection, Judgement

AUTHORITY_FIELDS = (
    *("name", "kind", "region", "ofsted_region", "ons_code", "ofsted_urn", "opened", "closed"),
    *("tile_column", "tile_row", "tile_label", "delivery_body", "invented"),
)
INSPECTION_FIELDS = (
    *("region", "length", "end_date", "published", "lead_inspector", "original_url", "checked"),
)


@transaction.atomic
def load_reference() -> tuple[int, int]:
    """Bring authorities and inspections to what the reference files say; doing it twice changes
    nothing more.

    Returns how many authorities and inspections the files hold. An inspection whose report is
    published keeps what the report says.
    """
    facts = [fact for fact in reference.authorities() if not fact.invented]
    by_code = {authority.dfe_code: authority for authority in load_authorities(facts)}
    for fact in facts:
        if fact.successors:
            by_code[fact.dfe_code].successors.set(by_code[code] for code in fact.successors)
    by_slug = {authority.slug: authority for authority in by_code.values()}
    load_inspections(reference.inspections(), by_slug)
    return len(facts), len(reference.inspections())


def load_authorities(facts: Sequence[AuthorityFact]) -> list[Authority]:
    """The authorities' rows, made or brought up to date. The DfE code tells which each is; a slug
    is given once.
    """
    return Authority.objects.bulk_create(
        [
            Authority(
                **{field: getattr(fact, field) for field in AUTHORITY_FIELDS},
                dfe_code=fact.dfe_code,
                slug=fact.slug,
                aliases=list(fact.aliases),
                neighbour_codes=list(fact.statistical_neighbours),
            )
            for fact in facts
        ],
        update_conflicts=True,
        unique_fields=["dfe_code"],
        update_fields=[*AUTHORITY_FIELDS, "aliases", "neighbour_codes"],
    )


def load_inspections(facts: Iterable[InspectionFact], authorities: dict[str, Authority]) -> None:
    """Write the facts of inspections of which people have told nothing: no report is published,
    nothing corrected.

    `authorities` come by their slugs.
    """
    told = defaultdict(list)
    for each in Inspection.objects.told_by_people().select_related("authority"):
        told[each.authority.slug, each.kind].append(each)
    moved = set(
        Correction.objects.active()
        .filter(what="start_date")
        .values_list("authority__slug", "before")
    )
    bare = [
        fact
        for fact in facts
        if not any(
            _overlap(fact, each.start_date, each.end_date)
            for each in told[fact.authority, fact.kind]
        )
        and (fact.authority, fact.start_date.isoformat()) not in moved
    ]
    _write_facts(bare, authorities)


def _write_facts(bare: Sequence[InspectionFact], authorities: dict[str, Authority]) -> None:
    inspections = Inspection.objects.bulk_create(
        [_bare_inspection(fact, authorities[fact.authority]) for fact in bare],
        update_conflicts=True,
        unique_fields=["authority", "kind", "start_date"],
        update_fields=INSPECTION_FIELDS,
    )
    judgements = [
        Judgement(inspection=inspection, area=area, grade=grade, position=list(Area).index(area))
        for inspection, fact in zip(inspections, bare, strict=True)
        for area, grade in fact.grades.items()
    ]
    Judgement.objects.bulk_create(
        judgements,
        update_conflicts=True,
        unique_fields=["inspection", "area"],
        update_fields=["grade", "position"],
    )


def restore_fact(inspection: Inspection) -> bool:
    """Give an inspection without text its reference fact back. Returns whether there is one."""
    fact = known_fact(
        inspection.authority.slug, inspection.kind, inspection.start_date, inspection.end_date
    )
    if fact is not None:
        # The fact's own first day tells which row is meant; the report's may have been another.
        Inspection.objects.filter(pk=inspection.pk).update(
            start_date=fact.start_date, end_date=fact.end_date, published=fact.published
        )
        _write_facts([fact], {fact.authority: inspection.authority})
    return fact is not None


def known_fact(authority_slug: str, kind: str, start: date, end: date) -> InspectionFact | None:
    """The fact about the inspection of these dates: equal dates first, then overlapping ones."""
    same = [
        fact
        for fact in reference.inspections()
        if (fact.authority, fact.kind) == (authority_slug, kind) and _overlap(fact, start, end)
    ]
    return min(
        same, key=lambda fact: (fact.start_date, fact.end_date) != (start, end), default=None
    )


def inspection_slug(authority_slug: str, kind: str, end_date: date) -> str:
    """The address of an inspection, given once: `bristol-ilacs-2023-01-27`."""
    return f"{authority_slug}-{kind}-{end_date.isoformat()}"


def disagreements(report: ParsedReport, authority_slug: str) -> list[Problem]:
    """What no report can say, and where a report differs from the reference fact about its
    inspection.

    Impossible values, and a grade or a date that differs, are warnings; a name spelt differently is
    for information.
    """
    if report.start_date is None or report.end_date is None:
        return []
    wrong = _impossible(report, report.start_date, report.end_date)
    return [*wrong, *_differing(report, report.start_date, report.end_date, authority_slug)]


def _impossible(report: ParsedReport, start: date, end: date) -> Iterator[Problem]:
    """Yield what is impossible by the rules that corrections are held to, too."""
    values = InspectionValues(
        kind=report.kind,
        start_date=start,
        end_date=end,
        published=report.published,
        length=report.length or "",
        outcome=report.outcome or "",
        grades={judgement.area: judgement.grade for judgement in report.judgements},
    )
    for finding in impossible(values, timezone.localdate()):
        yield Problem(Severity.WARNING, "impossible-value", finding.message)


def _differing(report: ParsedReport, start: date, end: date, authority_slug: str) -> list[Problem]:
    fact = known_fact(authority_slug, report.kind, start, end)
    if fact is None:
        return []
    return [
        *_differing_grades(report, fact),
        *_differing_dates(report, fact),
        *_differing_lead(report, fact),
    ]


def _differing_grades(report: ParsedReport, fact: InspectionFact) -> Iterator[Problem]:
    read = {judgement.area: judgement.grade for judgement in report.judgements}
    for area in reference.GRADED:
        here, known = read.get(area), fact.grades.get(area)
        if here != known and fact.grades:
            yield Problem(
                Severity.WARNING,
                "grade-differs-from-known",
                f"{area.label}: the report says {_named(here)}, the known fact "
                f"({Checked(fact.checked).label.lower()}) says {_named(known)}.",
            )


def _differing_dates(report: ParsedReport, fact: InspectionFact) -> Iterator[Problem]:
    if (report.start_date, report.end_date) != (fact.start_date, fact.end_date):
        yield Problem(
            Severity.WARNING,
            "dates-differ-from-known",
            f"The report gives {report.start_date} to {report.end_date}, the known fact "
            f"{fact.start_date} to {fact.end_date}.",
        )


def _differing_lead(report: ParsedReport, fact: InspectionFact) -> Iterator[Problem]:
    if (
        fact.lead_inspector
        and report.lead_inspector
        and fact.lead_inspector != report.lead_inspector
    ):
        yield Problem(
            Severity.INFO,
            "lead-inspector-differs-from-known",
            f"The report names {report.lead_inspector}, the known fact {fact.lead_inspector}.",
        )


def _named(grade: Grade | None) -> str:
    return f"“{grade.label}”" if grade else "nothing"


def _overlap(fact: InspectionFact, start: date, end: date) -> bool:
    return fact.start_date <= end and fact.end_date >= start


def _bare_inspection(fact: InspectionFact, authority: Authority) -> Inspection:
    return Inspection(
        authority=authority,
        region=authority.region,
        kind=fact.kind,
        length=fact.length or "",
        start_date=fact.start_date,
        end_date=fact.end_date,
        published=fact.published,
        lead_inspector=fact.lead_inspector,
        original_url=fact.url,
        checked=fact.checked,
        slug=inspection_slug(authority.slug, fact.kind, fact.end_date),
    )
