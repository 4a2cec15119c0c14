"""The frame of a letter: address, title, text, signature; what is alike in visits and joint inspections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.ingest.letters.prose_dates import read_letter_date
from reports.ingest.parsed import LeftOut
from reports.ingest.parts.inspectors import NAME, ROLE
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import PAGE_NUMBER
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.wording import Wording
from reports.vocabulary import Omission

SALUTATION = Wording(
    r"^dear\s+\w", samples=("Dear Ms Siggins", "Dear local partnership"), strangers=("Dearly held", "My dear child")
)
CLOSING = Wording(
    r"^(?:yours?\s+(?:sincerely|faithfully|truly)|(?:kind|best) regards)\W*$",
    samples=("Yours sincerely", "Your sincerely", "Yours faithfully,", "Kind regards"),
    strangers=("Yours sincerely is how letters end",),
)
TEXT_BEGINS = Wording(
    r"^(?:this|between|following|the|her|his|i|we)\b",
    samples=("This letter summarises", "Between 8 and 12 July 2019", "Her Majesty’s Chief Inspector"),
    strangers=("services", "neglect in Wexcombe"),
)
_FORM_OF_ADDRESS = Wording(
    r"^(?:mr|mrs|ms|miss|dr)\.?\s+", samples=("Mr Bell", "Dr Ada Bell", "Ms. Bell"), strangers=("Drake Bell",)
)
_LONGEST_TITLE = 4
_LONGEST_SIGNATURE = 12
_LONGEST_NAME = 10
_NOTE_SIZE = 0.9


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its parts. `title` is empty where no line of it is found; `signature` begins with the closing."""

    title: str
    date: date | None
    body: Sequence[Line]
    signature: Sequence[Line]
    left_out: tuple[LeftOut, ...]


def read_letter(lines: Sequence[Line], title: Wording) -> Letter:
    """Part the lines of a letter whose title begins as `title` says."""
    left_out: list[LeftOut] = []
    kept = list(without_small_print(without_page_numbers(lines, left_out), left_out))
    greeting = next((place for place, line in enumerate(kept) if SALUTATION.match(line.text)), -1)
    begin = next((place for place in range(len(kept)) if _begins_title(kept, place, title)), None)
    end = greeting + 1 if begin is None else _title_end(kept, begin)
    close = _closing(kept, end)
    heading = kept[:0] if begin is None else kept[begin:end]
    address = [line for line in kept[:end] if line not in heading]
    left_out += [LeftOut(Omission.ADDRESS, line.text, line.page) for line in address]
    left_out += [LeftOut(_omission(line.text), line.text, line.page) for line in kept[close:]]
    dates = (read_letter_date(line.text) for line in address)
    printed = next((day for day in dates if day), None)
    return Letter(joined(line.text for line in heading), printed, kept[end:close], kept[close:], tuple(left_out))


def _omission(text: str) -> Omission:
    """Why a line of the signature is left out: whole sentences below it belong to the closing."""
    return Omission.TAIL if text.endswith(".") and len(text.split()) > _LONGEST_NAME else Omission.ADDRESS


def without_page_numbers(lines: Sequence[Line], left_out: list[LeftOut]) -> Iterator[Line]:
    """Without the number that is the last line of its page, wherever on the page that is."""
    for place, line in enumerate(lines):
        last = place + 1 == len(lines) or lines[place + 1].page != line.page
        if last and line.page is not None and PAGE_NUMBER.match(line.text) and line.text.split()[-1] == str(line.page):
            left_out.append(LeftOut(Omission.FURNITURE, line.text, line.page))
        else:
            yield line


def without_small_print(lines: Iterable[Line], left_out: list[LeftOut]) -> Iterator[Line]:
    """Without the notes in small type at the foot of a page whose mark stands apart from them."""
    kept = list(lines)
    body = Typesetting(kept).size
    last = {line.page: place for place, line in enumerate(kept) if (line.size or body) >= _NOTE_SIZE * body}
    for place, line in enumerate(kept):
        if line.page is not None and place > last.get(line.page, -1):
            left_out.append(LeftOut(Omission.FOOTNOTE, line.text, line.page))
        else:
            yield line


def _begins_title(lines: Sequence[Line], place: int, title: Wording) -> bool:
    text = joined(line.text for line in lines[place : place + _LONGEST_TITLE])
    return lines[place].text[0].isupper() and title.match(text) is not None


def _title_end(lines: Sequence[Line], begin: int) -> int:
    """Where the title ends: with its type, its room or, where neither tells, where a sentence begins."""
    first, end = lines[begin], begin + 1
    while end < min(begin + _LONGEST_TITLE, len(lines)):
        line = lines[end]
        alike = line.bold == first.bold and line.size == first.size and line.page == first.page
        if line.spaced or not alike or TEXT_BEGINS.match(line.text):
            break
        end += 1
    return end


def _closing(lines: Sequence[Line], begin: int) -> int:
    """Where the signature begins: at "Yours sincerely", or else at the name above a role on the last lines."""
    for place in range(len(lines) - 1, begin - 1, -1):
        if CLOSING.match(lines[place].text):
            return place
    for place in range(max(begin + 1, len(lines) - _LONGEST_SIGNATURE), len(lines)):
        if _is_role(lines[place].text) and NAME.match(lines[place - 1].text):
            return place - 1
    return len(lines)


def _is_role(text: str) -> bool:
    return ROLE.regex.fullmatch(text) is not None


def read_signatory(signature: Sequence[Line]) -> str | None:
    """Who signed: the first name below "Yours sincerely", without a role; None where there is none."""
    for line in signature:
        name = _FORM_OF_ADDRESS.regex.sub("", ROLE.regex.sub("", line.text)).strip(" ,.\t")
        if not CLOSING.match(line.text) and NAME.match(name):
            return name
    return None
