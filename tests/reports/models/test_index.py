"""The rows that searches scan, and the index on them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from reports.models import merging_entries_together
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


def value_of(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_entries_of_many_reports_are_merged_together_at_the_end() -> None:
    authority = make_authority()
    limits = []

    def publish(ended: date) -> None:
        make_report(authority, "Visits are regular.", ended=ended)
        limits.append(value_of("SHOW gin_pending_list_limit"))

    publish(date(2019, 5, 3))
    with merging_entries_together():
        publish(date(2020, 5, 8))
        publish(date(2021, 5, 7))
    pages_not_merged = value_of("SELECT gin_clean_pending_list('entry_words')")
    publish(date(2022, 5, 6))
    assert limits == ["256kB", "2MB", "2MB", "256kB"]
    assert pages_not_merged == 0
