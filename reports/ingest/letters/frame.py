"""The frame of a letter: address, title, text and signature, alike after every kind of visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.facts.vocabulary import Omission
from reports.ingest.letters.prose_dates import read_letter_date
from reports.ingest.parsed import LeftOut
from reports.ingest.parts.inspectors import NAME, ROLE
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.omissions import omitted
from reports.ingest.unnumbered.small_print import without_page_numbers, without_small_print
from reports.ingest.wording import Wording

SALUTATION = Wording(
    r"^dear\s+\w",
    samples=("Dear Ms Siggins", "Dear local partnership"),
    strangers=("Dearly held", "My dear child"),
)
CLOSING = Wording(
    r"^(?:yours?\s+(?:sincerely|faithfully|truly)|(?:kind|best) regards)\W*$",
    samples=("Yours sincerely", "Your sincerely", "Yours faithfully,", "Kind regards"),
    strangers=("Yours sincerely is how letters end",),
)
SAYS_LETTER = Wording(
    r"\bthis letter (?:summari[sz]es|outlines|sets out|reports|contains)\b",
    samples=("This letter summarises the findings of",),
    strangers=("This letter will be published on the Ofsted website.",),
)
TEXT_BEGINS = Wording(
    r"^(?=(?-i:[A-Z]))(?:this|between|following|the|her|his|i|we)\b",
    samples=(
        "This letter summarises",
        "Between 8 and 12 July 2019",
        "Her Majesty’s Chief Inspector",
    ),
    strangers=("services", "neglect in Wexcombe", "the identification of risk in Wexcombe"),
)
_FORM_OF_ADDRESS = Wording(
    r"^(?:mr|mrs|ms|miss|dr)\.?\s+",
    samples=("Mr Bell", "Dr Ada Bell", "Ms. Bell"),
    strangers=("Drake Bell",),
)
_LONGEST_TITLE = 4
"""The most lines of a title."""
_LONGEST_ADDRESS = 30
"""The most lines above the first sentence."""
_LONGEST_ADDRESS_LINE = 6
"""The most words of a line of an address."""
_LONGEST_SIGNATURE = 12
"""The lines at the end of a letter among which a name is a signature, if no closing is there."""
_LONGEST_NAME = 10
"""The most words of a name or a role; a line with more and a full stop is a sentence."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in its parts; `title` is empty where none is read, `signature` has the closing too."""

    title: str
    date: date | None
    body: Sequence[Line]
    signature: Sequence[Line]
    left_out: tuple[LeftOut, ...]


def read_letter(lines: Sequence[Line], title: Wording) -> Letter:
    """Split the lines of a letter; `title` is how its title begins."""
    numberless, page_numbers = without_page_numbers(lines)
    text, notes = without_small_print(numberless)
    title_begin, title_end = _title_places(text, title)
    close = _closing(text, title_end)
    address = text[:title_begin]
    signature = text[close:]
    dates = [read_letter_date(line.text) for line in address]
    left_out = [*page_numbers, *notes, *omitted(address, Omission.ADDRESS)]
    left_out += [LeftOut(_reason(line), line.text, line.page) for line in signature]
    return Letter(
        title=joined(line.text for line in text[title_begin:title_end]),
        date=next((day for day in dates if day is not None), None),
        body=text[title_end:close],
        signature=signature,
        left_out=tuple(left_out),
    )


def _reason(line: Line) -> Omission:
    """Why a line of the signature is left out: sentences below it belong to the closing pages."""
    is_sentence = line.text.endswith(".") and len(line.text.split()) > _LONGEST_NAME
    return Omission.TAIL if is_sentence else Omission.ADDRESS


def _title_places(lines: Sequence[Line], title: Wording) -> tuple[int, int]:
    """Where the title begins and ends.

    Without a title both are where the salutation ends, or else where the first sentence begins.
    """
    for place in range(len(lines)):
        if _begins_title(lines, place, title):
            return place, _title_end(lines, place)
    for place, line in enumerate(lines):
        if SALUTATION.match(line.text):
            return place + 1, place + 1
    for place, line in enumerate(lines[:_LONGEST_ADDRESS]):
        if TEXT_BEGINS.match(line.text) and len(line.text.split()) > _LONGEST_ADDRESS_LINE:
            return place, place
    return 0, 0


def _begins_title(lines: Sequence[Line], place: int, title: Wording) -> bool:
    text = joined(line.text for line in lines[place : place + _LONGEST_TITLE])
    return lines[place].text[0].isupper() and title.match(text) is not None


def _title_end(lines: Sequence[Line], begin: int) -> int:
    """Where the title ends: where type changes, room is left or else a sentence begins."""
    end = begin + 1
    while end < min(begin + _LONGEST_TITLE, len(lines)):
        line = lines[end]
        if line.spaced or TEXT_BEGINS.match(line.text) or not _set_alike(line, lines[begin]):
            break
        end += 1
    return end


def _set_alike(line: Line, first: Line) -> bool:
    return line.bold == first.bold and line.size == first.size and line.page == first.page


def _closing(lines: Sequence[Line], begin: int) -> int:
    """Where the signature begins: at "Yours sincerely", or else at a name above a role."""
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
    """The first name of a signature, without a role or a form of address; None without a name."""
    for line in signature:
        role = ROLE.search(line.text)
        # Behind the role may be the organisation. A role before the name is left out alone.
        before_role = line.text[: role.start()] if role else line.text
        printed = before_role or ROLE.regex.sub("", line.text)
        name = _FORM_OF_ADDRESS.regex.sub("", printed).strip(" ,.\t")
        if not CLOSING.match(line.text) and NAME.match(name):
            return name
    return None
