"""What the admin's start page asks for."""

from __future__ import annotations

from django import template

from reports.admin.desk import Pile, what_waits
from reports.publishing.audit import Line, audit, lines

register = template.Library()

LATELY = 10


@register.simple_tag
def piles() -> list[Pile]:
    """What waits."""
    return what_waits()


@register.simple_tag
def done_lately() -> list[Line]:
    """The newest lines of the list of all that was done."""
    return lines(audit(1).object_list[:LATELY])
