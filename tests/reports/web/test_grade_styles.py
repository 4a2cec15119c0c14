"""The colours of grades: in a file of their own, and legible in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from reports.facts.vocabulary import Grade
from reports.templatetags.archive import grade_styles
from reports.web.grade_styles import stylesheet

pytestmark = pytest.mark.django_db

LEAST_CONTRAST = 4.5
"""Of text (WCAG 2.2, 1.4.3)."""


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("grade", Grade, ids=str)
def test_letters_stand_out_from_the_colour_of_their_grade(grade: Grade) -> None:
    for colours in (grade.light, grade.dark):
        if colours:
            lighter, darker = sorted(map(luminance, colours), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= LEAST_CONTRAST


def test_every_grade_has_a_rule_in_either_theme() -> None:
    light, dark = stylesheet().split("@media (prefers-color-scheme: dark)")
    for grade in Grade:
        fill, text = grade.light or ("var(--paper)", "var(--ink)")
        assert f".{grade} {{ --fill: {fill}; --on-fill: {text}; }}" in light
        if grade.dark:
            assert f".{grade} {{ --fill: {grade.dark[0]};" in dark


@pytest.mark.parametrize(
    ("name", "beside"),
    [("archive.css", ()), ("desk.css", ("admin/css/base.css", "admin/css/dark_mode.css"))],
)
def test_every_colour_that_a_stylesheet_uses_is_set(name: str, beside: tuple[str, ...]) -> None:
    own = css_of(name)
    used = set(re.findall(r"var\((--[a-z0-9-]+)", own))
    together = "".join([own, stylesheet(), *map(css_of, beside)])
    assert used
    assert used - set(re.findall(r"(--[a-z0-9-]+)\s*:", together)) == set()


def css_of(name: str) -> str:
    path = finders.find(name)
    assert path is not None
    return Path(path).read_text(encoding="utf-8")


def test_browsers_keep_the_stylesheet_under_its_own_address(client: Client) -> None:
    address = grade_styles()
    current = client.get(address)
    assert current.headers["Content-Type"].startswith("text/css")
    assert "immutable" in current.headers["Cache-Control"]
    assert current.content.decode() == stylesheet()
    outdated = client.get(re.sub(r"v=\w+", "v=other", address))
    assert outdated.headers["Cache-Control"] == "no-cache"
    assert f'href="{address}"' in client.get("/").content.decode()
