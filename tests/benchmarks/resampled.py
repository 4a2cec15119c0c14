"""An archive of any size: inspections of the real authorities from 2013 to 2026, with resampled
paragraphs.

The same size and texts always make the same archive. Dates and grades are drawn evenly, so that
every filter leaves something: nothing in it may be read as a fact about an authority.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from random import Random

from django.db import connection, transaction
from psycopg.sql import SQL, Composed, Identifier

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Role
from reports.models import Authority, Inspection, Judgement, Paragraph, Reading, Source
from reports.publishing.facts import inspection_slug, load_reference
from tests.benchmarks.texts import Texts

SEED = 6
PARAGRAPHS_OF_A_REPORT = 55
FIRST_DAY, DAYS = date(2013, 1, 7), 4_840
SECTIONS = (Area.LEADERS, Area.HELP_AND_PROTECTION, Area.IN_CARE, Area.CARE_LEAVERS)
GRADES = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
REPORTS_AT_ONCE = 100
WRITERS = 2
"""Connections that write at the same time: making the vectors is most of the work, and the server
does it.
"""
FIELDS = [field for field in Paragraph._meta.concrete_fields if not field.generated]


def build(paragraphs: int, texts: Texts) -> None:
    """Fill an archive that has no paragraphs yet; the reference facts are loaded first."""
    load_reference()
    with transaction.atomic():
        inspections = _inspections(-(-paragraphs // PARAGRAPHS_OF_A_REPORT), Random(SEED))
    rows = islice(_paragraphs(inspections, texts, Random(SEED)), paragraphs)
    with _counted_afterwards(), _indexed_afterwards():
        _write(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('reports_paragraph', 'id'), %s)", [paragraphs]
        )
        cursor.execute("VACUUM ANALYZE")


def _inspections(count: int, chance: Random) -> list[Inspection]:
    """Published inspections, the authorities in turn, the days spread over all years; each with its
    judgements.
    """
    authorities = list(Authority.objects.current().order_by("slug"))
    taken = set(Inspection.objects.values_list("authority", "kind", "start_date"))
    days = [place * DAYS // count for place in range(count)]
    chance.shuffle(days)
    made = []
    for place, day in enumerate(days):
        authority = authorities[place % len(authorities)]
        from_then_on = (FIRST_DAY + timedelta(days=later) for later in range(day, day + DAYS))
        first = next(each for each in from_then_on if (authority.pk, Kind.ILACS, each) not in taken)
        taken.add((authority.pk, Kind.ILACS, first))
        made.append(_inspection(authority, first))
    for inspection, reading in zip(made, _readings(made), strict=True):
        inspection.reading = reading
    Inspection.objects.bulk_create(made, batch_size=2_000)
    Judgement.objects.bulk_create(
        [
            Judgement(
                inspection=inspection,
                area=area,
                grade=GRADES[chance.randrange(len(GRADES))],
                position=position,
            )
            for inspection in made
            for position, area in enumerate((*SECTIONS, Area.OVERALL))
        ],
        batch_size=5_000,
    )
    return list(Inspection.objects.filter(pk__in=[each.pk for each in made]).order_by("pk"))


def _inspection(authority: Authority, first: date) -> Inspection:
    last = first + timedelta(days=11)
    return Inspection(
        authority=authority,
        region=authority.region,
        kind=Kind.ILACS,
        start_date=first,
        end_date=last,
        published=last + timedelta(days=35),
        lead_inspector="Nobody",
        # The first day too, since two inspections of one authority may overlap here.
        slug=f"{inspection_slug(authority.slug, Kind.ILACS, last)}-{first.isoformat()}",
    )


def _readings(inspections: Iterable[Inspection]) -> list[Reading]:
    """What says that their text is published; the files themselves do not exist."""
    sources = Source.objects.bulk_create(
        [
            Source(
                sha256=hashlib.sha256(inspection.slug.encode()).hexdigest(),
                name=f"{inspection.slug}.txt",
                size=0,
                media_type="text/plain",
                origin=Source.Origin.COMMAND,
            )
            for inspection in inspections
        ],
        batch_size=2_000,
    )
    return Reading.objects.bulk_create(
        [Reading(source=source, parser_version=1, report={}) for source in sources],
        batch_size=2_000,
    )


def _paragraphs(
    inspections: Iterable[Inspection], texts: Texts, chance: Random
) -> Iterator[Paragraph]:
    """A summary, four points and numbered paragraphs for each inspection, in sections of about the
    same length.
    """
    pk = 0
    grades: dict[int, dict[str, str]] = {}
    for report, area, grade in Judgement.objects.values_list("inspection", "area", "grade"):
        grades.setdefault(report, {})[area] = grade
    for inspection in inspections:
        for position in range(PARAGRAPHS_OF_A_REPORT):
            pk += 1
            area = SECTIONS[position * len(SECTIONS) // PARAGRAPHS_OF_A_REPORT]
            grade = Grade(grades[inspection.pk][area])
            yield Paragraph(
                pk=pk,
                inspection=inspection,
                authority_id=inspection.authority_id,
                region=inspection.region,
                kind=inspection.kind,
                year=inspection.year,
                position=position,
                role=_role(position),
                number=position - 4 if position > 4 else None,
                numbered_by=NumberedBy.REPORT if position > 4 else "",
                heading=f"{area.label}: {grade.label.lower()}" if position > 4 else "",
                area=area if position > 4 else "",
                grade=grade if position > 4 else "",
                page=2 + position // 5,
                text=texts.one(pk - 1, chance),
            )


def _role(position: int) -> Role:
    if position == 0:
        return Role.SUMMARY
    return Role.POINT if position < 5 else Role.NUMBERED


def _write(rows: Iterator[Paragraph]) -> None:
    """COPY them over some connections at a time, each a few hundred reports ahead at most."""
    with ThreadPoolExecutor(WRITERS) as writers:
        waiting: set[Future[None]] = set()
        while some := list(islice(rows, REPORTS_AT_ONCE * PARAGRAPHS_OF_A_REPORT)):
            waiting.add(writers.submit(_copy, some))
            done, waiting = (
                wait(waiting, return_when=FIRST_COMPLETED)
                if len(waiting) > WRITERS
                else (set(), waiting)
            )
            for each in done:
                each.result()
        for each in waiting:
            each.result()


def _copy(rows: list[Paragraph]) -> None:
    columns = SQL(", ").join(Identifier(str(field.column)) for field in FIELDS)
    into = SQL("COPY reports_paragraph ({}) FROM STDIN").format(columns)
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row([getattr(row, field.attname) for field in FIELDS])
    connection.close()


@contextmanager
def _counted_afterwards() -> Iterator[None]:
    """Count the lexemes once at the end, as their migration does; all other triggers stay at work."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'reports_paragraph'::regclass AND tgname LIKE 'lexemes%'"
        )
        triggers = [name for (name,) in cursor.fetchall()]
        cursor.execute(_each("ALTER TABLE reports_paragraph DISABLE TRIGGER {}", triggers))
        yield
        cursor.execute(_each("ALTER TABLE reports_paragraph ENABLE TRIGGER {}", triggers))
        cursor.execute(
            "INSERT INTO reports_lexeme (lexeme, paragraphs)"
            " SELECT word, ndoc FROM ts_stat('SELECT search_vector FROM reports_paragraph')"
        )


@contextmanager
def _indexed_afterwards() -> Iterator[None]:
    """Build the inverted indexes once at the end, as they are defined (PostgreSQL manual, 14.4.3)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes"
            " WHERE tablename LIKE 'reports%' AND indexdef LIKE '% USING gin %'"
        )
        indexes = dict(cursor.fetchall())
        cursor.execute(_each("DROP INDEX {}", indexes))
        yield
        for definition in indexes.values():
            cursor.execute(definition)


def _each(statement: str, names: Iterable[str]) -> Composed:
    return SQL("; ").join(SQL(statement).format(Identifier(name)) for name in names)
