"""The kinds of report as the publisher's pages print them, and which kinds of the archive they are.

The list is closed: for a wording that is not in it, a person has to look at the file. Source: the
link texts of 870 files of authorities that were published until 2026.
"""

from __future__ import annotations

import re

from reports.facts.vocabulary import Kind

KINDS_BY_WORDING: dict[str, frozenset[Kind]] = {
    "children's services inspection": frozenset({Kind.ILACS, Kind.SIF, Kind.PRE_SIF}),
    "single inspection of la children's services": frozenset({Kind.SIF, Kind.ILACS, Kind.PRE_SIF}),
    "children's services focused visit": frozenset({Kind.FOCUSED_VISIT}),
    "joint area child protection inspection": frozenset({Kind.JTAI}),
    "area send full inspection": frozenset({Kind.AREA_SEND}),
}
"""A wording as `bare_wording` gives it → the kinds of report that are published under it."""

_APOSTROPHES = re.compile("[\u2018\u2019\u02bc`\u00b4]")


def bare_wording(printed: str) -> str:
    """The wording in lower case, with plain apostrophes and single spaces."""
    return " ".join(_APOSTROPHES.sub("'", printed).lower().split())


def kinds_printed_as(printed: str) -> frozenset[Kind]:
    """The kinds of report that are published under a wording; empty for an unknown wording."""
    return KINDS_BY_WORDING.get(bare_wording(printed), frozenset())
