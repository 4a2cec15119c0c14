"""Checks the reading of an area SEND report, and warns of what may be wrong in it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.facts.vocabulary import SendOutcome
from reports.ingest.area_send.typed_points import BEGINS_ACTION
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import check_authority, check_closing, looks_like_name
from reports.ingest.problems import warning
from reports.ingest.text.characters import ends_sentence, sentence_goes_on
from reports.ingest.unnumbered.body import UnnumberedBody
from reports.ingest.unnumbered.checks import LONGEST_JOINT, check_days, check_text
from reports.ingest.wording import Wording

_ACTION_SENTENCE = Wording(
    r"(?:^|[.] )leaders\b[^.]{0,300}\b(?:should|must)\b",
    samples=("Leaders should act.", "They wait. Health matters. Leaders must act"),
    strangers=("Children should be seen.",),
)
_TYPED_ACTION = Wording(
    r"(?:^|[.] )(?:\w+ )?(?:leaders|partners|the partnership)\b[^.]{0,300}\b(?:should|must|needs? to)\b",
    samples=("Area leaders need to act.", "They wait. Health leaders must act"),
    strangers=("Children should be seen.",),
)
"""A sentence that says who should act, of which an action in a text file has one."""

_CLAUSE = Wording(
    r"\b(?:that|so|should|must|which|what|when|how|is|are|be|they|their|each)\b|[.;:]\s",
    samples=("Wexcombe Council that children wait", "The trust. They"),
    strangers=("Wexcombe Council and the Integrated Care Board", "NHS Wexcombe, and partners"),
)
"""Words that occur in sentences, and not in the names of bodies."""

_SENTENCES = Wording(
    r"[.!?][)’”]? (?-i:[A-Z0-9‘“•–-])|: ",
    samples=("Leaders should act. They wait.", "Leaders should: act"),
    strangers=("Leaders should act, e.g. now.",),
)
"""Where another sentence or a list follows."""
_FEWEST_SEMICOLONS = 2

_FOOTER = Wording(
    r"\barea SEND inspection report:",
    samples=("plans. Area SEND inspection report: Wexcombe Local Area Partnership 2",),
    strangers=("the area SEND inspection report",),
)


def check_area_send(reading: ParsedReport, body: UnnumberedBody) -> Iterator[Problem]:
    """Yield every problem of an area SEND report that its reading shows."""
    yield from check_authority(reading)
    yield from check_days(reading, None, LONGEST_JOINT)
    if reading.lead_inspector is None:
        yield warning("lead-inspector-missing", "The file names no lead inspector of Ofsted.")
    elif not looks_like_name(reading.lead_inspector):
        message = f"“{reading.lead_inspector}” does not look like a name."
        yield warning("lead-inspector-doubtful", message)
    yield from _check_outcome(reading)
    yield from check_text(reading)
    yield from _check_typed_points(reading)
    if body.has_table_without_rules:
        yield from _check_actions(reading)
    yield from check_closing(reading)


def _check_actions(reading: ParsedReport) -> Iterator[Problem]:
    """Warn of mixed rows in a table without ruled lines between its cells."""
    for action in reading.priority_actions:
        has_clause = _CLAUSE.search(action.responsible or "") is not None
        is_broken = action.text[:1].islower() or not ends_sentence(action.text)
        if has_clause or is_broken or len(_ACTION_SENTENCE.regex.findall(action.text)) > 1:
            message = f"“{action.text[:40]}…” may be mixed with what is beside it, or with others."
            yield warning("action-doubtful", message, action.page)


def _check_typed_points(reading: ParsedReport) -> Iterator[Problem]:
    """Warn of points of a text file that may be joined: only their words show where one ends."""
    is_text = all(paragraph.page is None for paragraph in reading.paragraphs)
    if not is_text:
        return
    if not reading.improvement_points:
        message = "No areas for improvement are found, which every report of this kind has."
        yield warning("improvement-points-missing", message)
    yield from _check_only_points(reading)
    for point in (*reading.priority_actions, *reading.improvement_points):
        if _FOOTER.search(f"{point.responsible} {point.text}"):
            message = f"A footer seems to be within “{point.text[:40]}…”."
            yield warning("point-doubtful", message)
    for point in reading.priority_actions:
        if not BEGINS_ACTION.match(point.text):
            message = f"“{point.text[:40]}…” may be the name of a body, or hold one."
            yield warning("action-doubtful", message)
        elif _CLAUSE.search(point.responsible or ""):
            message = f"The bodies responsible for “{point.text[:40]}…” have words of a sentence."
            yield warning("action-doubtful", message)
        elif sentence_goes_on(point.responsible or ""):
            message = f"The bodies responsible for “{point.text[:40]}…” seem to be cut."
            yield warning("action-doubtful", message)
        elif len(_TYPED_ACTION.regex.findall(point.text)) > 1:
            message = f"“{point.text[:40]}…” may be several actions."
            yield warning("action-doubtful", message)


def _check_only_points(reading: ParsedReport) -> Iterator[Problem]:
    """Warn of an only point that may be several, written as prose."""
    for points in (reading.priority_actions, reading.improvement_points):
        if len(points) == 1 and _may_be_several(points[0].text):
            message = f"“{points[0].text[:40]}…” is the only point of its list: it may be several."
            yield warning("point-doubtful", message)


def _may_be_several(text: str) -> bool:
    """Whether a point has several sentences, or parts by semicolons as lists do."""
    return _SENTENCES.search(text) is not None or text.count(";") >= _FEWEST_SEMICOLONS


def _check_outcome(reading: ParsedReport) -> Iterator[Problem]:
    if reading.outcome is None:
        message = "The text of the outcome is none of the three that there are."
        yield warning("outcome-unreadable", message)
    elif reading.outcome == SendOutcome.SYSTEMIC_FAILINGS and not reading.priority_actions:
        message = "The outcome asks for areas for priority action; none can be read."
        yield warning("priority-actions-missing", message)
