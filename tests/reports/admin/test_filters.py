"""The filters of the list of readings."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import RequestFactory

from reports.admin.filters import ProblemsFilter, StateFilter
from reports.admin.readings import ReadingAdmin
from reports.facts.vocabulary import Severity
from reports.ingest.parsed import Problem
from reports.models import Reading
from reports.publishing.importing import publish
from tests.reports.publishing.readings import CONTENT, read, received

pytestmark = pytest.mark.django_db

WARNING = Problem(Severity.WARNING, "x", "Look here.")
NOTE = Problem(Severity.INFO, "x", "An oddity.")


def filtered(kind: type[StateFilter | ProblemsFilter], **chosen: str) -> set[int]:
    parameters = {name: [value] for name, value in chosen.items()}
    rows = ReadingAdmin(Reading, admin.site)
    request = RequestFactory().get("/")
    applied = kind(request, parameters, Reading, rows)
    return set(applied.queryset(request, Reading.objects.all()).values_list("pk", flat=True))


def test_readings_by_state() -> None:
    replaced = received()
    publish(reading=replaced)
    shown = received(CONTENT + b"\n")
    publish(reading=shown, reason="A new copy.")
    waiting = received(CONTENT + b"\n\n")
    assert filtered(StateFilter, state="waiting") == {waiting.pk}
    assert filtered(StateFilter, state="published") == {shown.pk}
    assert filtered(StateFilter, state="aside") == {replaced.pk}
    assert filtered(StateFilter) == {waiting.pk, shown.pk, replaced.pk}
    assert filtered(StateFilter, state="rubbish") == {waiting.pk, shown.pk, replaced.pk}


def test_readings_by_their_most_serious_problem() -> None:
    clean = received(report=read(problems=()))
    noted = received(CONTENT + b"\n", report=read(problems=(NOTE,)))
    warned = received(CONTENT + b"\n\n", report=read(problems=(WARNING, NOTE)))
    assert filtered(ProblemsFilter, problems="warning") == {warned.pk}
    assert filtered(ProblemsFilter, problems="info") == {noted.pk}
    assert filtered(ProblemsFilter, problems="none") == {clean.pk}
    assert filtered(ProblemsFilter) == {clean.pk, noted.pk, warned.pk}
