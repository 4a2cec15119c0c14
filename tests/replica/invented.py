"""Who and what the replica lists: 153 invented providers, five closed ones, and their reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tests.support.typeset import typeset

OPEN, CLOSED = 153, 5
FIRST_URN = 90001
INSPECTION = "Children's services inspection"
VISIT = "Children's services focused visit"
SAMPLE_AUTHORITIES = (
    ("Wexcombe County Council", "wexcombe"),
    ("Harrowmere Metropolitan Borough Council", "harrowmere"),
    ("Saltmarsh Bay Council", "saltmarsh-bay"),
    ("Thornley Forest Metropolitan Borough Council", "thornley-forest"),
    ("London Borough of Eastmarch", "eastmarch"),
    ("Kelderdale Council", "kelderdale"),
    ("Ashwick and Penhale Council", "ashwick-and-penhale"),
    ("Northwold Council", "northwold"),
)
"""The invented authorities of the sample reports, whose reports the archive can publish."""
_FIRST = ("Amber", "Bram", "Corn", "Dun", "Elder", "Fern", "Grey", "Hazel", "Iron", "Juniper")
_SECOND = (
    "bourne",
    "combe",
    "dale",
    "field",
    "gate",
    "holt",
    "ley",
    "mere",
    "ness",
    "ridge",
    "stead",
    "thorpe",
    "water",
    "wick",
    "worth",
)

ILACS = """
= Inspection of {name} children’s services
~ **Inspection dates:** {start:%-d %B %Y} to {end:%-d %B %Y}
~ **Lead inspector:** Marian Thackwood, His Majesty’s Inspector
| **Judgement** | **Grade**
| The impact of leaders on social work practice with children and families | Good
| The experiences and progress of children who need help and protection | Good
| The experiences and progress of children in care | Good
| The experiences and progress of care leavers | Good
| Overall effectiveness | Good
Children in {name} get help in good time. {words}
# What needs to improve?
* The timeliness of assessments.
# The experiences and progress of children who need help and protection: good
1. Help comes early. {words}
2. Plans are clear to families.
# The experiences and progress of children in care: good
3. Children in care live in stable homes.
# The experiences and progress of care leavers: good
4. Care leavers know whom to ask.
# The impact of leaders on social work practice with children and families: good
5. Leaders listen to children.
The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects to achieve excellence in the care of children.
"""


@dataclass
class InventedFile:
    """A file of the replica: how a page lists it, and its bytes.

    `content` None stands for a report that is typeset when it is asked for.
    """

    file_id: str
    authority: str
    kind: str
    end: date
    published: date
    content: bytes | None = None
    words: str = ""
    hidden: str | None = None
    """The text of `span.nonvisual`; None for the usual one, empty for a page without it."""
    host: str = ""
    """The beginning of its address; empty for a relative one."""

    @cached_property
    def report(self) -> bytes:
        """The bytes of the report, typeset once."""
        source = ILACS.format(
            name=self.authority, start=self.end - timedelta(days=11), end=self.end, words=self.words
        )
        return typeset(source)

    @property
    def body(self) -> bytes:
        """What the replica sends."""
        return self.report if self.content is None else self.content


@dataclass
class InventedProvider:
    """A provider of the replica, with the files of its page."""

    urn: str
    name: str
    closed: bool = False
    files: list[InventedFile] = field(default_factory=list)

    @property
    def latest(self) -> date | None:
        """The publication date of its latest report."""
        return max((file.published for file in self.files), default=None)


def providers() -> list[InventedProvider]:
    """All providers: the first eight are of the sample reports, each with one report."""
    everybody = []
    for place, name in enumerate(_names()):
        if place == OPEN + CLOSED:
            break
        provider = InventedProvider(str(FIRST_URN + place), name, closed=place >= OPEN)
        if place < len(SAMPLE_AUTHORITIES):
            provider.files.append(_report(place, name))
        everybody.append(provider)
    return everybody


def _report(place: int, name: str) -> InventedFile:
    end = date(2024, 3, 8) + timedelta(days=7 * place)
    file_id = str(50240000 + place)
    return InventedFile(file_id, name, INSPECTION, end, end + timedelta(days=46))


def _names() -> Iterator[str]:
    yield from (name for name, _ in SAMPLE_AUTHORITIES)
    for second in _SECOND:
        for first in _FIRST:
            yield f"{first}{second} Council"
    for first in _FIRST:
        yield f"{first}shire County Council"
