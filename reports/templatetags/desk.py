"""The parts of the start page of the desk: tasks and recent activity."""

from __future__ import annotations

from django import template

from reports.admin.desk import TaskGroup, tasks
from reports.publishing.history.audit import AuditLine, audit_lines, audit_page

register = template.Library()

MOST_RECENT = 10
"""Lines of the activity log on the start page."""


@register.simple_tag
def desk_tasks() -> list[TaskGroup]:
    """The groups of tasks, the most urgent first."""
    return tasks()


@register.simple_tag
def recent_activity() -> list[AuditLine]:
    """The latest lines of the activity log."""
    return audit_lines(audit_page(1).object_list[:MOST_RECENT])
