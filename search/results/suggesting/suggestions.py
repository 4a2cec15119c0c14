"""What a search offers beside its answer: searches by the names in its words, another spelling, the
words as written, an authority's page, and what to take off an empty one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from reports.facts import reference
from reports.facts.reference import AuthorityFact
from search.index.door import Question, ask_all, expanded
from search.query.names.meanings import NAME_KINDS, name_words
from search.query.names.reading import authority_slugs
from search.query.names.towns import authorities_of_towns
from search.query.parser import parse
from search.query.query import AllOf, Query, Words, typed_as
from search.query.vocabulary import everyday_words
from search.results.search import SearchRequest, SearchResult, respelt_words
from search.results.suggesting.named import named_searches, scope_of
from search.results.suggesting.related import related_terms
from search.results.suggesting.removals import Removal, Shortcut, removals, shortcuts
from search.results.suggesting.spelling import loosened, respellings

FEW = 10
"""Paragraphs below which a page shows the search that names in the words lead to."""
MOST_COUNTED_EXACTLY = 2_000
"""Paragraphs of an answer up to which it is counted how many have the words as written."""
MOST_EXACT = 3
"""Words of a query up to which the same is counted."""


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A search that may be offered, and is counted for that.

    The first four fields are those of `Suggestion`. `steps` says how far another spelling is from
    the words as typed. `paragraphs` is the count where it needs no statement, else None.
    """

    kind: str
    value: str
    topic: str
    scope: str
    request: SearchRequest
    steps: int = 0
    paragraphs: int | None = None


def searches_of(result: SearchResult) -> list[Suggestion]:
    """The other searches that are offered on the first page of an answer, all counted together.

    A phrase whose words all occur is meant as it is: no name or misspelling is looked for in it.
    """
    if result.request.query.root is None or result.request.number > 1:
        return []
    query, paragraphs = result.request.query, result.answer.paragraphs
    is_meant = query.is_phrase and not result.missing_words
    spellings = [] if is_meant and paragraphs else _by_spellings(result)
    candidates = [
        [] if is_meant else _by_names(result),
        spellings,
        [] if is_meant else _as_written(result),
        _by_related_terms(result),
    ]
    if not any(candidates):
        return []
    named, respelt, exact, related = _counted(candidates)
    return [
        *named,
        *_best_spelling(spellings, respelt),
        *[each for each in exact if 0 < each.paragraphs < paragraphs],
        *[each for each in related if each.paragraphs],
    ]


def _by_names(result: SearchResult) -> list[Candidate]:
    """The searches that names in the words lead to."""
    misspelt = [*result.missing_words, *result.other_forms]
    return [
        Candidate(each.kind, each.value, each.topic, each.scope, each.request)
        for each in named_searches(result.request, misspelt)
    ]


def _by_spellings(result: SearchResult) -> list[Candidate]:
    """The same search with other spellings; where nothing is found, with its phrases loosened."""
    query = result.request.query
    corrected = respellings(query, _doubtful(result), result.other_forms)
    if not corrected and not result.answer.paragraphs:
        corrected = loosened(query)
    candidates = []
    for each in corrected:
        request = _with_query(result.request, each.query)
        typed = request.query.typed
        candidates.append(Candidate("spelling", typed, typed, "", request, steps=each.steps))
    return candidates


def _as_written(result: SearchResult) -> list[Candidate]:
    """The same words exactly, if that is worth a count."""
    if not _may_be_exact(result):
        return []
    request = _exactly(result.request)
    typed = request.query.typed
    count = _frequency_as_written(result)
    return [Candidate("exact", typed, typed, "exactly as typed", request, paragraphs=count)]


def _by_related_terms(result: SearchResult) -> list[Candidate]:
    """The same search for terms that are related to those in the words."""
    candidates = []
    for each in related_terms(result.request.query):
        request = _with_query(result.request, parse(each.typed))
        topic = f"{each.sentence}: search both?"
        candidates.append(Candidate("related", each.term, topic, "", request))
    return candidates


def _counted(groups: Sequence[Sequence[Candidate]]) -> list[list[Suggestion]]:
    """The suggestion of each candidate, in their groups, counted in one statement for all."""
    candidates = [each for group in groups for each in group]
    counts = iter(_counts([each.request for each in candidates if each.paragraphs is None]))
    suggestions: list[list[Suggestion]] = []
    for group in groups:
        suggestions.append([])
        for each in group:
            count = next(counts) if each.paragraphs is None else each.paragraphs
            parameters = each.request.parameters
            suggestion = Suggestion(
                each.kind, each.value, each.topic, each.scope, parameters, count
            )
            suggestions[-1].append(suggestion)
    return suggestions


def _best_spelling(
    spellings: Sequence[Candidate], suggestions: Sequence[Suggestion]
) -> list[Suggestion]:
    """The nearest spelling that finds something, of equals the one that finds most; else none."""
    finding = [
        (candidate.steps, -suggestion.paragraphs, suggestion)
        for candidate, suggestion in zip(spellings, suggestions, strict=True)
        if suggestion.paragraphs
    ]
    return [min(finding, key=lambda each: each[:2])[2]] if finding else []


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


def other_names(searches: Sequence[Suggestion], shown: Suggestion) -> list[Suggestion]:
    """The searches by names beside the one that is shown: Tyneside is North and South Tyneside."""
    shown_at = shown.parameters.urlencode()
    named = [each for each in searches if each.kind in NAME_KINDS]
    return [each for each in named if each.parameters.urlencode() != shown_at]


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
    if query.root and parse(query.typed, exact=True).root != query.root:
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
