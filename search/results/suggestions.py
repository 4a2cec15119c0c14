"""What a search offers beside its answer: searches by the names in its words, another spelling, the
words as written, an authority's page, and what to take off an empty one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict

from reports.facts import reference
from reports.facts.reference import AuthorityFact
from reports.web.parameters import chips
from search.index.door import Question, ask_all, expanded
from search.query.names.meanings import NAME_KINDS, name_words
from search.query.names.reading import authority_slugs
from search.query.names.towns import authorities_of_towns
from search.query.parser import parse
from search.query.query import AllOf, Excluded, Query, Words, typed_as
from search.query.vocabulary import everyday_words
from search.results.days import LABELS as DAY_LABELS
from search.results.named import named_searches, scope_of
from search.results.related import related_terms
from search.results.search import SearchRequest, SearchResult, respelt_words
from search.results.spelling import Respelling, loosened, respellings

MOST_REMOVALS = 8
"""Filters and words that are tried one by one when nothing was found."""
FEW = 10
"""Paragraphs below which a page shows the search that names in the words lead to."""
MOST_COUNTED_EXACTLY = 2_000
"""Paragraphs of an answer up to which it is counted how many have the words as written."""
MOST_EXACT = 3
"""Words of a query up to which the same is counted."""

Attempt = tuple[str, QueryDict, Query, Mapping[str, Collection[str]]]
"""What is taken off, the parameters without it, and the query and chosen filters that remain."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What can be taken off an empty search, the parameters without it, and what that finds."""

    what: str
    parameters: QueryDict
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A choice of filters that takes one click."""

    label: str
    parameters: QueryDict


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search that a reader may have meant, and how many paragraphs it finds.

    `kind` is that of a name in the words (`authority`, `region`, `kind`, `year`, `grade`), or
    `spelling`, `related`, `exact`; `value` a slug, a code, or the words of the search. `topic` and
    `scope` say in words what it looks for and where; `parameters` are those of the page of search.
    """

    kind: str
    value: str
    topic: str
    scope: str
    parameters: QueryDict
    paragraphs: int

    @property
    def label(self) -> str:
        return " ".join([part for part in (self.topic, self.scope) if part])


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is offered beside an answer.

    `searches` are other searches: those that names in the words lead to, another spelling, the same
    words exactly. `authorities` are those that the query names and the archive has a page of.
    `without_text` are the reports that the query names and the archive holds no text of: `reports
    on Bristol`.
    """

    searches: list[Suggestion]
    authorities: list[AuthorityFact]
    without_text: list[str]
    shortcuts: list[Shortcut]
    removals: list[Removal]

    @property
    def spelling(self) -> Suggestion | None:
        return next((each for each in self.searches if each.kind == "spelling"), None)

    @property
    def related(self) -> list[Suggestion]:
        return [each for each in self.searches if each.kind == "related"]

    @property
    def exact(self) -> Suggestion | None:
        return next((each for each in self.searches if each.kind == "exact"), None)

    @property
    def named(self) -> list[Suggestion]:
        """The searches that names in the words lead to, each once."""
        named: dict[str, Suggestion] = {}
        for each in self.searches:
            if each.kind in NAME_KINDS:
                named.setdefault(each.parameters.urlencode(), each)
        return list(named.values())


def suggestions_of(result: SearchResult, searches: list[Suggestion], typed: Query) -> Suggestions:
    """All that is offered beside the answer, with the other `searches` of it (`searches_of`); a
    statement is made only where nothing was found, in all reports or in those of an authority.

    `typed` is what the reader typed, of which the answer may be that to a search by filters.
    """
    request = result.request
    slugs = result.answer.facets["authority"]
    named = [] if typed.is_phrase else authorities_named(typed)
    has_authority = bool(request.filters.cleaned_data["authority"])
    return Suggestions(
        searches=searches,
        authorities=[fact for fact in named if fact.slug in slugs] if named else [],
        without_text=_without_text(searches) if searches else [],
        shortcuts=shortcuts(request.filters, request.parameters) if has_authority else [],
        removals=removals(request) if not result.answer.paragraphs else [],
    )


def searches_of(result: SearchResult) -> list[Suggestion]:
    """The other searches that are offered on the first page of an answer, all counted together."""
    request = result.request
    if request.query.root is None or request.number > 1:
        return []
    misspelt = [*result.missing_words, *result.other_forms]
    is_meant = request.query.is_phrase and not result.missing_words
    related = related_terms(request.query)
    if is_meant and not related and result.answer.paragraphs:
        return []
    of_related = [_with_query(request, parse(each.typed)) for each in related]
    named = [] if is_meant else named_searches(request, misspelt)
    corrected = respellings(request.query, _doubtful(result), result.other_forms)
    if not corrected and not result.answer.paragraphs:
        corrected = loosened(request.query)
    respelt = [_with_query(request, each.query) for each in corrected]
    exact = _exactly(request) if _may_be_exact(result) else None
    as_written = _frequency_as_written(result) if exact else None
    to_count = [exact] if exact and as_written is None else []
    counts = iter(_counts([*[each.request for each in named], *respelt, *to_count, *of_related]))
    searches = [
        Suggestion(
            each.kind, each.value, each.topic, each.scope, each.request.parameters, next(counts)
        )
        for each in named
    ]
    searches += _best_spelling(corrected, respelt, [next(counts) for _ in respelt])
    if exact:
        count = next(counts) if as_written is None else as_written
        if 0 < count < result.answer.paragraphs:
            searches.append(_suggestion("exact", exact, count, "exactly as typed"))
    for term, to in zip(related, of_related, strict=True):
        count = next(counts)
        if count:
            both = f"{term.sentence}: search both?"
            searches.append(Suggestion("related", term.term, both, "", to.parameters, count))
    return searches


def _doubtful(result: SearchResult) -> dict[str, int]:
    """In how many paragraphs each word occurs that may be misspelt: no everyday word or name, and
    none of which another spelling in one word is searched along.
    """
    certain = respelt_words(result.synonyms)
    return {
        word: paragraphs
        for word, paragraphs in result.answer.document_frequencies.items()
        if word not in certain and not _is_right(word.casefold())
    }


def _is_right(word: str) -> bool:
    """Whether a word in small letters is surely spelt right, even if no report has it."""
    return word in everyday_words() or word in name_words() or word in authorities_of_towns()


def _without_text(searches: Sequence[Suggestion]) -> list[str]:
    """The reports on authorities named in the words of which the archive holds no text."""
    chosen = [
        {"authority": each.parameters.getlist("authority")}
        for each in searches
        if each.kind == "authority" and not each.paragraphs
    ]
    if not chosen:
        return []
    answers = ask_all([Question(chosen=each) for each in chosen])
    empty = [each for each, answer in zip(chosen, answers, strict=True) if not answer.paragraphs]
    return [scope_of(each).removeprefix("in ") for each in empty]


def filtered_instead(result: SearchResult, searches: Sequence[Suggestion]) -> Suggestion | None:
    """Of other searches of a result the one by filters that a page shows in its place; None where
    the words as they are find enough, or are asked for.
    """
    request = result.request
    paragraphs = result.answer.paragraphs
    if paragraphs >= FEW or request.number > 1 or request.form.cleaned_data.get("names"):
        return None
    finding = [each for each in searches if each.paragraphs > paragraphs]
    return next((each for each in finding if each.kind in NAME_KINDS), None)


def _counts(requests: Sequence[SearchRequest]) -> list[int]:
    """How many paragraphs each search finds, in one statement for all of them."""
    questions = [
        Question(
            query=expanded(request.query, request.parameters.getlist("without"))[0],
            chosen=request.filters.cleaned_data,
        )
        for request in requests
    ]
    return [answer.paragraphs for answer in ask_all(questions)] if questions else []


def _best_spelling(
    corrected: Sequence[Respelling], requests: Sequence[SearchRequest], counts: Sequence[int]
) -> list[Suggestion]:
    """The nearest spelling that finds something, of equals the one that finds most; else none."""
    tried = zip(corrected, requests, counts, strict=True)
    finding = [(each.steps, -count, request) for each, request, count in tried if count]
    if not finding:
        return []
    _, count, request = min(finding, key=lambda each: each[:2])
    return [_suggestion("spelling", request, -count)]


def _suggestion(kind: str, request: SearchRequest, count: int, scope: str = "") -> Suggestion:
    """A suggestion of a search that has words only, which are its value."""
    typed = request.query.typed
    return Suggestion(kind, typed, typed, scope, request.parameters, count)


def _may_be_exact(result: SearchResult) -> bool:
    """Whether the words as they are written are worth a count: single words, that find some."""
    query = result.request.query
    matching = result.answer.paragraphs
    if query.exact or not 0 < matching <= MOST_COUNTED_EXACTLY:
        return False
    words = query.root.parts if isinstance(query.root, AllOf) else (query.root,)
    if len(words) > MOST_EXACT:
        return False
    return all(isinstance(each, Words) and len(each.words) == 1 for each in words)


def _frequency_as_written(result: SearchResult) -> int | None:
    """In how many paragraphs the one word of a search without filters is as typed; None for other
    searches, of which the same has to be counted.
    """
    root = result.request.query.root
    if not isinstance(root, Words) or any(result.request.filters.cleaned_data.values()):
        return None
    return result.answer.written_frequencies.get(root.words[0])


def _exactly(request: SearchRequest) -> SearchRequest:
    """The same words exactly; an exact search leaves no words that only ask out, so they are not
    typed in it.
    """
    query = replace(request.query, exact=True)
    # What was read otherwise than typed is said in a note.
    if query.root and query.notes and parse(query.typed, exact=True).root != query.root:
        query = replace(query, typed=typed_as(query.root))
    parameters = request.parameters.copy()
    parameters["q"] = query.typed
    parameters["match"] = "exact"
    parameters.pop("page", None)
    return replace(request, parameters=parameters, query=query)


def _with_query(request: SearchRequest, query: Query) -> SearchRequest:
    """The same search for another query."""
    if query.root is None:
        return request
    typed = typed_as(query.root)
    parameters = request.parameters.copy()
    parameters["q"] = typed
    parameters.pop("page", None)
    return replace(request, parameters=parameters, query=replace(query, typed=typed))


def authorities_named(query: Query) -> list[AuthorityFact]:
    """The authorities that a query names, in any part that is not excluded or a phrase."""
    slugs = authority_slugs(query.typed)
    return [fact for fact in reference.authorities() if fact.slug in slugs] if slugs else []


def shortcuts(filters: forms.Form, parameters: QueryDict) -> list[Shortcut]:
    """For one chosen authority: its region, and its statistical neighbours with it, in its place.

    None where no authority or several are chosen.
    """
    chosen = filters.cleaned_data["authority"]
    fact = next((fact for fact in reference.authorities() if chosen == [fact.slug]), None)
    if fact is None:
        return []
    slugs = {each.dfe_code: each.slug for each in reference.authorities()}
    neighbours = [slugs[code] for code in fact.statistical_neighbours]
    in_region = _instead(parameters, "region", [fact.region.value])
    offered = [Shortcut(f"All of {fact.region.label}", in_region)]
    if neighbours:
        label = f"{fact.name} and its {len(neighbours)} statistical neighbours"
        with_neighbours = _instead(parameters, "authority", [fact.slug, *neighbours])
        offered.append(Shortcut(label, with_neighbours))
    return offered


def _instead(parameters: QueryDict, name: str, values: list[str]) -> QueryDict:
    """The parameters of the first page with `values` in place of the chosen authority."""
    changed = parameters.copy()
    changed.pop("authority", None)
    changed.pop("page", None)
    changed.setlist(name, values)
    return changed


def removals(request: SearchRequest) -> list[Removal]:
    """For each chosen filter and each part of the query what the search finds without it.

    Only the first `MOST_REMOVALS` are tried, and those that find nothing are left out.
    """
    attempts = [*_without_filters(request), *_without_words(request)][:MOST_REMOVALS]
    off = request.parameters.getlist("without")
    answers = ask_all(
        [Question(query=expanded(query, off)[0], chosen=chosen) for _, _, query, chosen in attempts]
    )
    tried = [
        Removal(what, parameters, answer.paragraphs)
        for (what, parameters, _, _), answer in zip(attempts, answers, strict=True)
    ]
    return [each for each in tried if each.paragraphs]


def _without_filters(request: SearchRequest) -> Iterator[Attempt]:
    for chip in chips(request.filters, request.parameters):
        chosen = dict(request.filters.cleaned_data)
        chosen[chip.name] = [each for each in chosen[chip.name] if str(each) != chip.value]
        yield f"{chip.filter}: {chip.label}", chip.remaining, request.query, chosen
    if any(request.filters.cleaned_data["ended"]):
        remaining = request.parameters.copy()
        for name in (*DAY_LABELS, "page"):
            remaining.pop(name, None)
        yield "the days", remaining, request.query, request.filters.cleaned_data | {"ended": []}


def _without_words(request: SearchRequest) -> Iterator[Attempt]:
    root = request.query.root
    if not isinstance(root, AllOf):
        return
    for part in root.parts:
        rest = tuple(each for each in root.parts if each is not part)
        if all(isinstance(each, Excluded) for each in rest):
            continue  # nearly everything: no search, and expensive to count
        remaining_root = rest[0] if len(rest) == 1 else AllOf(rest)
        parameters = request.parameters.copy()
        parameters["q"] = typed_as(remaining_root)
        parameters.pop("page", None)
        query = replace(request.query, root=remaining_root)
        yield str(part), parameters, query, request.filters.cleaned_data
