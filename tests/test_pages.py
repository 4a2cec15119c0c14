"""Every kind of page, whatever it shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from reports.facts.vocabulary import Area, Grade, NumberedBy, Role
from reports.models import Inspection, Paragraph
from reports.overview.cache import clear_caches
from search.index import compiling, lexemes
from search.index.door import make_themes
from tests.drill.routes import routes
from tests.support import addresses
from tests.support.addresses import IN_EVERY_ARCHIVE, NEEDED
from tests.support.reference import load_facts, undone_at_the_end
from tests.support.searches import MOST_QUERIES
from tests.support.tiers import some_quick

pytestmark = pytest.mark.django_db

CHOSEN = "region=south-west&authority=bristol&area=in-care&grade=good&kind=ilacs&year=2023&overall=good&role=numbered"
PAGES = (
    *(address for address in IN_EVERY_ARCHIVE if address not in NEEDED),
    "/?judgement=overall",
    "/authorities/?q=north&region=south-west&area=leaders&grade=good",
    "/authorities/bristol/",
    "/authorities/cumbria/",
    "/authorities/bristol.atom",
    "/authorities/bristol/inspections.csv",
    "/inspections/?region=south-west&family=leadership&grade=good&page=1",
    "/inspections/bristol-ilacs-2023-01-27/",
    "/inspections/bristol-ilacs-2023-01-27/history/",
    "/inspections/bristol-ilacs-2023-01-27/p1/",
    "/inspections/bristol-ilacs-2023-01-27/point-5/",
    "/search/?q=return+home+interviews",
    f"/search/?q=return+home+interviews+RHI&{CHOSEN}",
    "/search/?q=wisits+-caseloads&group=report",
    "/search/?q=risk+NEAR%2F10+visit*+bristol",
    "/search/?q=%22return+home+interviews%22+NEAR%2F9+visit*+bristo",
    "/search/?q=%22return+home+interviews%22+OR+visit*+OR+caselods",
    "/search/?q=wisitt+nowhere&sort=newest&region=london",
    "/search.json?q=return+home+interviews",
    "/search.csv?q=return+home+interviews",
    "/search.atom?q=return+home+interviews",
    "/find/?name=newport",
    "/compare/?authority=bristol&authority=north-somerset&authority=somerset&authority=devon",
    "/compare/?authority=bristol&authority=north-somerset&q=return+home+interviews&area=in-care&without=RHI",
    "/compare/?authority=bristol&with=neighbours&q=RHI+social+worker",
    "/compare/?authority=bristol&with=region&q=RHI+social+worker&area=in-care&area=leaders&grade=good",
    "/compare.csv?authority=bristol&with=region",
    "/compare/passages.csv?authority=bristol&with=region&q=visits",
    "/compare/words.csv?authority=bristol&authority=somerset&q=visits",
    "/points/?q=return+home+interviews&role=point",
    "/points/?authority=bristol",
    "/points.csv?authority=bristol",
    "/trends/?q=visits&q=%22social+worker%22+RHI&q=risk+NEAR%2F5+visits&q=caseload*+OR+turnover&by=region",
    "/trends.csv?q=visits&q=%22social+worker%22+RHI&q=risk+NEAR%2F5+visits&q=caseload*+OR+turnover&by=area",
    "/trends/grades/?area=overall&region=london",
    "/subjects/return-home-interviews/",
    "/subjects/return-home-interviews/?region=south-west&order=newest",
    "/subjects/return-home-interviews.csv",
    "/subjects/return-home-interviews/grades.csv",
    "/subjects/return-home-interviews.atom",
    "/timing/?judgement=overall&kind=ilacs&sort=oldest",
)
PARTS = 3
"""Groups of these addresses. The quick tests ask the first: every third, one of each kind."""
TEXTS = (
    (
        Role.NUMBERED,
        "Visits are regular, and return home interviews (RHIs) are prompt where the risk is known.",
    ),
    (
        Role.NUMBERED,
        "Social workers visit children soon. Caseloads are high, and turnover puts children at risk.",
    ),
    (
        Role.NUMBERED,
        "A personal assistant (PA) knows each young person well, and keeps in touch with them.",
    ),
    (Role.SUMMARY, "Children are visited by social workers who know them."),
    (
        Role.NUMBERED,
        "Return home interviews lead to a plan, which social workers and their managers review.",
    ),
    (Role.POINT, "The quality and timeliness of return home interviews when children go missing."),
    (Role.POINT, "The caseloads of social workers, so that visits to children are regular."),
)


def text_of(inspection: Inspection) -> list[Paragraph]:
    """Passages for an inspection of which the archive knows the facts."""
    numbers = iter(range(1, len(TEXTS)))
    return [
        Paragraph(
            inspection=inspection,
            authority_id=inspection.authority_id,
            region=inspection.region,
            kind=inspection.kind,
            year=inspection.year,
            position=position,
            role=role,
            number=next(numbers) if role == Role.NUMBERED else None,
            numbered_by=NumberedBy.REPORT if role == Role.NUMBERED else "",
            area=Area.IN_CARE if role == Role.NUMBERED else "",
            grade=Grade.GOOD if role == Role.NUMBERED else "",
            text=text,
        )
        for position, (role, text) in enumerate(TEXTS)
    ]


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All authorities and inspections of the reference facts; those of two regions have a text."""
    with django_db_blocker.unblock(), undone_at_the_end():
        make_archive()
        yield


def make_archive() -> None:
    load_facts()
    inspections = Inspection.objects.full().filter(
        region__in=["south-west", "london"], end_date__gte=date(2018, 1, 1)
    )
    Paragraph.objects.bulk_create(
        paragraph for inspection in inspections for paragraph in text_of(inspection)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a filled archive is: without it, plans are for empty tables
    make_themes()


NO_PAGES = {
    "/api/v1/",
    "/api/v1/<path:path>",
    "/api/v1/openapi.json",
    "/corrections/<int:pk>/",
    "/inspections/<slug:slug>/mistake/",
    "/data/<str:release>/<str:name>",
    "/favicon.ico",
    "/grades.css",
    "/healthz",
    "/inspections/<slug:slug>/original",
    "/livez",
    "/readyz",
}
"""What tests of their own ask for."""


def test_every_address_is_in_the_list_of_all() -> None:
    public = {route for route in routes() if not route.startswith("/admin/")}
    listed = {f"/{resolve(address).route}" for address in addresses.PAGES}
    assert public - listed == NO_PAGES


OUTLINE_QUERIES = 3
"""What a new process reads first of an archive: authorities, inspections and sections."""

MISSPELT = ("bristo", "caselods")
SUGGESTION_QUERIES = 3
"""What a search asks more where it has one of these: spellings, counts of what is offered, and what
comes closest.
"""

SUBJECT_QUERIES = 3
"""What pairs of points ask more: the words of the subjects, their synonyms, and who is on which."""


def begin_anew() -> None:
    """Forget all that a process keeps, as one that has only started."""
    clear_caches()
    lexemes._cached.clear()
    compiling.stems_in_pairs.cache_clear()


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("part", some_quick(range(PARTS), every=PARTS))
def test_no_page_costs_many_queries_even_in_a_new_process(
    part: int, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in PAGES[part::PARTS]:
        begin_anew()
        most = MOST_QUERIES + OUTLINE_QUERIES
        if any(word in address for word in MISSPELT):
            most += SUGGESTION_QUERIES
        if address.startswith("/points"):
            most += SUBJECT_QUERIES
        with django_assert_max_num_queries(most, info=address):
            answer = client.get(address)
            assert answer.status_code == 200, address
            # What is streamed asks its queries only now.
            assert answer.getvalue()
