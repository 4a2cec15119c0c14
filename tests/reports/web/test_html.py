"""Rows of HTML escape whatever they are given, as Django's own way does."""

from __future__ import annotations

import pytest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from reports.web.html import escaped, html_each, html_rows

ROW = '<li title="{}">{}</li>'
ROWS = [("a & b", "<b>"), ("\"'", SafeString("<i>x</i>")), (None, 1234)]


@pytest.mark.parametrize("between", ["", "\n", "<br>"])
def test_rows_are_those_of_django(between: str) -> None:
    written = html_rows(ROW, ROWS, between=between)
    assert written == format_html_join(SafeString(between), ROW, ROWS)
    assert isinstance(written, SafeString)


def test_every_value_is_escaped_but_what_is_safe() -> None:
    assert html_rows(ROW, ROWS) == (
        '<li title="a &amp; b">&lt;b&gt;</li>'
        '<li title="&quot;&#x27;"><i>x</i></li>'
        '<li title="None">1234</li>'
    )
    assert html_rows(ROW, []) == ""


def test_what_is_safe_stays_itself() -> None:
    safe = SafeString("<b>")
    assert escaped(safe) is safe
    assert escaped("<b>") == "&lt;b&gt;"


def test_each_row_is_html_of_its_own_and_none_is_nothing() -> None:
    assert html_each("<b>{}</b>", [("<",), None, (SafeString("<i>"),)]) == [
        "<b>&lt;</b>",
        "",
        "<b><i></b>",
    ]
    assert all(isinstance(each, SafeString) for each in html_each("{}", [("a",), None]))
