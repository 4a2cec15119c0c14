"""What the admin's start page asks for."""

from __future__ import annotations

from django import template

from reports.admin.desk import Pile, what_waits
from reports.publishing.history.audit import AuditLine, audit_lines, audit_page

register = template.Library()

LATELY = 10


@register.simple_tag
def piles() -> list[Pile]:
    """What waits."""
    return what_waits()


@register.simple_tag
def done_lately() -> list[AuditLine]:
    """The newest lines of the list of all that was done."""
    return audit_lines(audit_page(1).object_list[:LATELY])
