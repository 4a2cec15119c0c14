"""What is left out of a report's text, as a reading lists it."""

from __future__ import annotations

from collections.abc import Iterable

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.layout import Line


def omitted(lines: Iterable[Line], reason: Omission) -> list[LeftOut]:
    """Each of `lines` as left out for that reason."""
    return [LeftOut(reason, line.text, line.page) for line in lines]
