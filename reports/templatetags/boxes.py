"""The choices of a filter, as boxes to be ticked or in a menu: a list may have two hundred of them."""

from __future__ import annotations

from html import escape
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from reports.web.html import html_rows

register = template.Library()

BOX = '<label for="{}"><input type="{}" name="{}" value="{}"{}> <span>{}</span></label>'
MENU = '<select name="{}"{}>\n{}\n</select>'
OPTION = '<option value="{}"{}>{}</option>'


@register.simple_tag
def boxes_of(field: BoundField) -> SafeString:
    """A box for each choice, as its widget draws it but without three templates of Django each."""
    return html_rows(BOX, [_box(each.data) for each in field], between="\n")


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


@register.simple_tag
def menu_of(field: BoundField) -> SafeString:
    """A field of one choice, as its widget draws it but without two templates of Django an option."""
    widget = field.field.widget
    attributes = field.build_widget_attrs({}, widget)
    if field.id_for_label:
        attributes["id"] = field.id_for_label
    menu = widget.get_context(field.html_name, field.value(), attributes)["widget"]
    options: list[tuple[object, ...]] = []
    for _, group, _ in menu["optgroups"]:
        options += [(each["value"], _attributes(each["attrs"]), each["label"]) for each in group]
    drawn = html_rows(OPTION, options, between="\n")
    return html_rows(MENU, [(menu["name"], _attributes(menu["attrs"]), drawn)])


def _attributes(attributes: dict[str, Any]) -> SafeString:
    """` checked` for a true value, ` name="value"` for any other, nothing for a false one."""
    shown = []
    for name, value in attributes.items():
        if value is True:
            shown.append(f" {name}")
        elif value is not False:
            shown.append(f' {name}="{escape(str(value))}"')
    return SafeString("".join(shown))
