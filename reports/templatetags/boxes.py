"""The boxes of a filter, to be ticked: two hundred of them stand beside a list."""

from __future__ import annotations

from html import escape
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

BOX = '<label for="{}"><input type="{}" name="{}" value="{}"{}> <span>{}</span></label>'


@register.simple_tag
def boxes_of(field: BoundField) -> SafeString:
    """A box for each choice, as its widget would draw it: each would go through three templates of
    Django.
    """
    # Everything in it is escaped.
    return SafeString("\n".join(_box(each.data) for each in field))


def _box(told: dict[str, Any]) -> str:
    named = (told["attrs"].get("id", ""), told["type"], told["name"], str(told["value"]))
    attributes = "".join(
        _attribute(name, value) for name, value in told["attrs"].items() if value is not False
    )
    return BOX.format(*map(escape, named), attributes, escape(str(told["label"])))


def _attribute(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
