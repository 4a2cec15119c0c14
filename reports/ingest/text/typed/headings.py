"""Headings, titles and labels without what people and programs put before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.ingest.text.characters import ends_sentence
from reports.ingest.text.layout import Line
from reports.ingest.text.typed.numbers import letter_of, places_in_order
from reports.ingest.wording import Wording

_ORNAMENT = Wording(
    r"^(?:[\u231a-\u23ff\u2600-\u26ff\u2b50-\u2b55\U0001f000-\U0001faff][\ufe0f\u200d]?\s*)+(?=\w)",
    samples=("🔍 Main findings", "⚠️ Main findings", "📄Inspection"),
    strangers=("Main findings", "• Main findings"),
)
"""Small pictures, as chat programs put them before headings."""
_FORMS = (
    Wording(
        r"^(?:section|part|chapter)\s+(?P<number>\d{1,2})\s*[.:\u2013-]\s*"
        r"(?!.{0,40}\b(?:local authority|board)\b)(?=[^\W\d])",
        samples=("Section 1: Main findings", "Part 2 – Main findings"),
        strangers=("Section 1", "Sections: 2", "Section 1: the local authority"),
    ),
    Wording(
        r"^(?P<number>\d{1,2})(?:[.):]\s*|\s+)(?=[^\W\d])",
        samples=("1. Main findings", "2) Main findings", "3 Main findings"),
        strangers=("1.1 Main findings", "2019 Main findings"),
    ),
    Wording(
        r"^(?P<number>[a-z])[.):]\s+(?=[^\W\d])",
        samples=("A. Main findings", "b) Main findings"),
        strangers=("A Main finding", "ab. Main"),
    ),
)
"""How headings are counted."""
_FEWEST = 3
"""Headings that are counted, at least."""
_LABEL = Wording(
    r"^(?:[-*•·◦▪\u2013]\s*)?(?P<label>(?:inspection|visit) dates?|dates? of (?:the )?(?:previous )?inspections?"
    r"|lead inspector|report published|published)\s*(?:[:\u2013\u2014-]+)\s+(?=\S)",
    samples=(
        "- Inspection dates: 12 to 23 June 2023",
        "Lead inspector – Ada Bell",
        "• Report published: 4 May 2016",
    ),
    strangers=("Inspection dates", "The lead inspector: Ada Bell", "Published in May"),
)
_LONGEST = 130
"""The most letters of a heading."""
_LONGEST_GRADE = 45
"""Letters of a cell with a grade."""


def with_plain_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, headings without pictures and counting before them, labels without bullets."""
    plain = [_with_plain_label(line) for line in lines]
    for place, line in enumerate(plain):
        if _is_decorated(plain, place):
            plain[place] = replace(line, text=_ORNAMENT.regex.sub("", line.text))
    for form in _FORMS:
        for place in _counted_headings(plain, form):
            plain[place] = replace(plain[place], text=form.regex.sub("", plain[place].text))
    return plain


def _counted_headings(lines: Sequence[Line], form: Wording) -> list[int]:
    """The indices of headings that are counted in a form; empty where its lines are a list.

    Text stands below most headings, but only below the last item of a list; grades stand below the
    rows of a table.
    """
    apart = [
        place
        for place, line in enumerate(lines)
        if _has_form(line, form) and (line.bold or _is_alone(lines, place))
    ]
    written = letter_of if form is _FORMS[-1] else str
    order = [
        apart[index] for index in places_in_order([lines[place] for place in apart], form, written)
    ]
    above_text = [place for place in order if _is_text(lines[place + 1 : place + 2], form)]
    return order if len(order) >= _FEWEST and 2 * len(above_text) > len(order) else []


def _is_alone(lines: Sequence[Line], place: int) -> bool:
    """Whether no paragraph goes on into a line, or from it: there are empty lines, or a list below."""
    is_apart = place == 0 or lines[place].spaced
    if place + 1 == len(lines):
        return is_apart
    below = lines[place + 1]
    begins = below.spaced or not below.text[0].isalpha()
    return is_apart and begins and not below.text[0].islower()


def _is_text(below: Sequence[Line], form: Wording) -> bool:
    """Whether the line below a heading, if there is one, is text, and no other heading or grade."""
    if not below or _has_form(below[0], form):
        return False
    return ends_sentence(below[0].text) or len(below[0].text) > _LONGEST_GRADE


def _is_decorated(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is a heading that begins with a picture, and no item of a list does.

    It is marked as one; or it has an empty line above it, and no line beside it begins so.
    """
    if not _has_form(lines[place], _ORNAMENT):
        return False
    if lines[place].bold:
        return True
    is_apart = place == 0 or lines[place].spaced
    is_last = place + 1 == len(lines)
    beside = [*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2]]
    is_listed = any(_has_form(each, _ORNAMENT) for each in beside)
    return is_apart and not is_last and not is_listed


def _has_form(line: Line, form: Wording) -> bool:
    """Whether a line begins in that form, and has neither cells nor the length or end of a sentence."""
    if "\t" in line.text or not form.match(line.text):
        return False
    return len(line.text) <= _LONGEST and line.text[-1] not in ".!;,"


def _with_plain_label(line: Line) -> Line:
    """A label and its value with a colon between them, and no bullet before them."""
    match = _LABEL.match(line.text)
    if match is None:
        return line
    return replace(line, text=f"{match['label']}: {line.text[match.end() :]}")
