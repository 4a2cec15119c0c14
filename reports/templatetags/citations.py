"""How a paragraph is cited, on any page that shows one."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template import Context

from reports.models import Paragraph
from reports.pages.inspection.citations import Citation, citations

register = template.Library()


@register.simple_tag(takes_context=True)
def cite(context: Context, paragraph: Paragraph) -> Citation:
    """The paragraph's citation as `text` and as `bibtex`, with its address on this site."""
    request: HttpRequest = context["request"]
    address = request.build_absolute_uri(paragraph.get_absolute_url())
    return citations([paragraph], [address])[0]
