"""Other names of authorities, from two files that people edit.

`data/names.csv` has abbreviations, older names and parts of names, which a search also understands.
`data/towns.csv` has towns, districts and nicknames.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from search.query.names.meanings import names_of_authorities, towns_of_file


@cache
def other_names() -> Mapping[str, tuple[str, ...]]:
    """The other names of each authority, by its slug."""
    names: dict[str, list[str]] = defaultdict(list)
    for slug, other in names_of_authorities():
        names[slug] += other
    for slug, towns in towns_of_file():
        names[slug] += towns
    return {slug: tuple(dict.fromkeys(each)) for slug, each in names.items()}
