"""The boxes of a filter, to be ticked: a list may have two hundred of them."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

BOX = '<label for="{}"><input type="{}" name="{}" value="{}"{}> <span>{}</span></label>'


@register.simple_tag
def boxes_of(field: BoundField) -> SafeString:
    """A box for each choice, as its widget draws it but without three templates of Django each."""
    return format_html_join("\n", BOX, (_box(each.data) for each in field))


def _box(widget: dict[str, Any]) -> tuple[object, ...]:
    """`widget` is what the choice's widget gives its template."""
    attributes = widget["attrs"]
    return (
        attributes.get("id", ""),
        widget["type"],
        widget["name"],
        widget["value"],
        _attributes(attributes),
        widget["label"],
    )


def _attributes(attributes: dict[str, Any]) -> SafeString:
    """` checked` for a true value, ` name="value"` for any other, nothing for a false one."""
    shown = [(name, value) for name, value in attributes.items() if value is not False]
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in shown))


def _attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
