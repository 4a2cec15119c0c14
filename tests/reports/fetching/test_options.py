"""Which files a run may fetch."""

from __future__ import annotations

from datetime import date

import pytest

from reports.fetching.options import RunOptions
from reports.models import ListedFile

INSPECTION = "Children’s services inspection"


def listed(kind: str = INSPECTION, event: date = date(2023, 3, 3)) -> ListedFile:
    return ListedFile(file_id="50214110", kind=kind, event_date=event, published=date(2023, 4, 18))


@pytest.mark.parametrize(
    ("since", "included"),
    [(None, True), (date(2023, 4, 18), True), (date(2023, 4, 19), False)],
)
def test_since_a_day_of_publication(since: date | None, included: bool) -> None:
    assert RunOptions(since=since).includes_file(listed()) is included


@pytest.mark.parametrize(
    ("kinds", "file", "included"),
    [
        (set(), listed("Assurance visit"), True),
        ({"ilacs"}, listed(), True),
        ({"sif"}, listed(), False),
        ({"sif"}, listed(event=date(2015, 3, 3)), True),
        ({"ilacs"}, listed(event=date(2015, 3, 3)), False),
        ({"focused-visit", "ilacs"}, listed(), True),
        ({"focused-visit"}, listed("Children's services focused visit"), True),
        ({"unknown"}, listed("Assurance visit"), True),
        ({"unknown"}, listed(), False),
        ({"childrens-services-inspection"}, listed(), True),
    ],
)
def test_kinds(kinds: set[str], file: ListedFile, included: bool) -> None:
    assert RunOptions(kinds=frozenset(kinds)).includes_file(file) is included
