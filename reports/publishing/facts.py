"""Loading reference facts, and comparing reports with them.

The facts are authorities and inspections from the files in `reports/data`. A fact never overwrites
a value that was read from a report: a difference between the two becomes a problem of the reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from reports.facts import reference
from reports.facts.dates import in_words
from reports.facts.reference import AuthorityFact, InspectionFact
from reports.facts.validity import InspectionValues, impossible
from reports.facts.vocabulary import Area, Checked, Grade, Severity
from reports.ingest.parsed import ParsedReport, Problem
from reports.models import Authority, Correction, Inspection, Judgement

AUTHORITY_FIELDS = (
    "name",
    "kind",
    "region",
    "ofsted_region",
    "ons_code",
    "ofsted_urn",
    "opened",
    "closed",
    "tile_column",
    "tile_row",
    "tile_label",
    "delivery_body",
    "invented",
)
"""Fields of an authority that are copied from the field of its fact with the same name."""
INSPECTION_FIELDS = (
    "region",
    "length",
    "end_date",
    "published",
    "lead_inspector",
    "original_url",
    "checked",
)
"""Fields of an inspection that its fact updates; the authority, kind and first day identify it."""


@transaction.atomic
def load_reference() -> tuple[int, int]:
    """Update authorities and inspections from the reference files.

    Returns the number of authorities and of inspections in the files. An inspection whose report is
    published keeps the values of the report. Loading the same files again changes nothing.
    """
    facts = [fact for fact in reference.authorities() if not fact.invented]
    loaded = load_authorities(facts)
    by_key = {authority.dfe_code or authority.slug: authority for authority in loaded}
    for fact in facts:
        if fact.successors:
            # A successor that has not opened yet is not loaded.
            opened = [by_key[key] for key in fact.successors if key in by_key]
            by_key[fact.dfe_code or fact.slug].successors.set(opened)
    by_slug = {fact.slug: by_key[fact.dfe_code or fact.slug] for fact in facts}
    load_inspections(reference.inspections(), by_slug)
    return len(facts), len(reference.inspections())


def load_authorities(facts: Sequence[AuthorityFact]) -> list[Authority]:
    """Create or update the rows of authorities, and return them.

    The DfE code identifies an authority, or the slug while it has no code yet. The slug of an
    existing row does not change, because addresses contain it.
    """
    _fill_in_codes(facts)
    with_code = [fact for fact in facts if fact.dfe_code]
    without_code = [fact for fact in facts if not fact.dfe_code]
    return [*_write(with_code, "dfe_code"), *_write(without_code, "slug")]


def _fill_in_codes(facts: Iterable[AuthorityFact]) -> None:
    """Set the DfE code of rows that had none, if it has been published since."""
    code_of = {fact.slug: fact.dfe_code for fact in facts if fact.dfe_code}
    for authority in Authority.objects.filter(dfe_code=None, slug__in=code_of):
        authority.dfe_code = code_of[authority.slug]
        authority.save(update_fields=["dfe_code"])


def _write(facts: Sequence[AuthorityFact], key: str) -> list[Authority]:
    return Authority.objects.bulk_create(
        [_authority(fact) for fact in facts],
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[*AUTHORITY_FIELDS, "aliases", "neighbour_codes"],
    )


def _authority(fact: AuthorityFact) -> Authority:
    return Authority(
        **{field: getattr(fact, field) for field in AUTHORITY_FIELDS},
        dfe_code=fact.dfe_code or None,
        slug=fact.slug,
        aliases=list(fact.aliases),
        neighbour_codes=list(fact.statistical_neighbours),
    )


def load_inspections(facts: Iterable[InspectionFact], authorities: dict[str, Authority]) -> None:
    """Write the facts of inspections whose text is not published and that nobody corrected.

    `authorities` has the authorities by slug.
    """
    edited = defaultdict(list)
    for each in Inspection.objects.edited().select_related("authority"):
        edited[each.authority.slug, each.kind].append(each)
    first_days = Correction.objects.active().filter(what="start_date")
    moved = set(first_days.values_list("authority__slug", "before"))
    loadable = []
    for fact in facts:
        same_kind = edited[fact.authority, fact.kind]
        if any(_overlap(fact, each.start_date, each.end_date) for each in same_kind):
            continue
        if (fact.authority, fact.start_date.isoformat()) in moved:
            continue
        loadable.append(fact)
    _write_facts(loadable, authorities)


def _write_facts(facts: Sequence[InspectionFact], authorities: dict[str, Authority]) -> None:
    inspections = Inspection.objects.bulk_create(
        [_inspection(fact, authorities[fact.authority]) for fact in facts],
        update_conflicts=True,
        unique_fields=["authority", "kind", "start_date"],
        update_fields=INSPECTION_FIELDS,
    )
    judgements: list[Judgement] = []
    for inspection, fact in zip(inspections, facts, strict=True):
        judgements += _judgements(inspection, fact)
    Judgement.objects.bulk_create(
        judgements,
        update_conflicts=True,
        unique_fields=["inspection", "area"],
        update_fields=["grade", "position"],
    )


def _judgements(inspection: Inspection, fact: InspectionFact) -> list[Judgement]:
    return [
        Judgement(inspection=inspection, area=area, grade=grade, position=list(Area).index(area))
        for area, grade in fact.grades.items()
    ]


def restore_fact(inspection: Inspection) -> bool:
    """Restore the reference fact of an inspection without text. Returns False if it has none."""
    fact = reference_fact(
        inspection.authority.slug, inspection.kind, inspection.start_date, inspection.end_date
    )
    if fact is None:
        return False
    # The first day identifies the row of a fact, and the report may have given another first day.
    Inspection.objects.filter(pk=inspection.pk).update(
        start_date=fact.start_date, end_date=fact.end_date, published=fact.published
    )
    _write_facts([fact], {fact.authority: inspection.authority})
    return True


def reference_fact(authority_slug: str, kind: str, start: date, end: date) -> InspectionFact | None:
    """The fact with exactly these dates, else the first one with overlapping dates, else None."""
    overlapping = [
        fact
        for fact in reference.inspections()
        if (fact.authority, fact.kind) == (authority_slug, kind) and _overlap(fact, start, end)
    ]
    for fact in overlapping:
        if (fact.start_date, fact.end_date) == (start, end):
            return fact
    return overlapping[0] if overlapping else None


def inspection_slug(authority_slug: str, kind: str, end_date: date) -> str:
    """The slug of a new inspection: `bristol-ilacs-2023-01-27`. It never changes afterwards."""
    return f"{authority_slug}-{kind}-{end_date.isoformat()}"


def disagreements(report: ParsedReport, authority_slug: str) -> list[Problem]:
    """The impossible values of a report, and its differences from the reference fact.

    Impossible values, and grades or dates that differ, are warnings. Another lead inspector is a
    note. A report without dates is not checked.
    """
    start, end = report.start_date, report.end_date
    if start is None or end is None:
        return []
    problems = list(_impossible(report, start, end))
    fact = reference_fact(authority_slug, report.kind, start, end)
    if fact:
        problems += _differing_grades(report, fact)
        problems += _differing_dates(start, end, fact)
        problems += _differing_lead(report, fact)
    return problems


def _impossible(report: ParsedReport, start: date, end: date) -> Iterator[Problem]:
    """Yield a warning for each value that the rules in `reports.facts.validity` call impossible."""
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


def _differing_grades(report: ParsedReport, fact: InspectionFact) -> Iterator[Problem]:
    """Compare the grades. A fact without grades is not compared: its grades were not collected."""
    if not fact.grades:
        return
    grades = {judgement.area: judgement.grade for judgement in report.judgements}
    checked = Checked(fact.checked).label.lower()
    for area in reference.AREAS_WITH_FACTS:
        in_report, in_fact = grades.get(area), fact.grades.get(area)
        if in_report != in_fact:
            yield Problem(
                Severity.WARNING,
                "grade-differs-from-known",
                f"{area.label}: the report says {_named(in_report)}, the reference data "
                f"({checked}) says {_named(in_fact)}.",
            )


def _differing_dates(start: date, end: date, fact: InspectionFact) -> Iterator[Problem]:
    in_report = _period(start, end)
    in_fact = _period(fact.start_date, fact.end_date)
    if in_report != in_fact:
        yield Problem(
            Severity.WARNING,
            "dates-differ-from-known",
            f"The report gives {in_report}, the reference data {in_fact}.",
        )


def _differing_lead(report: ParsedReport, fact: InspectionFact) -> Iterator[Problem]:
    in_report, in_fact = report.lead_inspector, fact.lead_inspector
    if in_report and in_fact and in_report != in_fact:
        yield Problem(
            Severity.INFO,
            "lead-inspector-differs-from-known",
            f"The report names {in_report}, the reference data {in_fact}.",
        )


def _period(first: date, last: date) -> str:
    return f"{in_words(first)} to {in_words(last)}"


def _named(grade: Grade | None) -> str:
    return f"“{grade.label}”" if grade else "nothing"


def _overlap(fact: InspectionFact, start: date, end: date) -> bool:
    return fact.start_date <= end and fact.end_date >= start


def _inspection(fact: InspectionFact, authority: Authority) -> Inspection:
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
