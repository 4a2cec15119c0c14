"""The fields of a reading that all reports before 2018 fill alike."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts.vocabulary import Kind
from reports.ingest.before_2018.chapters.body import ChapteredBody
from reports.ingest.before_2018.front_page import FrontPage, read_lead_inspector
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.dates import first_day, last_day
from reports.ingest.text.layout import Line


def common_reading(
    kind: Kind, front: FrontPage, lines: Sequence[Line], body: ChapteredBody
) -> ParsedReport:
    """A reading of these parts, without judgements, omissions and problems."""
    return ParsedReport(
        kind=kind,
        title=front.title,
        authority=front.authority.name if front.authority else front.name,
        authority_slug=front.authority.slug if front.authority else None,
        start_date=first_day(front.periods),
        end_date=last_day(front.periods),
        periods=front.periods,
        published=front.published,
        lead_inspector=read_lead_inspector(lines),
        summary=tuple(body.passages),
        improvement_points=tuple(body.points),
        sections=tuple(body.sections),
        paragraphs=tuple(body.paragraphs),
    )
