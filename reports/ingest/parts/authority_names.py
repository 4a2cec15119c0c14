"""From the name that a report prints to the authority: exact once normalised, never a guess."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache

from reports.facts import reference
from reports.facts.reference import AuthorityFact
from reports.ingest.wording import Wording

_BEFORE = (
    *(
        "the",
        "london borough of",
        "lb of",
        "lb",
        "royal borough of",
        "metropolitan borough of",
        "borough of",
    ),
    *("city of", "county of", "council of the", "council of"),
)
_AFTER = (
    *(
        "council",
        "local authority",
        "unitary authority",
        "metropolitan district",
        "metropolitan borough",
        "metropolitan",
    ),
    *("district", "borough", "city of", "county of", "city", "county", "mbc"),
)
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
"""What must not be left of a name: the City of London is an authority, London is none."""


def match_authority(printed: str, day: date | None) -> AuthorityFact | None:
    """The authority of that name, on that day where a closed one and its successor share it (Dorset
    in 2019).

    Case, punctuation, "&" and the words around a name ("London Borough of", "City Council"), a
    bracket do not matter. A trust that runs the services of one authority stands for it; one that
    does so for several tells none.
    """
    named = _by_name().get(_bare(printed), [])
    if len(named) > 1 and day is not None:
        named = [each for each in named if existed(each, day)]
    return named[0] if len(named) == 1 else None


def existed(authority: AuthorityFact, day: date) -> bool:
    """Whether the authority had opened and not yet closed."""
    return (authority.opened is None or authority.opened <= day) and (
        authority.closed is None or day < authority.closed
    )


@cache
def _by_name() -> dict[str, list[AuthorityFact]]:
    names: dict[str, list[AuthorityFact]] = defaultdict(list)
    for authority in reference.authorities():
        for bare in sorted(
            {_bare(name) for name in (authority.name, *authority.aliases, *_bodies(authority))}
        ):
            names[bare].append(authority)
    return names


def _bodies(authority: AuthorityFact) -> list[str]:
    """The trusts that run its services or did, as the facts tell them: "New Name, until 2021 Old
    Name (2015 - )".
    """
    told = authority.delivery_body.partition(" (")[0]
    return re.split(r", until \d{4} ", told) if told else []


def _bare(name: str) -> str:
    """The name without case, punctuation and the words around it: "City of York Council" is "york"."""
    words = re.sub(r"[.'\u2018\u2019]|\([^()]*\)", "", name.casefold().replace("&", " and "))
    bare = " ".join(re.sub(r"[\W_]+", " ", words).split())
    for frame in _FRAMES:
        while (shorter := frame.regex.sub("", bare)) != bare and shorter not in _NO_AUTHORITY:
            bare = shorter
    return bare
