"""The colours of grades as a stylesheet, made from the files of frameworks.

Each grade has a class with the name of its code, which sets `--fill` and `--on-fill` in both
themes. This is a file of its own because the content security policy forbids styles within a page.
"""

from __future__ import annotations

import hashlib
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.facts.vocabulary import Grade

RULE = ".{} {{ --fill: {}; --on-fill: {}; }}"
DASHED = """.grade.{0} {{ border: 1px dashed var(--rule-strong); }}
.tile.{0} rect {{ stroke: var(--rule-strong); stroke-dasharray: 3 2; }}"""
"""The outline of a badge or tile without a fill of its own."""
FOREVER = "public, max-age=31536000, immutable"
"""Caching of an address that changes with its content."""


@require_safe
def grade_styles(request: HttpRequest) -> HttpResponse:
    """The stylesheet. Browsers may store it for a year at the address with its digest."""
    caching = FOREVER if request.GET.get("v") == styles_digest() else "no-cache"
    headers = {"Cache-Control": caching}
    return HttpResponse(stylesheet(), content_type="text/css; charset=utf-8", headers=headers)


@cache
def stylesheet() -> str:
    """A rule for each grade in either theme; a grade without colours has those of the page."""
    light = [_rule(grade, grade.light or ("var(--paper)", "var(--ink)")) for grade in Grade]
    dark = ["  " + _rule(grade, grade.dark) for grade in Grade if grade.dark]
    dashed = [DASHED.format(grade) for grade in Grade if grade.light is None]
    in_the_dark = ["@media (prefers-color-scheme: dark) {", *dark, "}"]
    return "\n".join([*light, *in_the_dark, *dashed, ""])


def _rule(grade: Grade, colours: tuple[str, str]) -> str:
    return RULE.format(grade, *colours)


@cache
def styles_digest() -> str:
    """The digest of the stylesheet, for its address."""
    return hashlib.sha256(stylesheet().encode()).hexdigest()[:12]
