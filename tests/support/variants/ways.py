"""All ways in which people and programs write the text of one report, by name."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.variants.marks import bullet_ways, heading_ways, number_ways
from tests.support.variants.pages import page_ways
from tests.support.variants.tables import table_ways
from tests.support.variants.way import Way
from tests.support.variants.wholes import whole_ways


def _all() -> dict[str, Way]:
    ways: dict[str, Way] = {"as it is": Way()}
    groups = (bullet_ways, number_ways, heading_ways, table_ways, page_ways, whole_ways)
    for group in groups:
        ways.update(group())
    return ways


WAYS: Mapping[str, Way] = _all()
