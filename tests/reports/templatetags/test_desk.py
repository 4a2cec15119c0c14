"""The parts of the start page of the desk."""

from __future__ import annotations

import pytest

from reports.admin.desk import tasks
from reports.models import Change
from reports.publishing.history.differences import Difference
from reports.templatetags.desk import MOST_RECENT, desk_tasks, recent_activity
from tests.archive import make_authority

pytestmark = pytest.mark.django_db


def test_recent_activity_is_the_latest_of_the_log() -> None:
    authority = make_authority()
    for number in range(12):
        Change.objects.create(
            inspection_id="fernhollow-ilacs-2023-06-23",
            title=f"Change {number}",
            what=Change.What.PUBLISHED,
            changed=Difference(passages_came=2).as_json(),
            authority=authority,
        )
    lines = recent_activity()
    assert MOST_RECENT == 10
    assert [line.about for line in lines] == [f"Change {number}" for number in range(11, 1, -1)]


def test_tasks_are_those_of_the_desk() -> None:
    assert desk_tasks() == tasks()
