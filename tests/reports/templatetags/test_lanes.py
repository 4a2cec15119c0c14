"""The grades and dots of a timeline as SVG."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.vocabulary import Area, Grade, Kind
from reports.models import Inspection
from reports.pages.authority.timeline import timeline
from reports.templatetags.lanes import grades_and_dots
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db


def test_grades_then_dots() -> None:
    authority, old = make_authority(), make_authority("old-shire")
    make_inspection(authority, ended=date(2020, 1, 1), grades={Area.LEADERS: Grade.GOOD})
    make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2020, 1, 1), grades={})
    make_inspection(authority, kind=Kind.JTAI, ended=date(2020, 1, 1), grades={})
    make_inspection(old, ended=date(2020, 1, 1), grades={})
    picture = timeline(authority, list(Inspection.objects.listed()), date(2021, 1, 1))
    assert picture is not None
    assert grades_and_dots(picture).splitlines() == [
        (
            '<g class="tile good" transform="translate(104.0 0)">'
            '<rect x="0.00%" y="43" width="22" height="22" rx="3" transform="translate(-11 0)" />'
            '<text class="letter" x="0.00%" y="59">G</text></g>'
        ),
        (
            '<svg class="dot" x="0.00%" y="86" overflow="visible">'
            '<g transform="translate(104.0 0)"><circle r="6" /></g></svg>'
        ),
        (
            '<svg class="dot" x="0.00%" y="118" overflow="visible">'
            '<g transform="translate(104.0 0)"><path d="M0-8 8 0 0 8-8 0z" /></g></svg>'
        ),
        (
            '<svg class="dot other" x="0.00%" y="166" overflow="visible">'
            '<g transform="translate(104.0 0)">'
            '<rect x="-7" y="-7" width="14" height="14" /></g></svg>'
        ),
    ]
