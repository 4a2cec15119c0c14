"""Recognises running headers, footers and page numbers: by place, type, words and repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.characters import lowered
from reports.ingest.text.layout import Line, Page
from reports.ingest.text.typesetting import usual_size
from reports.ingest.wording import Wording

PAGE_NUMBER = Wording(
    r"^(?:page )?\d{1,3}(?: of \d{1,3})?$",
    samples=("12", "Page 3", "Page 3 of 12"),
    strangers=("2019", "3 girls"),
)
RUNNING = Wording(
    r"^(?:inspection of .{3,90} services(?:[^\w(]*\(.*\)|\W*)"
    r"|(?:[^\w\s] )?(?:area SEND (?:full |monitoring )?|joint (?:targeted )?area )inspection(?: report:| of) .{3,120}"
    r"|inspection report: .{3,120}"
    r"|20\d\d\s+\d{1,3}"
    r"|\(?\d{1,2}(?:st|nd|rd|th)?\b.{2,40}\b20\d\d\)?\.?(?:\s+\d{1,3})?)$",
    samples=(
        "Inspection of Wexcombe local authority children’s services",
        "12 to 23 June 2023 4",
        "(27 May to 7 June 2024)",
        "9th December to 13th December 2019\t3",
        "Area SEND inspection report: Wexcombe Local Area Partnership",
        "2023 5",
        "Inspection report: Wexcombe local area partnership",
    ),
    strangers=("Inspection of services is frequent.", "12. Since June 2023 children have waited."),
)
"""Headers and footers in text copied from a PDF, which has neither places nor sizes."""
_REST = Wording(
    r"^(?:[a-z]{3,9} )?20\d\d\)?(?:\s+\d{1,3})?$|^\d{1,2} [a-z]{3,9} 20\d\d$",
    samples=("2023", "March 2023", "2023 5", "24 March 2023"),
    strangers=("2023 was a good year", "12"),
)
"""What is left of a wrapped header or footer: the end of its dates."""
_LAST_NUMBER = Wording(
    r"\d{1,3}\W*$",
    samples=("Inspection of Wexcombe 4", "June 2023\t12"),
    strangers=("12 children",),
)
_EDGE = 0.09
"""The share of the page's height at its top and at its foot where furniture may be."""
_OUTERMOST = 3
"""Lines at the top and at the foot of a page that may be furniture where margins are wide."""
_SMALL = 0.77
"""The largest size of furniture, in sizes of the body's type: often 9 points beside 12, rounded."""
_NOTE_SIZE = 0.9
"""The largest size, in sizes of the body's type, of what is repeated inside wide margins."""
_REPEATED = 3
"""The fewest pages that repeat a running line of any size; it must also be on half of all pages."""

_LETTER = re.compile(r"\w")
_BULLET = re.compile(r"^[^\w\s(] ")
_NUMBER = re.compile(r"\d+")
_NUMBERS_AT_END = re.compile(r"(?<=\S)(?:\s+#)+$")

Shape = tuple[str, int]
"""What running lines have alike on all pages: the words without numbers, the size in points."""


def without_furniture(pages: Sequence[Page]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without running headers and footers, and each of those once.

    Lines that differ in their last number only are the same header or footer. The first line of a
    text file is the title, though footers repeat it.
    """
    furniture = _Furniture(pages)
    text: list[Line] = []
    left_out: list[LeftOut] = []
    listed: set[str] = set()
    for page in pages:
        is_furniture = False
        for place, line in enumerate(page.lines):
            is_title = line.size is None and not text and not PAGE_NUMBER.match(line.text)
            is_rest = is_furniture and _is_rest(line)
            is_furniture = is_rest or furniture.includes(line, page, outer=_is_outer(place, page))
            if _LETTER.search(line.text) and (is_title or not is_furniture):
                text.append(line)
                continue
            running = _LAST_NUMBER.regex.sub("#", line.text)
            if running not in listed:
                listed.add(running)
                left_out.append(LeftOut(Omission.FURNITURE, lowered(line.text), line.page))
    return text, left_out


def _is_rest(line: Line) -> bool:
    """Whether a line of a text file goes on with the header or footer above it."""
    return line.size is None and not line.spaced and _REST.match(line.text) is not None


class _Furniture:
    """Separates the running headers and footers of a file from its text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.body = usual_size(line for page in pages for line in page.lines)
        self.counts: Counter[Shape] = Counter()
        for page in pages:
            self.counts.update(_shapes(page))
        self.often = max(_REPEATED, len(pages) / 2)

    def includes(self, line: Line, page: Page, *, outer: bool) -> bool:
        """Whether a line is one of them; `outer` says of the first and last lines of a page."""
        is_at_edge = at_edge(line, page)
        if not is_at_edge and not outer:
            return False
        is_repeated = self.counts[_shape(line)] >= self.often
        if not is_at_edge:
            return self._is_set_apart(line, is_repeated=is_repeated)
        is_page_number = PAGE_NUMBER.match(line.text) is not None
        if line.size is None:
            return is_repeated and (is_page_number or RUNNING.match(line.text) is not None)
        return is_page_number or is_repeated or line.size <= _SMALL * self.body

    def _is_set_apart(self, line: Line, *, is_repeated: bool) -> bool:
        """Whether a line inside wide margins is furniture by type, or by words and number."""
        size = line.size or self.body
        if size <= _SMALL * self.body:
            return self.counts[_shape(line)] >= _REPEATED
        if PAGE_NUMBER.match(line.text):
            return is_repeated and line.text.split()[-1] == str(line.page)
        largest = self.body if RUNNING.match(line.text) else _NOTE_SIZE * self.body
        return is_repeated and size <= largest


def at_edge(line: Line, page: Page) -> bool:
    """Whether a line is near enough to the edge for furniture; in a text file every line is."""
    if page.height is None:
        return True
    return not _EDGE * page.height < line.baseline < (1 - _EDGE) * page.height


def _is_outer(place: int, page: Page) -> bool:
    """Whether the line at `place` is one of the first or the last of its page."""
    return place < _OUTERMOST or place >= len(page.lines) - _OUTERMOST


def _shapes(page: Page) -> Iterable[Shape]:
    """The shapes of the lines that may be furniture: once a page, in a text file each time."""
    shapes = [
        _shape(line)
        for place, line in enumerate(page.lines)
        if _is_outer(place, page) or at_edge(line, page)
    ]
    return shapes if page.height is None else set(shapes)


def _shape(line: Line) -> Shape:
    """The shape of a line, alike with and without a page number at its end.

    In a text file, a bullet without text may be put before it.
    """
    text = line.text if line.size is not None else _BULLET.sub("", line.text)
    words = _NUMBER.sub("#", text)
    return _NUMBERS_AT_END.sub("", words), round(line.size or 0)
