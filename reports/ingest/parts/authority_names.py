"""Finds the authority of a printed name: normalised names must be equal; nothing is guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from reports.facts import reference
from reports.facts.reference import AuthorityFact
from reports.ingest.text.characters import joined
from reports.ingest.wording import Wording

_BEFORE = (
    "the",
    "london borough of",
    "lb of",
    "lb",
    "royal borough of",
    "metropolitan borough of",
    "borough of",
    "city of",
    "county of",
    "council of the",
    "council of",
)
_AFTER = (
    "childrens?",
    "young",
    "peoples?",
    "famil(?:y|ies)",
    "and",
    "social",
    "care",
    "services?",
    "directorate",
    "department",
    "trust",
    "council",
    "local",
    "authority",
    "unitary",
    "metropolitan",
    "district",
    "borough",
    "city",
    "county",
    "of",
    "mbc",
)
"""Words that may follow a name, in any number and order: "Wexcombe Children and Families Trust"."""
_FRAMES = (
    Wording(
        rf" (?:{'|'.join(_AFTER)})$",
        samples=("wexcombe council", "bristol city of"),
        strangers=("council wexcombe",),
    ),
    Wording(
        rf"^(?:{'|'.join(_BEFORE)}) ",
        samples=("london borough of wexcombe",),
        strangers=("east wexcombe",),
    ),
)
_NO_AUTHORITY = frozenset({"london"})
"""Names that must not remain when words are removed: “City of London” must not become “london”."""
_LINES_OF_TITLE = 12
"""The most lines of a title with a name; the longest, of 2014 with a board, has eight lines."""


def match_authority(printed: str, day: date | None) -> AuthorityFact | None:
    """The authority of a printed name; None if no authority, or several, have it.

    If a closed authority and its successor share a name (Dorset in 2019), `day` decides. Case,
    punctuation, "&", brackets and the words around a name ("London Borough of", "City Council") do
    not matter. The name of a trust that runs the services of one authority counts as its name; a
    comma may part both: "Achieving for Children, Wexcombe".
    """
    authorities = _authorities_named(printed, day)
    if not authorities and "," in printed:
        parts = [_authorities_named(part, day) for part in printed.split(",")]
        authorities = list({each.slug: each for part in parts for each in part}.values())
    return authorities[0] if len(authorities) == 1 else None


def _authorities_named(printed: str, day: date | None) -> list[AuthorityFact]:
    """The authorities of a printed name: of several, those that existed on `day`."""
    authorities = _authorities_by_name().get(_bare(printed), [])
    if len(authorities) > 1 and day is not None:
        return [authority for authority in authorities if existed(authority, day)]
    return authorities


def title_begins(texts: Sequence[str], name_in: Callable[[str], str | None]) -> int:
    """The index of the last line that begins a title with an authority's name; 0 if there is none.

    In a text file, lines of a mail or a web page may be above the title. `name_in` extracts the
    name from a title.
    """
    for begin in range(len(texts) - 1, -1, -1):
        name = name_in(joined(texts[begin : begin + _LINES_OF_TITLE]))
        if name and match_authority(name, None):
            return begin
    return 0


def existed(authority: AuthorityFact, day: date) -> bool:
    """Whether the authority had opened and not yet closed on that day."""
    if authority.opened is not None and day < authority.opened:
        return False
    return authority.closed is None or day < authority.closed


@cache
def _authorities_by_name() -> dict[str, list[AuthorityFact]]:
    """The authorities of each bare name."""
    by_name: dict[str, list[AuthorityFact]] = defaultdict(list)
    for authority in reference.authorities():
        for name in sorted({_bare(name) for name in _names(authority)}):
            by_name[name].append(authority)
    return by_name


def _names(authority: AuthorityFact) -> Iterator[str]:
    """The names of an authority: its own, its aliases, and present and former trusts.

    The facts have the trusts as "New Name, until 2021 Old Name (2015 - )".
    """
    yield authority.name
    yield from authority.aliases
    trusts = authority.delivery_body.partition(" (")[0]
    if trusts:
        yield from re.split(r", until \d{4} ", trusts)


def _bare(name: str) -> str:
    """The name without case, punctuation and the words around it: "City of York Council" is "york"."""
    words = re.sub(r"[.'\u2018\u2019]|\([^()]*\)", "", name.casefold().replace("&", " and "))
    bare = " ".join(re.sub(r"[\W_]+", " ", words).split())
    for frame in _FRAMES:
        bare = _without_frame(bare, frame)
    return bare


def _without_frame(name: str, frame: Wording) -> str:
    """The name without the words of a frame, however often they occur; never just "london"."""
    while True:
        shorter = frame.regex.sub("", name)
        if shorter == name or shorter in _NO_AUTHORITY:
            return name
        name = shorter
