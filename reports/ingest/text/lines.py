"""From pages to the lines of the report's own text; what is left out keeps its reason and its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.characters import cleaned, joined
from reports.ingest.text.layout import Line, Page
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
"""Over how many lines the words that begin the closing pages may run."""
CAPTION = Wording(
    r"^(?:the )?(?:(?:ofsted )?logo\b.{0,40}?|(?:image|picture|photo(?:graph)?|illustration)) "
    r"(?:is identical to|shows|features|depicts|consists of)\b",
    samples=(
        "The Ofsted logo is identical to the one at the top of the page.",
        "The image shows a logo.",
    ),
    strangers=(
        *("The picture of practice has improved.", "Children’s pictures are on show."),
        "picture of what has changed, and shows that leaders",
    ),
)
"""What text that was copied from a web page says of its pictures; in a PDF a picture has no words.
"""
PAGE_NUMBER = Wording(
    r"^(?:page )?\d{1,3}(?: of \d{1,3})?$",
    samples=("12", "Page 3", "Page 3 of 12"),
    strangers=("2019", "3 girls"),
)
RAISED = Wording("[⁰¹²³⁴⁵⁶⁷⁸⁹ˢᵗⁿᵈʳʰ]+", samples=("improve?¹", "18ᵗʰ"), strangers=("18th",))
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ˢᵗⁿᵈʳʰ", "0123456789stndrh")

RUNNING = Wording(
    r"^(?:inspection of .{3,90} services(?:[^\w(]*\(.*\)|\W*)"
    r"|\(?\d{1,2}(?:st|nd|rd|th)?\b.{2,40}\b20\d\d\)?\.?(?:\s+\d{1,3})?)$",
    samples=(
        "Inspection of Wexcombe local authority children’s services",
        "12 to 23 June 2023 4",
        "(27 May to 7 June 2024)",
        "9th December to 13th December 2019\t3",
    ),
    strangers=("Inspection of services is frequent.", "12. Since June 2023 children have waited."),
)
"""Headers and footers in text that was copied from a PDF, where neither place nor size tells them.
"""
_LAST_NUMBER = Wording(
    r"\d{1,3}\W*$",
    samples=("Inspection of Wexcombe 4", "June 2023\t12"),
    strangers=("12 children",),
)
_NOTE_MARK = Wording(
    r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]|\d{1,2}[.)]?\s+(?=\D)|\*+\s?(?=\w))",
    samples=("¹ Under the Act", "1 Under the Act", "* Under the Act"),
    strangers=("12", "2019", "Under the Act"),
)
_EDGE = 0.09
"""The share of the page's height at its top and at its foot where furniture may stand."""
_OUTERMOST = 3
"""Lines at the top and at the foot of a page among which furniture may stand where margins are
wide.
"""
_SMALL = 0.77
"""The size of furniture at most, in sizes of the body’s type: often 9 points beside 12, which files
round.
"""
_NOTE_SIZE = 0.9
_REPEATED = 3
"""On how many pages, and on half of them, a line must stand to be a running one whatever its size.
"""


@dataclass(frozen=True, slots=True)
class ReportLines:
    """The lines of the report's own text, and what was left out of them."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]


def report_lines(pages: Sequence[Page]) -> ReportLines:
    """The text of a file's pages: cleaned, without furniture, captions, footnotes and closing
    pages.
    """
    left_out: list[LeftOut] = []
    lines = _without_furniture(_without_footnotes(_cleaned(pages), left_out), left_out)
    lines = _without_captions(lines, left_out)
    lines = _without_tail(lines, left_out)
    lines = _without_raised(lines, left_out)
    return ReportLines(tuple(lines), tuple(left_out))


def _cleaned(pages: Sequence[Page]) -> list[Page]:
    return [replace(page, lines=tuple(_clean_lines(page.lines))) for page in pages]


def _clean_lines(lines: Sequence[Line]) -> list[Line]:
    return [replace(line, text=text) for line in lines if (text := cleaned(line.text))]


def _without_footnotes(pages: Sequence[Page], left_out: list[LeftOut]) -> list[Page]:
    """Without the small print that begins with a mark, raised or below all other text, and goes on
    in the same size.
    """
    body = usual_size([line for page in pages for line in page.lines])
    kept_pages: list[Page] = []
    for page in pages:
        kept: list[Line] = []
        size: float | None = None
        foot = min(
            (line.baseline for line in page.lines if (line.size or 0) >= _NOTE_SIZE * body),
            default=0.0,
        )
        for line in page.lines:
            small = line.size is not None and line.size < _NOTE_SIZE * body
            below = line.baseline < foot and not _at_edge(line, page)
            if small and (RAISED.match(line.text) or (below and _NOTE_MARK.match(line.text))):
                size = line.size
            elif size is not None and abs((line.size or 0) - size) > 0.5:
                size = None
            if size is None:
                kept.append(line)
            else:
                left_out.append(
                    LeftOut(Omission.FOOTNOTE, line.text.translate(_LOWERED), line.page)
                )
        kept_pages.append(replace(page, lines=tuple(kept)))
    return kept_pages


def _without_furniture(pages: Sequence[Page], left_out: list[LeftOut]) -> list[Line]:
    """Without running headers and footers; each is listed once, where it first stands, whatever its
    page number.

    The first line of a text file is the title, though footers repeat it.
    """
    furniture = _Furniture(pages)
    kept: list[Line] = []
    listed: set[str] = set()
    for page in pages:
        outermost = _outermost(page)
        for line in page.lines:
            titles_text = line.size is None and not kept and not PAGE_NUMBER.match(line.text)
            is_text = titles_text or not furniture.holds(line, page, outer=line in outermost)
            if re.search(r"\w", line.text) and is_text:
                kept.append(line)
            elif (running := _LAST_NUMBER.regex.sub("#", line.text)) not in listed:
                listed.add(running)
                left_out.append(
                    LeftOut(Omission.FURNITURE, line.text.translate(_LOWERED), line.page)
                )
    return kept


class _Furniture:
    """The running headers and footers of a file, told by place, type, words and how often they
    stand there.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        self.body = usual_size([line for page in pages for line in page.lines])
        self.seen = Counter(shape for page in pages for shape in _shapes(page))
        self.often = max(_REPEATED, len(pages) / 2)

    def holds(self, line: Line, page: Page, *, outer: bool) -> bool:
        """Whether a line is one of them; `outer` are the first and last lines of its page."""
        repeated = self.seen[_shape(line)] >= self.often
        if not _at_edge(line, page):
            return outer and self._set_apart(line, repeated=repeated)
        numbers_a_page = PAGE_NUMBER.match(line.text) is not None
        if line.size is None:
            return repeated and (numbers_a_page or RUNNING.match(line.text) is not None)
        return numbers_a_page or repeated or line.size <= _SMALL * self.body

    def _set_apart(self, line: Line, *, repeated: bool) -> bool:
        """Whether type, or words and number, tell what place alone does not where margins are wide."""
        size = line.size or self.body
        if size <= _SMALL * self.body:
            return self.seen[_shape(line)] >= _REPEATED
        if PAGE_NUMBER.match(line.text):
            return repeated and line.text.split()[-1] == str(line.page)
        return repeated and size <= (
            self.body if RUNNING.match(line.text) else _NOTE_SIZE * self.body
        )


def _at_edge(line: Line, page: Page) -> bool:
    """Whether a line stands where furniture may stand; in a text file that is everywhere."""
    return (
        page.height is None or not _EDGE * page.height < line.baseline < (1 - _EDGE) * page.height
    )


def _outermost(page: Page) -> Set[Line]:
    return {*page.lines[:_OUTERMOST], *page.lines[-_OUTERMOST:]}


def _shapes(page: Page) -> Iterable[tuple[str, int]]:
    """The shape of every line that may be furniture: once a page, in a text file as often as it
    stands there.
    """
    outermost = _outermost(page)
    shapes = [_shape(line) for line in page.lines if line in outermost or _at_edge(line, page)]
    return shapes if page.height is None else set(shapes)


def _shape(line: Line) -> tuple[str, int]:
    """What a running header or footer keeps from page to page: its words and its type, but not its
    numbers.
    """
    return re.sub(r"\d+", "#", line.text), round(line.size or 0)


def _without_tail(lines: Sequence[Line], left_out: list[LeftOut]) -> list[Line]:
    texts = [line.text for line in lines]
    begin = next((place for place in range(len(lines)) if begins_tail(texts, place)), len(lines))
    left_out += [LeftOut(Omission.TAIL, line.text, line.page) for line in lines[begin:]]
    return list(lines[:begin])


def begins_tail(texts: Sequence[str], place: int) -> bool:
    """Whether the closing pages about the publisher begin with the line at `place`, wherever that
    line ends.
    """
    return (
        texts[place][:3].casefold() == "the"
        and TAIL.match(joined(texts[place : place + _TAIL_LINES])) is not None
    )


def _without_captions(lines: Sequence[Line], left_out: list[LeftOut]) -> list[Line]:
    left_out += [
        LeftOut(Omission.CAPTION, line.text, line.page) for line in lines if _is_caption(line)
    ]
    return [line for line in lines if not _is_caption(line)]


def _is_caption(line: Line) -> bool:
    return line.size is None and line.text[0].isupper() and CAPTION.match(line.text) is not None


def _without_raised(lines: Sequence[Line], left_out: list[LeftOut]) -> list[Line]:
    """Without what is set small and raised inside the text: note marks, and the letters of "18th"
    when printed so.
    """
    kept: list[Line] = []
    for line in lines:
        raised = RAISED.regex.findall(line.text)
        left_out += [
            LeftOut(Omission.FOOTNOTE, mark.translate(_LOWERED), line.page) for mark in raised
        ]
        if text := RAISED.regex.sub("", line.text).strip() if raised else line.text:
            kept.append(replace(line, text=text) if raised else line)
    return kept
