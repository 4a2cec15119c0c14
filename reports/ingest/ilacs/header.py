"""The head of an ILACS report: title, authority, days on site, lead inspector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.ingest.parts.authority_names import title_begins
from reports.ingest.parts.dates import DATES_LABEL, Period, read_periods
from reports.ingest.parts.inspectors import NAMED_BEFORE_LABEL, lead_inspector_named
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

LEAD_LABEL = Wording(
    r"^lead (?:inspectors?|HMIs?)\b(?: \(?on[ -]?site\b\)?)?\s*[:–-]?\s*",
    samples=(
        "Lead HMI – Tobias Harkwell",
        "Lead inspector on site: Tobias Harkwell",
        "Lead inspector: Tobias Harkwell, His Majesty’s Inspector",
        "Lead inspectors: A Bell and C Dunn",
    ),
    strangers=("The lead inspector met children.",),
)
TITLE = Wording(
    r"^(?P<before>.*?)\s*inspection of\s+(?P<within>.*?)\s*"
    r"\b(?:local authority(?:['’]s)? )?children['’]?s['’]? "
    r"(?:services|social care(?: services)?)\b[\W_]*(?P<after>\w.*)?$",
    samples=(
        "Inspection of Wexcombe local authority children’s services",
        "Wexcombe County Council Inspection of children’s social care services",
        "Inspection of Wexcombe children's services",
        "Inspection of local authority children’s services Wexcombe County Council",
    ),
    strangers=("Focused visit to Wexcombe children’s services",),
)
UNUSUAL_TITLE = Wording(
    r"^inspection of\s+(?P<within>\S.*?)\W*$",
    samples=("Inspection of Wexcombe Children and Families Trust",),
    strangers=("Inspection dates: 3 June 2024",),
)
"""A title that names a trust, or the authority alone."""
_AROUND = Wording(
    r"^(?:in|for|at) |['’]s?$",
    samples=("in Wexcombe", "Wexcombe County Council’s"),
    strangers=("Inwexcombe", "St Hilda’s Wexcombe"),
)
_LONGEST_TITLE = 300
"""Letters; the longest real title has 120."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a report says before the judgements; None and () where it says nothing readable."""

    title: str
    authority: str | None
    """The name as printed."""
    periods: tuple[Period, ...]
    lead_inspector: str | None


def read_header(lines: Sequence[Line]) -> Header:
    """The header in the lines before the judgement table."""
    fields: dict[str, list[str]] = {"title": [], "dates": [], "lead": []}
    field = "title"
    for line in lines:
        text = line.text
        for name, label in (("dates", DATES_LABEL), ("lead", LEAD_LABEL)):
            match = label.match(text)
            if match:
                field = name
                text = text[match.end() :]
        before_label = NAMED_BEFORE_LABEL.match(text)
        if before_label:
            field = "lead"
            text = before_label["name"]
        fields[field].append(text)
    is_text = bool(lines) and lines[0].size is None
    begin = title_begins(fields["title"], authority_in_title) if is_text else 0
    title = joined(fields["title"][begin:])
    return Header(
        title=title,
        authority=authority_in_title(title),
        periods=read_periods(joined(fields["dates"])),
        lead_inspector=lead_inspector_named(joined(fields["lead"])),
    )


def authority_in_title(title: str) -> str | None:
    """The name before or after "Inspection of" in a title; None where it is no title."""
    match = TITLE.match(title[:_LONGEST_TITLE])
    if match is None:
        unusual = UNUSUAL_TITLE.match(title[:_LONGEST_TITLE])
        return unusual["within"] if unusual else None
    printed = match["within"] or match["before"] or match["after"] or ""
    return _AROUND.regex.sub("", printed.strip(" ,:–-")) or None
