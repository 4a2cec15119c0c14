"""The checks of all kinds: warnings of fields that may have been read wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import NumberedParagraph, ParsedReport, Passage, Point, Problem
from reports.ingest.parts.inspectors import NAME
from reports.ingest.problems import warning
from reports.ingest.text.characters import ends_sentence, sentence_goes_on
from reports.ingest.wording import Wording

_WEEKEND = (5, 6)
_FEWEST_WORDS = 4
"""The fewest words of a paragraph without a full stop."""
_ROLE_WORD = Wording(
    r"\b(?:inspect\w*|S?HMI|H M I|HM|majesty|manager|ofsted|director|officer|lead|advis[eo]r|specialist"
    r"|education|care|judge?ment|grade)\b",
    samples=(
        "Ada Bell and Regulatory Inspection Manager",
        "His Majesty Inspector",
        "Ada Bell and Specialist Adviser",
    ),
    strangers=("Ada Bell", "Inigo Leadbetter"),
)

_REST_OF_POINT = Wording(
    r"[^.\s]{3}[.!?][)’”]? (?:\([^()]*\) )?(?-i:[A-Z0-9])[^.!?;:]{2,100}$|[.!?][)’”]? [^\w\s(‘“–-] ",
    samples=(
        "in training. Missing children",
        "with SEND. 2023",
        "at school. ◼ Area report: Wexcombe",
    ),
    strangers=(
        "The quality of plans",
        "Plans are kept. Visits are made.",
        "e.g. Wexcombe",
        "of pp. 12 and more",
        "Plans are kept. and visits are made",
    ),
)
"""Words without a full stop after the last sentence of a point."""
_LAST_WORDS = 8
_NOTE_MARK = Wording(
    r"\b(?P<word>(?!covid)(?-i:[a-z]{5,})(?:[.,;:]\d|\d{1,2}[.,;:]?))(?=\s|$)",
    samples=("the programme5. Some", "the programme.5 Some", "the programme12"),
    strangers=("covid19", "in 2019.", "key stage 2", "No5", "under5s"),
)
"""A word with a number close behind it."""


def check_authority(report: ParsedReport) -> Iterator[Problem]:
    """Check that the title names an authority of the reference list."""
    if report.authority is None:
        yield warning("authority-unreadable", f"The title names no authority: “{report.title}”.")
    elif report.authority_slug is None:
        yield warning("authority-unknown", f"No authority is known as “{report.authority}”.")


def check_lead_inspector(report: ParsedReport) -> Iterator[Problem]:
    """Check that a lead inspector is read, and looks like a name."""
    lead = report.lead_inspector
    if lead is None:
        yield warning("lead-inspector-missing", "The file names no lead inspector.")
    elif not looks_like_name(lead):
        yield warning("lead-inspector-doubtful", f"“{lead}” does not look like a name.")


def looks_like_name(lead: str) -> bool:
    """Return whether a lead inspector, or two joined by "and", is printed as people's names are."""
    return not _ROLE_WORD.search(lead) and all(NAME.match(name) for name in lead.split(" and "))


def on_weekend(report: ParsedReport) -> bool:
    """Whether a period on site begins or ends on a Saturday or Sunday, as misprinted dates do."""
    return any(day.weekday() in _WEEKEND for period in report.periods for day in period)


def check_lengths(report: ParsedReport, most: int) -> Iterator[Problem]:
    """Check that each paragraph has at most `most` words, and is not the end of a heading."""
    for paragraph in report.paragraphs:
        words = len(paragraph.text.split())
        is_rest = words < _FEWEST_WORDS and not ends_sentence(paragraph.text)
        if is_rest or words > most:
            yield warning(
                "paragraph-doubtful",
                f"Paragraph {paragraph.number} has {words} word{'' if words == 1 else 's'}.",
                paragraph.page,
            )


def check_points(report: ParsedReport) -> Iterator[Problem]:
    """Check that no point breaks off, and in a text file, that none ends in a heading or footer."""
    for point in (*report.improvement_points, *report.priority_actions):
        has_rest = point.page is None and _REST_OF_POINT.search(point.text) is not None
        if has_rest or sentence_goes_on(point.text):
            end = " ".join(point.text.split()[-_LAST_WORDS:])
            message = f"A point seems to be cut or joined with other text: “… {end}”."
            yield warning("point-doubtful", message, point.page)


def check_note_marks(report: ParsedReport) -> Iterator[Problem]:
    """Check that no word of a text file has the mark of a note that is no longer raised."""
    parts: Sequence[Passage | Point | NumberedParagraph] = (
        *report.summary,
        *report.improvement_points,
        *report.priority_actions,
        *report.paragraphs,
    )
    for part in parts:
        mark = _NOTE_MARK.search(part.text) if part.page is None else None
        if mark:
            message = f"“{mark['word']}” seems to end with the mark of a note, which is no text."
            yield warning("notes-doubtful", message)
            return


def check_closing(report: ParsedReport) -> Iterator[Problem]:
    """Check for the closing lines about Ofsted, with which every complete report ends."""
    if not any(each.reason is Omission.TAIL for each in report.left_out):
        yield warning(
            "closing-missing",
            "The closing lines about Ofsted are missing: the file may be cut off.",
        )
