"""Searches that a reader's words name: a council and a topic, a region, a year, a grade, a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import slugify

from reports.facts import reference
from reports.facts.vocabulary import Grade, Kind, Region
from search.query.names.meanings import (
    NAME_KINDS,
    TOGETHER,
    NameKind,
    counties,
    name_words,
    nearest_name_word,
)
from search.query.names.reading import NameInWords, names_in, without_names
from search.query.names.towns import ORDINARY_TOWNS, authorities_of_towns
from search.query.questions import without_question
from search.results.search import SearchRequest, read_request

MOST_NAMED = 8
"""Searches that are offered for the names in one query."""
NARROWING: tuple[NameKind, ...] = ("authority", "region", "kind", "year")
"""The kinds of names that are read together; a grade may be a word of the topic: good practice."""


@dataclass(frozen=True, slots=True)
class NamedSearch:
    """A search for what is left of a reader's words, in what a name among them means.

    `value` is the name's slug or code; a county without a council has one, too. `topic` are the
    words that are left, `scope` is where they are looked for: `in reports on Wokingham`.
    """

    kind: NameKind
    value: str
    topic: str
    scope: str
    request: SearchRequest


def named_searches(request: SearchRequest, missing: Sequence[str]) -> list[NamedSearch]:
    """The searches that a valid request's words name, the most reliable first; `missing` words,
    which no paragraph contains as typed, may be misspelt names.
    """
    typed = str(request.form.cleaned_data["q"])
    names = names_in(typed, years=_choices(request, "year"), corrected=_corrected(missing))
    searches: list[NamedSearch] = []
    for kind in NAME_KINDS:
        for name in names:
            if name.kind == kind:
                searches += _searches(request, typed, names, name)
    return list({(each.kind, each.value): each for each in searches}.values())[:MOST_NAMED]


def _corrected(missing: Sequence[str]) -> dict[str, str]:
    """What is read instead of the words that are a town or the misspelt word of a name."""
    corrected: dict[str, str] = {}
    for each in missing:
        word = each.casefold()
        if each in ORDINARY_TOWNS:
            continue
        meant = authorities_of_towns().get(word) or nearest_name_word(word, name_words())
        if meant:
            corrected[word] = meant
    return corrected


def _searches(
    request: SearchRequest, typed: str, names: Sequence[NameInWords], name: NameInWords
) -> Iterator[NamedSearch]:
    """A search for each value that a name may have, in what the other names mean, too."""
    read = [each for each in names if each.kind in NARROWING or each is name]
    topic = without_question(without_names(typed, read))
    chosen: dict[str, list[str]] = {}
    for each in read:
        if each is name and len(each.values) > 1:
            continue  # chosen below, one value after the other
        codes = [code for value in each.values for code in value.split(TOGETHER)]
        present = [code for code in codes if code in _choices(request, each.kind)]
        chosen.setdefault(each.kind, []).extend(present or codes)
    choices = _choices(request, name.kind)
    for value in name.values:
        codes = [code for code in value.split(TOGETHER) if code in choices]
        if not codes:
            continue
        filters = dict(chosen)
        if len(name.values) > 1:
            filters[name.kind] = [*chosen.get(name.kind, []), *codes]
        parameters = _with(request.parameters, topic, filters)
        search = read_request(parameters, request.page, only_paragraphs=not request.by_report)
        if search.is_valid:
            yield NamedSearch(name.kind, _value_of(codes), topic, scope_of(filters), search)


def _value_of(codes: Sequence[str]) -> str:
    """The code of a name; of a county its slug, of several years or grades the first and the last."""
    if len(codes) == 1:
        return codes[0]
    county = counties().get(frozenset(codes))
    return slugify(county) if county else f"{codes[0]}-{codes[-1]}"


def _choices(request: SearchRequest, name: str) -> frozenset[str]:
    """The values that a filter of the request may have."""
    choices = getattr(request.filters.fields[name], "choices", ())
    return frozenset([str(value) for value, _ in choices])


def _with(parameters: QueryDict, topic: str, filters: Mapping[str, Sequence[str]]) -> QueryDict:
    """The parameters of the first page of a search for a topic in some filters."""
    changed = parameters.copy()
    for name in ("page", "names"):
        changed.pop(name, None)
    changed["q"] = topic
    for name, values in filters.items():
        changed.setlist(name, list(dict.fromkeys(values)))
    return changed


def scope_of(filters: Mapping[str, Sequence[str]]) -> str:
    """Where a search with filters looks, in words: `in reports on Leeds of 2023`."""
    kinds = [Kind(code).label for code in filters.get("kind", ())]
    county = counties().get(frozenset(filters.get("authority", ())))
    authorities = [_authority_name(slug) for slug in filters.get("authority", ())]
    regions = [_region_name(code) for code in filters.get("region", ())]
    parts = [f"in reports of the kind {_one_of(kinds)}" if kinds else "in reports"]
    if county:
        parts.append(f"on authorities in {county}")
    elif authorities:
        parts.append(f"on {_one_of(authorities)}")
    if regions:
        parts.append(f"on authorities in {_one_of(regions)}")
    if filters.get("year"):
        parts.append(f"of {_years(filters['year'])}")
    if filters.get("grade"):
        grades = [Grade(code).label.lower() for code in filters["grade"]]
        graded = f"in sections judged {_one_of(grades)}"
        parts = [graded] if len(parts) == 1 and not kinds else [*parts, graded]
    return " ".join(parts)


def _years(years: Sequence[str]) -> str:
    """Years in words; three or more in a row by the first and the last: 2018 to 2020."""
    ordered = sorted(set(years))
    if len(ordered) > 2 and int(ordered[-1]) - int(ordered[0]) == len(ordered) - 1:
        return f"{ordered[0]} to {ordered[-1]}"
    return _one_of(ordered)


def _one_of(names: Sequence[str]) -> str:
    return " or ".join(dict.fromkeys(names))


def _authority_name(slug: str) -> str:
    return next((fact.name for fact in reference.authorities() if fact.slug == slug), slug)


def _region_name(code: str) -> str:
    region = Region(code)
    return (
        region.label
        if region in (Region.LONDON, Region.YORKSHIRE_AND_THE_HUMBER)
        else f"the {region.label}"
    )
