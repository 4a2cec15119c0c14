"""From pages to the lines of the report's own text; what is left out keeps its reason and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.characters import (
    ORDINAL,
    RAISED,
    UNIT,
    cleaned,
    ends_sentence,
    joined,
    lowered,
)
from reports.ingest.text.furniture import at_edge, without_furniture
from reports.ingest.text.layout import Line, Page
from reports.ingest.text.omissions import omitted
from reports.ingest.text.typed.around.mails import split_mail
from reports.ingest.text.typed.around.notes import (
    split_comment_marks,
    split_source_marks,
    split_typed_notes,
)
from reports.ingest.text.typed.around.page_marks import split_page_marks
from reports.ingest.text.typesetting import usual_size
from reports.ingest.wording import Wording

TAIL = Wording(
    r"^the office for standards in education, children['’]s services and skills (?:\(ofsted\) )?regulates\b",
    samples=(
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects to",
    ),
    strangers=(
        "The Office for Standards in Education visited in May.",
        "The Office for Standards in Education, Children's Services and Skills (Ofsted)",
    ),
)
_TAIL_LINES = 3
"""The most lines over which the first words of the closing pages run."""
CAPTION = Wording(
    r"^(?:the )?(?:(?:ofsted )?logo\b.{0,40}?|(?:image|picture|photo(?:graph)?|illustration)) "
    r"(?:is identical to|shows|features|depicts|consists of)\b",
    samples=(
        "The Ofsted logo is identical to the one at the top of the page.",
        "The image shows a logo.",
    ),
    strangers=(
        "The picture of practice has improved.",
        "Children’s pictures are on show.",
        "picture of what has changed, and shows that leaders",
    ),
)
"""The words for a picture in text copied from a web page; in a PDF a picture has none."""
_NOTE_MARK = Wording(
    r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]|\d{1,2}[.)]?\s+(?=\D)|\*+\s?(?=\w))",
    samples=("¹ Under the Act", "1 Under the Act", "* Under the Act"),
    strangers=("12", "2019", "Under the Act"),
)
_NOTE_SIZE = 0.9
"""The size, as a share of that of the body's type, below which type may be that of a note."""
_SAME_SIZE = 0.5
"""The most points by which the lines of one note differ in size."""


@dataclass(frozen=True, slots=True)
class ReportLines:
    """The lines of the report's own text, and what was left out of them."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]


def report_lines(pages: Sequence[Page]) -> ReportLines:
    """The text of a file's pages: cleaned, without notes, headers, footers and closing pages."""
    pages = [replace(page, lines=tuple(_cleaned_lines(page))) for page in pages]
    across = _across(pages)
    pages, around = _without_surroundings(pages)
    pages, notes = _without_footnotes(pages)
    lines, furniture = without_furniture(pages)
    lines, captions = _without_captions(lines)
    lines, tail = _without_tail(lines)
    lines, raised = _without_raised(lines)
    return ReportLines(
        tuple(lines), (*across, *around, *notes, *furniture, *captions, *tail, *raised)
    )


def _across(pages: Sequence[Page]) -> list[LeftOut]:
    """The words that are turned otherwise than their page's, each once."""
    first_pages: dict[str, int | None] = {}
    for page in pages:
        for text in page.across:
            first_pages.setdefault(cleaned(text), page.number)
    return [LeftOut(Omission.FURNITURE, text, page) for text, page in first_pages.items() if text]


def _cleaned_lines(page: Page) -> list[Line]:
    lines: list[Line] = []
    for line in page.lines:
        text = cleaned(line.text)
        if text == line.text:
            lines.append(line)
        elif text:
            lines.append(replace(line, text=text))
    return lines


def _without_surroundings(pages: Sequence[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages of a text file without the mail and the marks of pages around their text."""
    bare: list[Page] = []
    left_out: list[LeftOut] = []
    for page in pages:
        if page.height is not None:
            bare.append(page)
            continue
        lines, mail = split_mail(page.lines)
        parts = split_page_marks(lines)
        sourced, sources = split_source_marks(parts.text)
        text, comments = split_comment_marks(sourced)
        bare.append(replace(page, lines=tuple(text)))
        left_out += omitted(mail, Omission.ADDRESS)
        left_out += omitted(parts.marks, Omission.FURNITURE)
        left_out += omitted(parts.contents, Omission.CONTENTS)
        left_out += [_footnote(mark, page.number) for mark in (*sources, *comments)]
    return bare, left_out


def _without_footnotes(pages: Sequence[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages without footnotes, and those."""
    body = usual_size(line for page in pages for line in page.lines)
    without_notes: list[Page] = []
    left_out: list[LeftOut] = []
    for page in pages:
        is_typed = page.height is None
        text, notes = split_typed_notes(page.lines) if is_typed else _split_notes(page, body)
        without_notes.append(replace(page, lines=tuple(text)))
        left_out += [_footnote(line.text, line.page) for line in notes]
    return without_notes, left_out


def _split_notes(page: Page, body: float) -> tuple[list[Line], list[Line]]:
    """The text and the notes of a page, whose body is set in a size of `body` points.

    A note is small print from a mark, raised or below all other text, to the next line of another
    size.
    """
    foot = _lowest(page, body)
    text: list[Line] = []
    notes: list[Line] = []
    note_size: float | None = None
    for line in page.lines:
        is_small = line.size is not None and line.size < _NOTE_SIZE * body
        is_below = line.baseline < foot and not at_edge(line, page)
        has_mark = RAISED.match(line.text) or (is_below and _NOTE_MARK.match(line.text))
        if is_small and has_mark:
            note_size = line.size
        elif note_size is not None and abs((line.size or 0) - note_size) > _SAME_SIZE:
            note_size = None
        target = text if note_size is None else notes
        target.append(line)
    return text, notes


def _lowest(page: Page, body: float) -> float:
    """How far down the page lines in the size of the body reach, in points from its foot."""
    baselines = [line.baseline for line in page.lines if (line.size or 0) >= _NOTE_SIZE * body]
    return min(baselines, default=0.0)


def _footnote(text: str, page: int | None) -> LeftOut:
    return LeftOut(Omission.FOOTNOTE, lowered(text), page)


def _without_captions(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    text: list[Line] = []
    captions: list[Line] = []
    above: Line | None = None
    for line in lines:
        is_below = bool(captions) and captions[-1] is above
        goes_on = is_below and _goes_on(captions[-1], line)
        target = captions if goes_on or _is_caption(line) else text
        target.append(line)
        above = line
    return text, omitted(captions, Omission.CAPTION)


def _goes_on(caption: Line, line: Line) -> bool:
    """Whether a line goes on with the caption above it, which is wrapped."""
    return not line.spaced and not ends_sentence(caption.text)


def _is_caption(line: Line) -> bool:
    return line.size is None and line.text[0].isupper() and CAPTION.match(line.text) is not None


def _without_tail(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    texts = [line.text for line in lines]
    end = 0
    while end < len(lines) and not begins_tail(texts, end):
        end += 1
    return list(lines[:end]), omitted(lines[end:], Omission.TAIL)


def begins_tail(texts: Sequence[str], place: int) -> bool:
    """Whether the closing pages about Ofsted begin at `place`, on however many lines."""
    if texts[place][:3].casefold() != "the":
        return False
    return TAIL.match(joined(texts[place : place + _TAIL_LINES])) is not None


def _without_raised(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without raised note marks; the raised "th" of "18th" is a plain one."""
    text: list[Line] = []
    left_out: list[LeftOut] = []
    for line in lines:
        if line.text.isascii() or not RAISED.search(line.text):
            text.append(line)
            continue
        with_ordinals = ORDINAL.regex.sub(lambda match: lowered(match[0]).strip(), line.text)
        words, marks = _split_raised(with_ordinals)
        left_out += [_footnote(mark, line.page) for mark in marks]
        if words:
            text.append(replace(line, text=words))
    return text, left_out


def _split_raised(text: str) -> tuple[str, list[str]]:
    """The words without raised marks, but with the units of areas ("m²"), and the marks."""
    units = [unit.span() for unit in UNIT.regex.finditer(text)]
    words: list[str] = []
    marks: list[str] = []
    end = 0
    for mark in RAISED.regex.finditer(text):
        if any(begin < mark.start() < stop for begin, stop in units):
            continue
        words.append(text[end : mark.start()])
        marks.append(mark[0])
        end = mark.end()
    words.append(text[end:])
    return "".join(words).strip(), marks
