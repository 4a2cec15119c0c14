"""Finds the authorities that a name may mean: current and older names, towns and nicknames."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.models import Authority
from reports.overview.cache import cached_by_version
from reports.overview.composed import LoadedRows
from reports.overview.outline import authorities, authority_rows
from search.completion.other_names import other_names
from search.query.misspelling import steps_between
from search.query.names.meanings import BODIES, NameKey, name_key
from search.query.names.reading import authority_slugs
from search.query.names.titles import TITLES

MOST_LETTERS = 100
"""The most letters that are looked up; the longest name of the files has half as many."""
SHORTEST_BEGINNING = 3
"""The fewest letters that are matched with the beginnings of names."""
SHORTEST_MISSPELT = 4
"""The fewest letters of a name that may be misspelt."""
LONG_NAME = 8
"""In names from this many letters on, two letters may be wrong; in shorter ones, one letter."""
LONG_GUESS = 6
"""The same where nothing is decided by it: a page that is not there names the nearest authority."""


@dataclass(frozen=True, slots=True)
class NamedAuthority:
    """An authority and one of its names."""

    authority: Authority
    name: str
    key: NameKey

    @property
    def is_own_name(self) -> bool:
        return self.name == self.authority.name


@dataclass(frozen=True, slots=True)
class AuthorityMatches:
    """The authorities that a name may mean, each once, current ones first.

    `is_certain` says whether what was typed is one of their names, and nothing else.
    """

    named: tuple[NamedAuthority, ...]
    is_certain: bool

    @property
    def only(self) -> Authority | None:
        """The authority that is meant without doubt; None if there is none.

        It is the current authority with this as its own name, or the only authority with this name.
        """
        if not self.is_certain:
            return None
        own = [each for each in self.named if each.is_own_name and each.authority.is_current]
        candidates = own or self.named
        return candidates[0].authority if len(candidates) == 1 else None


NO_MATCH = AuthorityMatches((), is_certain=False)


@cached_by_version(2, content=authority_rows)
def named_authorities(loaded: LoadedRows) -> tuple[NamedAuthority, ...]:
    """Every name of every authority of the archive; its own name comes first.

    They stay the same objects until an authority's row changes.
    """
    named = []
    for authority in authorities():
        other = other_names().get(authority.slug, ())
        names = dict.fromkeys((authority.name, *authority.aliases, *other))
        named += [NamedAuthority(authority, name, name_key(name)) for name in names]
    return tuple(named)


def matching_authorities(typed: str) -> AuthorityMatches:
    """The authorities that a typed name may mean; none if it is like no name."""
    if len(typed) > MOST_LETTERS:
        return NO_MATCH
    whole = name_key(typed)
    key = without_title(whole)
    if named := _with_name(lambda each: each.key in (whole, key)):
        return AuthorityMatches(named, is_certain=True)
    for resembling in (_named_within(typed), _beginning(key), _nearest(key)):
        if resembling:
            return AuthorityMatches(resembling, is_certain=False)
    return NO_MATCH


def nearest_authorities(words: str) -> tuple[NamedAuthority, ...]:
    """The authorities whose names are most like some words: all together, or else one of them."""
    if named := matching_authorities(words).named:
        return named
    for word in name_key(words[:MOST_LETTERS]):
        if named := _nearest((word,), LONG_GUESS):
            return named
    return ()


def without_title(key: NameKey) -> NameKey:
    """A name without the words before and after it in the title of a council."""
    words = list(key)
    while len(words) > 1 and words[-1] in BODIES | TITLES:
        words.pop()
    if "of" in words[:-1]:
        title = words[: words.index("of")]
        if title and set(title) <= BODIES | TITLES:
            words = words[len(title) + 1 :]
    return tuple(words)


def _with_name(is_meant: Callable[[NamedAuthority], bool]) -> tuple[NamedAuthority, ...]:
    """The authorities with a name that `is_meant`: each once, current ones first, then by name."""
    named = [each for each in named_authorities() if is_meant(each)]
    if not named:
        return ()
    by_slug = {each.authority.slug: each for each in reversed(named)}  # each by its first such name
    in_order = sorted(by_slug.values(), key=lambda each: each.authority.name)
    return tuple(sorted(in_order, key=lambda each: not each.authority.is_current))


def _named_within(typed: str) -> tuple[NamedAuthority, ...]:
    """The authorities that are named somewhere in a text."""
    slugs = authority_slugs(typed)
    return _with_name(lambda each: each.authority.slug in slugs)


def _beginning(key: NameKey) -> tuple[NamedAuthority, ...]:
    """The authorities with a name, or a word of a name, that begins with the key."""
    typed = " ".join(key)
    if len(typed) < SHORTEST_BEGINNING:
        return ()
    return _with_name(lambda each: f" {typed}" in f" {' '.join(each.key)}")


def _nearest(key: NameKey, long_name: int = LONG_NAME) -> tuple[NamedAuthority, ...]:
    """The authorities with the name that is the fewest typing mistakes away: at most two from
    `long_name` letters on, else one.
    """
    typed = " ".join(key)
    if len(typed) < SHORTEST_MISSPELT:
        return ()
    most = 2 if len(typed) >= long_name else 1
    steps = _steps_from(typed, most)
    nearest = min(steps.values(), default=most + 1)
    if nearest > most:
        return ()
    return _with_name(lambda each: steps.get(each.key) == nearest)


def _steps_from(typed: str, most: int) -> dict[NameKey, int]:
    """The distance of each name with the same first letter and about the same length."""
    return {
        key: steps_between(typed, " ".join(key))
        for key in _keys(named_authorities())
        if key[0][0] == typed[0] and abs(len(" ".join(key)) - len(typed)) <= most
    }


def _keys(named: Iterable[NamedAuthority]) -> set[NameKey]:
    return {each.key for each in named if each.key}
