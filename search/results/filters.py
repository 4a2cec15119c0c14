"""The filters of a search: the same names and meanings in the address, the form, the facets and the
exports.
"""

from __future__ import annotations

from functools import lru_cache

from django import forms

from reports.facts.frameworks import Family
from reports.facts.vocabulary import Area, Grade, Kind, Region, Role
from reports.overview.cache import cached_by_version
from reports.web.filters import LABELS, authorities, years
from reports.web.parameters import SeveralField
from search.results.form import with_shared_fields

Choices = list[tuple[str, str]]


class ParagraphFilter(forms.Form):
    """`area` and `grade` are those of the paragraph's own section, `overall` the report's."""


@cached_by_version(2)
def paragraph_filter(version: int) -> type[ParagraphFilter]:
    """The form for one `version` of the archive, which tells what authorities and years can be
    chosen.
    """
    return _form(tuple(authorities()), tuple((str(year), label) for year, label in years()))


def several(label: str, choices: Choices) -> SeveralField:
    """A filter of which several values may be chosen."""
    return SeveralField(required=False, label=label, choices=choices)


@lru_cache(maxsize=2)
def _form(
    known: tuple[tuple[str, str], ...], ended: tuple[tuple[str, str], ...]
) -> type[ParagraphFilter]:
    """Most versions differ in neither, and share the form."""
    fields = {
        "region": several(LABELS["region"], Region.choices()),
        "authority": several(LABELS["authority"], list(known)),
        "area": several(LABELS["area"], Area.choices()),
        "family": several(LABELS["family"], Family.choices()),
        "grade": several("Grade of that section", Grade.choices()),
        "overall": several(LABELS["overall"], Grade.choices()),
        "kind": several(LABELS["kind"], Kind.choices()),
        "year": several(LABELS["year"], list(ended)),
        "role": several("Part of the report", Role.choices()),
    }
    return with_shared_fields(type("ParagraphFilterOfVersion", (ParagraphFilter,), fields))
