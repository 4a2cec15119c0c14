"""The parts of the start page of the desk."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from reports.admin.desk import tasks
from reports.models import Change
from reports.publishing.history.differences import Difference
from reports.templatetags.desk import desk_tasks, recent_activity, reports_first
from tests.archive import make_authority

pytestmark = pytest.mark.django_db


def test_many_of_one_kind_are_one_line_of_what_was_done_lately() -> None:
    authority = make_authority()
    for number in range(29):
        # Seven imports in a row, then two corrections, and so on.
        what = Change.What.PUBLISHED if number % 9 < 7 else Change.What.CORRECTED
        Change.objects.create(
            inspection_id="fernhollow-ilacs-2023-06-23",
            title=f"Change {number}",
            what=what,
            changed=Difference(passages_came=2).as_json(),
            authority=authority,
        )
    groups = recent_activity()
    assert [(group.count, group.line.about) for group in groups] == [
        (2, "Change 28"),
        (2, "Change 26"),
        (7, "Change 24"),
        (2, "Change 17"),
        (7, "Change 15"),
        (2, "Change 8"),
        (7, "Change 6"),
    ]


def test_tasks_are_those_of_the_desk() -> None:
    assert desk_tasks() == tasks()


def test_lists_of_reports_come_first_and_accounts_are_for_superusers() -> None:
    applications = [{"app_label": "auth"}, {"app_label": "axes"}, {"app_label": "reports"}]
    editor = User.objects.create_user("editor", is_staff=True)
    assert reports_first(applications, editor) == [{"app_label": "reports"}]
    owner = User.objects.create_superuser("owner")
    labels = [each["app_label"] for each in reports_first(applications, owner)]
    assert labels == ["reports", "auth", "axes"]
