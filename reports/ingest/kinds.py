"""Recognises the kind of a report by the words of its first lines, never by the file's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.facts.vocabulary import Kind
from reports.ingest.ilacs.areas import AREA_BEGINS
from reports.ingest.named_readers import named_readers
from reports.ingest.other_documents import (
    OTHER_SIGNS,
    OTHER_TITLES,
    OtherDocument,
    paper_on_inspection,
)
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

_ROWS_OF_ILACS = (
    "The impact of leaders on social work practice with children and families: Good"
    " The experiences and progress of children who need help and protection: Good"
)
"""Rows of a table that has no head."""

KINDS: tuple[tuple[Kind, Wording], ...] = (
    *((kind, reader.TITLE) for kind, reader in named_readers().items()),
    (
        Kind.ILACS,
        Wording(
            r"\b(?:judge?ments?\s+(?:grades?|20\d\d|(?:previous|last)\b.{0,30})|grades?\s+judge?ments?)\b"
            rf".{{0,60}}\b{AREA_BEGINS}"
            r"|\binspection of .{2,150}\b(?:services|social care)\b.{0,400}"
            r"\bimpact of leaders on social work practice\b.{0,250}"
            r"\bprogress of children who need help and protection\b",
            samples=(
                "Judgement Grade The impact of leaders on social work practice",
                "Judgement Previous grade Grade The impact of leaders",
                "Judgement 2018 2023 The impact of leaders",
                "Grade Judgement Good The impact of leaders",
                f"Inspection of A services {_ROWS_OF_ILACS}",
            ),
            strangers=(
                "The impact of leaders on social work practice",
                "Overall effectiveness Grade 3",
            ),
        ),
    ),
    (
        Kind.AREA_SEND,
        Wording(
            r"\barea SEND (?:full |monitoring )?inspection(?: of\b|:)",
            samples=(
                "Area SEND inspection of Wexcombe Local Area Partnership",
                "Area SEND inspection: Wexcombe",
            ),
            strangers=("an area SEND plan",),
        ),
    ),
    (
        Kind.JTAI,
        Wording(
            r"\bjoint (?:targeted )?area (?:child protection )?inspection(?: \(JTAI\))?:? (?:of|the multi-agency)\b",
            samples=(
                "Joint targeted area inspection (JTAI) of Wexcombe",
                "Joint targeted area inspection of Wexcombe",
                "Joint targeted area inspection of the multi-agency response to neglect in Wexcombe",
            ),
            strangers=("took part in a joint targeted area inspection",),
        ),
    ),
    (
        Kind.MONITORING_VISIT,
        Wording(
            r"\bmonitoring visit(?: (?:of|to)|:) .{2,80}services|\bfindings of (?:the|a) (?:\w+ )?monitoring visit\b",
            samples=(
                "Monitoring visit to Wexcombe children’s services",
                "the findings of the second monitoring visit",
            ),
            strangers=("Ofsted carried out three monitoring visits.",),
        ),
    ),
    (
        Kind.FOCUSED_VISIT,
        Wording(
            r"\bfocus+ed (?:assurance )?visit(?: (?:of|to)|:) .{2,80}services"
            r"|\bfindings of (?:the|a) focus+ed (?:assurance )?visit\b",
            samples=(
                "Focused visit to Wexcombe local authority children’s services",
                "the findings of a focused visit to",
            ),
            strangers=("the focused visit in 2022",),
        ),
    ),
    (
        Kind.SIF,
        Wording(
            r"\b(?:re-?)?inspection of\s+services for children in need of help and protection,",
            samples=(
                "Inspection of services for children in need of help and protection, children looked after",
                "Reinspection of services for children in need of help and protection, children looked after",
            ),
            strangers=("children who need help and protection",),
        ),
    ),
    (
        Kind.LSCB_REVIEW,
        Wording(
            r"\breview of the effectiveness of the (?:local )?safeguarding children board\b",
            samples=("Review of the effectiveness of the Local Safeguarding Children Board",),
        ),
    ),
    (
        Kind.PRE_SIF,
        Wording(
            r"\binspection of\s+(?:.{0,60}?\s)?(?:safeguarding and )?looked after children(?: services)?\b"
            r"|\bchild protection inspection\b|\breporting inspector\b",
            samples=(
                "Inspection of looked after children services",
                "Reporting inspector Ada Bell HMI",
            ),
        ),
    ),
)
"""The wording of each kind. If several match, the first wins: titles come before mentions."""

TITLE_OF_ILACS = Wording(
    r"^(?:.{2,80}? )?inspection of (?:.{2,100}? )?children['’]s (?:social care )?(?:services|social care)\b",
    samples=(
        "Inspection of Wexcombe local authority children’s services",
        "Wexcombe Council Inspection of children’s social care services",
    ),
    strangers=("Focused visit to Wexcombe children’s services",),
)
"""The title that identifies a report whose table of judgements is missing."""
_FIRST_LINES = 60
_LONGEST_LINE = 2_000
"""The letters of a line that are examined."""
_LINES_OF_TITLE = 3


def recognise(lines: Sequence[Line]) -> Kind | OtherDocument | None:
    """The kind of the report that begins with `lines`; None if it has no kind's wording.

    Other documents that could be mistaken for a report are recognised by their titles; without a
    known title, by their wording. “Child protection inspection” alone does not decide: the police
    have inspections of that name too.
    """
    opening = joined(line.text[:_LONGEST_LINE] for line in lines[:_FIRST_LINES])
    matching = {kind: wording for kind, wording in KINDS if wording.search(opening)}
    # The titles of other documents count at the start of a line alone, where they are tried soon.
    titles: dict[Kind | OtherDocument, Wording] = {}
    titles.update(OTHER_TITLES)
    titles.update(matching.items())
    titled = (_kind_titled(lines, place, titles) for place in range(min(_FIRST_LINES, len(lines))))
    kind = next((each for each in titled if each is not None), None) or next(iter(matching), None)
    if kind is None:
        paper = paper_on_inspection(lines[:_FIRST_LINES])
        is_titled = paper is not None or has_title_of_ilacs(lines)
        return paper if is_titled else _other_by_sign(opening)
    if kind is Kind.PRE_SIF and _other_by_sign(opening) is OtherDocument.POLICE_INSPECTION:
        return OtherDocument.POLICE_INSPECTION
    return kind


def page_of_title(lines: Sequence[Line], kind: Kind) -> int | None:
    """The page on which a line begins with the wording of a kind; None where none of the first does."""
    wordings: dict[Kind | OtherDocument, Wording] = {
        each: text for each, text in KINDS if each is kind
    }
    for place in range(min(_FIRST_LINES, len(lines))):
        if _kind_titled(lines, place, wordings) is not None:
            return lines[place].page
    return None


def _other_by_sign(opening: str) -> OtherDocument | None:
    """The first sort of other document whose wording is in the first lines; None without any."""
    return next((document for document, sign in OTHER_SIGNS if sign.search(opening)), None)


def has_title_of_ilacs(lines: Sequence[Line]) -> bool:
    """Whether one of the first lines begins like the title of a report since 2018."""
    for place in range(min(_FIRST_LINES, len(lines))):
        text = joined(line.text for line in lines[place : place + _LINES_OF_TITLE])
        if TITLE_OF_ILACS.match(text[:_LONGEST_LINE]):
            return True
    return False


def _kind_titled(
    lines: Sequence[Line], place: int, wordings: Mapping[Kind | OtherDocument, Wording]
) -> Kind | OtherDocument | None:
    """The kind whose wording begins a line, as a title does; None if there is none."""
    text = joined(line.text for line in lines[place : place + _LINES_OF_TITLE])
    if not text[:1].isupper():
        return None
    for kind, wording in wordings.items():
        if wording.match(text):
            return kind
    return None
