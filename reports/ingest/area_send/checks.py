"""The checks of an area SEND report: what may be read wrong is warned of."""

from __future__ import annotations

from collections.abc import Iterator

from reports.facts.vocabulary import SendOutcome
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import check_authority, check_closing
from reports.ingest.problems import warning
from reports.ingest.unnumbered.checks import LONGEST_JOINT, check_days, check_text


def check_area_send(reading: ParsedReport) -> Iterator[Problem]:
    """Yield every problem of an area SEND report that its reading shows."""
    yield from check_authority(reading)
    yield from check_days(reading, None, LONGEST_JOINT)
    if reading.lead_inspector is None:
        yield warning("lead-inspector-missing", "Ofsted’s lead inspector cannot be read.")
    yield from _check_outcome(reading)
    yield from check_text(reading)
    yield from check_closing(reading)


def _check_outcome(reading: ParsedReport) -> Iterator[Problem]:
    if reading.outcome is None:
        message = "The text of the outcome is none of the three that there are."
        yield warning("outcome-unreadable", message)
    elif reading.outcome == SendOutcome.SYSTEMIC_FAILINGS and not reading.priority_actions:
        message = "The outcome asks for areas for priority action; none can be read."
        yield warning("priority-actions-missing", message)
