"""The audit log: recorded changes and Django's own log, the latest first."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from pytest_django import DjangoAssertNumQueries

from reports.models import Authority, Change
from reports.publishing.history import audit
from reports.publishing.history.audit import AuditLine, audit_lines, audit_page
from reports.publishing.history.differences import Difference, ValueChange
from tests.archive import make_authority

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def add_change(minutes: int, **values: Any) -> Change:
    """A recorded change, so many minutes after noon."""
    authority = Authority.objects.first() or make_authority()
    change = Change.objects.create(
        **{
            "inspection_id": "fernhollow-ilacs-2023-06-23",
            "title": "Fernhollow, June 2023",
            "what": Change.What.PUBLISHED,
            "changed": Difference(passages_came=2).as_json(),
            "authority": authority,
            **values,
        }
    )
    Change.objects.filter(pk=change.pk).update(at=NOON + timedelta(minutes=minutes))
    return change


def add_entry(minutes: int, user: User, flag: int = CHANGE, **values: Any) -> LogEntry:
    """An entry of Django's log, so many minutes after noon."""
    return LogEntry.objects.create(
        **{
            "user": user,
            "action_time": NOON + timedelta(minutes=minutes),
            "content_type": ContentType.objects.get_for_model(Group),
            "object_id": "1",
            "object_repr": "editors",
            "action_flag": flag,
            "change_message": "Changed name.",
            **values,
        }
    )


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("margaret")


def test_line_of_a_recorded_change(editor: User) -> None:
    changed = Difference(fields=(ValueChange("title", "A", "B"),)).as_json()
    corrected = Change.What.CORRECTED
    change = add_change(1, by=editor, what=corrected, changed=changed, reason="Misspelt.")
    assert audit_lines(audit_page(1).object_list) == [
        AuditLine(
            at=NOON + timedelta(minutes=1),
            by="margaret",
            what=corrected.label,
            about="Fernhollow, June 2023",
            details="1 field. Misspelt.",
            address=str(change.pk),
        )
    ]


def test_line_of_a_command_without_a_reason() -> None:
    add_change(0)
    (line,) = audit_lines(audit_page(1).object_list)
    assert (line.by, line.details) == ("a command", "2 added passages.")


@pytest.mark.parametrize(
    ("flag", "what"), [(ADDITION, "Added"), (CHANGE, "Changed"), (DELETION, "Deleted")]
)
def test_line_of_django_s_log(flag: int, what: str, editor: User) -> None:
    add_entry(2, editor, flag)
    assert audit_lines(audit_page(1).object_list) == [
        AuditLine(
            at=NOON + timedelta(minutes=2),
            by="margaret",
            what=what,
            about="group: editors",
            details="Changed name.",
            address="",
        )
    ]


def test_line_of_something_whose_kind_is_gone(editor: User) -> None:
    add_entry(0, editor, content_type=None)
    (line,) = audit_lines(audit_page(1).object_list)
    assert line.about == "editors"


def test_both_logs_together_the_latest_first(
    editor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_change(1, title="second")
    add_entry(2, editor, object_repr="third")
    add_change(3, title="fourth")
    add_entry(0, editor, object_repr="first")
    keys = audit_page(1).object_list
    with django_assert_num_queries(3):
        lines = audit_lines(keys)
    abouts = [line.about.removeprefix("group: ") for line in lines]
    assert abouts == ["fourth", "third", "second", "first"]


def test_lines_of_one_moment_keep_their_order(editor: User) -> None:
    add_change(0, title="second change")
    add_change(0, title="third change")
    add_entry(0, editor, object_repr="entry")
    lines = audit_lines(audit_page(1).object_list)
    assert [line.about.removeprefix("group: ") for line in lines] == [
        "entry",
        "third change",
        "second change",
    ]


def test_pages(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "LINES_PER_PAGE", 2)
    for minute in range(5):
        add_entry(minute, editor, object_repr=str(minute))
    page = audit_page(2)
    assert (page.number, page.paginator.num_pages) == (2, 3)
    assert [line.about for line in audit_lines(page.object_list)] == ["group: 2", "group: 1"]
    assert audit_page(99).number == 3
    assert audit_lines([]) == []
