"""The parts of the start page of the desk: tasks and recent activity."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import User

from reports.admin.desk import TaskGroup, tasks
from reports.publishing.history.audit import ActivityGroup, latest_activity

register = template.Library()

MOST_RECENT = 10
"""Lines of what was done lately on the start page."""


@register.simple_tag
def desk_tasks() -> list[TaskGroup]:
    """The groups of tasks, the most urgent first."""
    return tasks()


@register.simple_tag
def recent_activity() -> list[ActivityGroup]:
    """What was done lately, an import of many reports in one line."""
    return latest_activity(MOST_RECENT)


@register.simple_tag
def reports_first(applications: list[dict[str, Any]], user: User) -> list[dict[str, Any]]:
    """The lists of the desk, those of reports first; accounts and logins for superusers alone."""
    own = [each for each in applications if each["app_label"] == "reports"]
    others = [each for each in applications if each["app_label"] != "reports"]
    return [*own, *others] if user.is_superuser else own
