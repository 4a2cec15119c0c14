"""Towns, districts and nicknames, and the authorities that they belong to (`data/towns.csv`).

Many of them are ordinary words or names, such as Rugby, Sale and Washington: in a search, those of
one word are read only where no paragraph contains it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reports.facts import reference
from search.query.names.meanings import name_key, towns_of_file

ORDINARY_TOWNS = frozenset(("grays", "poplar", "rugby", "sale", "sandy", "welling", "wolves"))
"""Towns and nicknames that are ordinary words: they are read with a capital only."""


@cache
def authorities_of_towns() -> Mapping[str, str]:
    """The name of the authority of each town of one word, both in small letters; towns that belong
    to several authorities are left out.
    """
    slugs: dict[str, set[str]] = {}
    for slug, towns in towns_of_file():
        for town in towns:
            slugs.setdefault(" ".join(name_key(town)), set()).add(slug)
    names = {fact.slug: " ".join(name_key(fact.name)) for fact in reference.authorities()}
    return {
        town: names[slug]
        for town, (slug, *others) in slugs.items()
        if " " not in town and not others and slug in names
    }
