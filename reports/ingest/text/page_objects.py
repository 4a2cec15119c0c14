"""What a page of a PDF is made of: its runs of words and its ruled lines.

A page has some hundred text objects, each with a text, edges, a place, a size and a font. So the
library is called here with addresses as plain numbers: its own pointers take twice the time.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from ctypes import c_int, c_ulong, c_void_p
from struct import Struct
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from reports.ingest.text.printed.rows import Run
from reports.ingest.text.printed.ruled import THICKEST, RuledLine, turned_back

_MOST_BYTES_OF_NAME = 100
_DEEPEST_FORM = 4
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy")
_FAMILY = re.compile(rb"[a-z]{4}")
"""What the name of a family has, "tahoma" or "arial", and a made name has not: "f2"."""
_STRAIGHT = 0.1
"""The steepest slope of lines that are straight: those of a scanned page are not quite level."""
_FIRST_STEP = 8
"""The characters of the first step; half of all text objects have fewer."""
_LINE = re.compile(r"[^\r\n]+")
"""The characters between two ends of lines, which the library puts in."""


def _by_address(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of the library that takes and gives addresses as plain numbers, 0 as None.

    Without `arguments` it takes pointers of the library and numbers as they are, unchecked. Each
    call takes less than a microsecond, so other threads do not get their turn during one.
    """
    address = ctypes.cast(function, c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_count_objects = _by_address(pdf.FPDFPage_CountObjects, c_int, c_void_p)
_object_at = _by_address(pdf.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_count_objects_of_form = _by_address(pdf.FPDFFormObj_CountObjects, c_int, c_void_p)
_object_of_form_at = _by_address(pdf.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)
_type_of = _by_address(pdf.FPDFPageObj_GetType, c_int, c_void_p)
_get_edges = _by_address(pdf.FPDFPageObj_GetBounds, c_int, *[c_void_p] * 5)
_get_matrix = _by_address(pdf.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_get_size = _by_address(pdf.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
_font_of = _by_address(pdf.FPDFTextObj_GetFont, c_void_p, c_void_p)
_weight_of = _by_address(pdf.FPDFFont_GetWeight, c_int, c_void_p)
_get_name = _by_address(pdf.FPDFFont_GetBaseFontName, c_ulong, c_void_p, c_void_p, c_ulong)
_count_characters = _by_address(pdf.FPDFText_CountChars, c_int, c_void_p)
_get_characters = _by_address(pdf.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
_get_text = _by_address(pdf.FPDFTextObj_GetText, c_ulong, *[c_void_p] * 3, c_ulong)
_object_of_character = _by_address(pdf.FPDFText_GetTextObject, c_void_p)
"""Takes the library's own pointer to the words, and a place among the characters.

It is called most often: half the time of a call would go to checks of its arguments.
"""


class ObjectTexts:
    """The texts of the text objects of a page, by their addresses; blank ones are left out.

    The library finds the text of one object by looking at all characters of the page. Here the
    characters are taken once, and cut where the next object begins.
    """

    def __init__(self, words: pdfium.PdfTextPage) -> None:
        self._words = words.raw
        self._count = _count_characters(self._words)
        self._texts: dict[int, str] = {}
        characters = self._characters()
        # Where the library leaves out a control character, the others have other numbers.
        if len(characters) == self._count:
            self._cut(characters)
        else:
            self._ask()

    def by_address(self) -> dict[int, str]:
        """Each text, with the blank behind it."""
        return {item: text for item, text in self._texts.items() if not text.isspace()}

    def _characters(self) -> str:
        """All characters of the page."""
        text = (ctypes.c_ushort * (2 * self._count + 1))()
        units = _get_characters(self._words, 0, self._count, text)
        return _decoded(text, 2 * units)

    def _cut(self, characters: str) -> None:
        """Find where each object begins and ends; none goes over the end of a line."""
        for line in _LINE.finditer(characters):
            start, line_end = line.span()
            while start < line_end:
                item = _object_of_character(self._words, start)
                if item is None:  # a blank that the library has put in
                    start += 1
                    continue
                end = self._end_of(item, start, line_end)
                text = characters[start:end]
                if characters[end : end + 1] == " ":
                    text += " "
                self._texts[item] = self._texts.get(item, "") + text
                start = end

    def _end_of(self, item: int, start: int, line_end: int) -> int:
        """The place behind an object's last character: by growing steps past it, then halving."""
        words = self._words
        if _object_of_character(words, line_end - 1) == item:
            return line_end
        last, step = start, _FIRST_STEP
        behind = start + step
        while behind < line_end and _object_of_character(words, behind) == item:
            last, step = behind, 2 * step
            behind = last + step
        behind = min(behind, line_end - 1)
        while behind - last > 1:
            middle = (last + behind) // 2
            if _object_of_character(words, middle) == item:
                last = middle
            else:
                behind = middle
        return behind

    def _ask(self) -> None:
        """Let the library find the text of each object that has a character."""
        items = {_object_of_character(self._words, place) for place in range(self._count)}
        self._texts = {item: self._text_of(item) for item in items if item is not None}

    def _text_of(self, item: int) -> str:
        """The text of an object as the library finds it."""
        size = _get_text(item, self._words, None, 0)
        text = ctypes.create_string_buffer(size)
        _get_text(item, self._words, text, size)
        return _decoded(text, size)


def _decoded(text: Any, size: int) -> str:
    """The text in a buffer of the library, which is `size` bytes long with the zero at its end."""
    return ctypes.string_at(text, max(0, size - 2)).decode("utf-16-le", "replace")


_MEASURES = Struct("11f")
"""What the library writes of an object: its edges (left, bottom, right, top), its matrix (two
numbers of x, two of y, and its place) and its font's size.
"""
_BYTES_OF_NUMBER = 4


class PageObjects:
    """Reads the objects of one page into a buffer that is made once."""

    def __init__(self, page: pdfium.PdfPage, words: pdfium.PdfTextPage) -> None:
        self._page = ctypes.cast(page.raw, c_void_p).value
        self._texts = ObjectTexts(words).by_address()
        self._bold_fonts: dict[int, bool] = {}
        """Whether a font is bold, by its address."""
        self._measures = ctypes.create_string_buffer(_MEASURES.size)
        first = ctypes.addressof(self._measures)
        self._edges = [first + place * _BYTES_OF_NUMBER for place in range(4)]
        self._matrix = first + 4 * _BYTES_OF_NUMBER
        self._size = first + 10 * _BYTES_OF_NUMBER
        self.rules: list[RuledLine] = []
        """The ruled lines of the page; complete once `runs` has been read to its end."""

    def runs(self) -> Iterator[Run]:
        """The runs of the page in the order of the file."""
        items = (_object_at(self._page, index) for index in range(_count_objects(self._page)))
        return self._runs_of(items, 0)

    def _runs_of(self, items: Iterable[int], depth: int) -> Iterator[Run]:
        """The runs that text objects are, and those in forms: drawings within the page.

        A path is kept where it is a ruled line.
        """
        for item in items:
            text = self._texts.get(item)
            if text is not None:
                run = self._run(item, text)
                if run is not None:
                    yield run
                continue
            kind = _type_of(item)
            if kind == pdf.FPDF_PAGEOBJ_PATH:
                self._add_rule(item)
            elif kind == pdf.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                yield from self._runs_of_form(item, depth)

    def _run(self, item: int, text: str) -> Run | None:
        """The words of a text object; None where it has no width, and so cannot be seen."""
        _get_edges(item, *self._edges)
        _get_matrix(item, self._matrix)
        _get_size(item, self._size)
        left, bottom, right, top, a, b, _, d, x, y, size = _MEASURES.unpack(self._measures)
        if right <= left:
            return None
        is_plain = not b and a > 0 and d > 0  # as nearly all are
        turn, scale = (0, d) if is_plain else _turn_and_scale(a, b, d)
        if turn:
            x, y = turned_back(x, y, turn)
            right = RuledLine(left, bottom, right, top).turned(turn).right
        font = _font_of(item)
        bold = self._bold_fonts.get(font)
        if bold is None:
            bold = self._bold_fonts[font] = _is_bold(font)
        return Run(text, x, y, right, size * scale, bold, turn)

    def _runs_of_form(self, form: int, depth: int) -> Iterator[Run]:
        _get_matrix(form, self._matrix)
        *_, a, b, _, d, x, y, _ = _MEASURES.unpack(self._measures)
        turn, scale = _turn_and_scale(a, b, d)
        rules_before = len(self.rules)
        count = _count_objects_of_form(form)
        items = (_object_of_form_at(form, index) for index in range(count))
        for run in self._runs_of(items, depth + 1):
            yield _out_of_form(run, turn, scale, x, y)
        of_form = self.rules[rules_before:]
        turned = [rule.turned(-(turn or 0) % 4) for rule in of_form]
        self.rules[rules_before:] = [rule.moved(x, y, scale) for rule in turned]

    def _add_rule(self, item: int) -> None:
        """Keep a drawing that is as narrow as a ruled line."""
        _get_edges(item, *self._edges)
        left, bottom, right, top, *_ = _MEASURES.unpack(self._measures)
        if min(right - left, top - bottom) <= THICKEST:
            self.rules.append(RuledLine(left, bottom, right, top))


def _turn_and_scale(a: float, b: float, d: float) -> tuple[int | None, float]:
    """By how many quarters an object is turned to the left, and how many times it is enlarged.

    `a` and `b` say where its lines run, `d` how high they are. The turn is None at other angles.
    """
    if abs(b) <= _STRAIGHT * abs(a):
        return (0 if a >= 0 else 2), abs(d) or 1.0
    if abs(a) <= _STRAIGHT * abs(b):
        return (1 if b > 0 else 3), abs(b)
    return None, abs(d) or abs(b)


def _out_of_form(run: Run, turn: int | None, scale: float, x: float, y: float) -> Run:
    """A run of a form as one of the page, where the form is turned, enlarged, then moved by x and y."""
    if turn is None or run.turn is None:
        return run.moved(x, y, scale)._replace(turn=None)
    whole_turn = (run.turn + turn) % 4
    x, y = turned_back(x, y, whole_turn)
    return run.moved(x, y, scale)._replace(turn=whole_turn)


def _is_bold(font: int) -> bool:
    """Whether a font is bold: by its name, if that says of which family it is, else by its weight.

    Programs that save a PDF again keep the names. They write any weight, but seldom a hundred.
    """
    buffer = ctypes.create_string_buffer(_MOST_BYTES_OF_NAME)
    _get_name(font, buffer, _MOST_BYTES_OF_NAME)
    name = buffer.value.lower().rpartition(b"+")[2]
    if _BOLD_NAME.search(name):
        return True
    weight = int(_weight_of(font))
    return weight >= _BOLD_WEIGHT and (weight % 100 == 0 or not _FAMILY.search(name))
