"""Which authorities a reader may mean by a name: their own, an older one, a town or a nickname."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reports.models import Authority
from reports.overview.cache import cached_by_version
from reports.overview.outline import authorities
from search.completion.other_names import other_names
from search.query.misspelling import steps_between
from search.query.names import BODIES, TITLES, NameKey, authority_slugs, name_key

MOST_LETTERS = 100
"""Letters of the longest name that is looked up; the longest of the files has half as many."""
SHORTEST_BEGINNING = 3
"""The fewest letters that stand for a name that begins with them."""
SHORTEST_MISSPELT = 4
"""The fewest letters of a name that is taken for a misspelt one."""
LONG_NAME = 8
"""Letters from which two of a name may be wrong; one of a shorter one."""


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
class MeantAuthorities:
    """The authorities that a reader may mean, each once, those of today first.

    `is_certain` says whether what was typed is a name of theirs, and nothing else.
    """

    named: tuple[NamedAuthority, ...]
    is_certain: bool

    @property
    def only(self) -> Authority | None:
        """The one that is certainly meant: the only one, or that of today whose own name it is."""
        if not self.is_certain:
            return None
        own = [each for each in self.named if each.is_own_name and each.authority.is_current]
        certain = own or self.named
        return certain[0].authority if len(certain) == 1 else None


NOBODY = MeantAuthorities((), is_certain=False)


@cached_by_version(2)
def named_authorities() -> tuple[NamedAuthority, ...]:
    """Every name of every authority of the archive, its own name first."""
    named = []
    for authority in authorities():
        other = other_names().get(authority.slug, ())
        names = dict.fromkeys((authority.name, *authority.aliases, *other))
        named += [NamedAuthority(authority, name, name_key(name)) for name in names]
    return tuple(named)


def authorities_meant(typed: str) -> MeantAuthorities:
    """The authorities that a reader means who typed this; nobody where it resembles no name."""
    if len(typed) > MOST_LETTERS:
        return NOBODY
    whole = name_key(typed)
    key = without_title(whole)
    if named := _having(lambda each: each.key in (whole, key)):
        return MeantAuthorities(named, is_certain=True)
    for resembling in (_named_within(typed), _beginning(key), _nearest(key)):
        if resembling:
            return MeantAuthorities(resembling, is_certain=False)
    return NOBODY


def nearest_authorities(words: str) -> tuple[NamedAuthority, ...]:
    """The authorities whose names words resemble most, all of them together or else one alone."""
    if named := authorities_meant(words).named:
        return named
    for word in name_key(words[:MOST_LETTERS]):
        if named := _nearest((word,)):
            return named
    return ()


def without_title(key: NameKey) -> NameKey:
    """A name without what is before and behind it in the title of a council."""
    words = list(key)
    while len(words) > 1 and words[-1] in BODIES | TITLES:
        words.pop()
    if "of" in words[:-1]:
        title = words[: words.index("of")]
        if title and set(title) <= BODIES | TITLES:
            words = words[len(title) + 1 :]
    return tuple(words)


def _having(is_meant: Callable[[NamedAuthority], bool]) -> tuple[NamedAuthority, ...]:
    """The authorities with such a name, each once by the first of them, those of today first."""
    if not (named := [each for each in named_authorities() if is_meant(each)]):
        return ()
    by_slug = {each.authority.slug: each for each in reversed(named)}
    in_order = sorted(by_slug.values(), key=lambda each: each.authority.name)
    return tuple(sorted(in_order, key=lambda each: not each.authority.is_current))


def _named_within(typed: str) -> tuple[NamedAuthority, ...]:
    """The authorities that are named among other words."""
    slugs = authority_slugs(typed)
    return _having(lambda each: each.authority.slug in slugs)


def _beginning(key: NameKey) -> tuple[NamedAuthority, ...]:
    """The authorities with a name, or a word in a name, that begins so."""
    typed = " ".join(key)
    if len(typed) < SHORTEST_BEGINNING:
        return ()
    return _having(lambda each: f" {typed}" in f" {' '.join(each.key)}")


def _nearest(key: NameKey) -> tuple[NamedAuthority, ...]:
    """The authorities with the name that is fewest slips of the keyboard away."""
    typed = " ".join(key)
    if len(typed) < SHORTEST_MISSPELT:
        return ()
    most = 2 if len(typed) >= LONG_NAME else 1
    steps = _steps_from(typed, most)
    nearest = min(steps.values(), default=most + 1)
    if nearest > most:
        return ()
    return _having(lambda each: steps.get(each.key) == nearest)


def _steps_from(typed: str, most: int) -> dict[NameKey, int]:
    """How many slips each name of about the same length is away, of those with its first letter."""
    return {
        key: steps_between(typed, " ".join(key))
        for key in _keys(named_authorities())
        if key[0][0] == typed[0] and abs(len(" ".join(key)) - len(typed)) <= most
    }


def _keys(named: Iterable[NamedAuthority]) -> set[NameKey]:
    return {each.key for each in named if each.key}
