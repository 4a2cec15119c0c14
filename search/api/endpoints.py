"""The endpoints of the API by the names of their operations: parameters, answers and records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from reports.models import Authority, Inspection
from reports.records.authorities import AuthorityRecord
from reports.records.changes import ChangeRecord
from reports.records.coverage import CoverageRecord
from reports.records.inspections import InspectionRecord
from reports.records.passages import PassageRecord
from reports.web.data_views import notes_on
from reports.web.filters import AuthorityFilter, InspectionFilter
from search.api import answers
from search.api.parameters import (
    AFTER,
    PAGING,
    WITHOUT,
    Parameter,
    mistakes_in,
    parameters_of,
)
from search.glossary.records import GlossaryRecord
from search.passages.points import point_forms
from search.passages.records import PointRecord
from search.results.search import search_forms
from search.subjects.records import SubjectRecord
from search.trends.form import trend_forms
from search.trends.records import TrendRecord

OF_PAGES = ("page", "group", "names", "show")
"""Parameters that say how a page looks: the API has none of them."""
ParametersOf = Callable[[], tuple[Parameter, ...]]


class WrongAddress(Exception):
    """An address with mistakes; `errors` has sentences by parameter."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint.

    `path` is below `/api/v1`. `answer` is the class of the whole answer, `row` that of one record
    in it. `can_be_missing`: whether a slug or a cursor may lead nowhere, which is answered 404.
    """

    path: str
    summary: str
    description: str
    parameters: ParametersOf
    answer: type
    row: type
    can_be_missing: bool = True


def _inspection_parameters() -> tuple[Parameter, ...]:
    form = InspectionFilter(QueryDict(), queryset=Inspection.objects.none()).form
    return (*parameters_of([form]), *PAGING)


def _authority_parameters() -> tuple[Parameter, ...]:
    form = AuthorityFilter(QueryDict(), queryset=Authority.objects.none()).form
    return (*parameters_of([form]), *PAGING)


def _search_parameters() -> tuple[Parameter, ...]:
    return (*parameters_of(search_forms(QueryDict()), OF_PAGES), WITHOUT, *PAGING)


def _point_parameters() -> tuple[Parameter, ...]:
    return (*parameters_of(point_forms(QueryDict()), OF_PAGES), WITHOUT, *PAGING)


def _trend_parameters() -> tuple[Parameter, ...]:
    return (*parameters_of(trend_forms(QueryDict()), OF_PAGES), WITHOUT)


def _paging() -> tuple[Parameter, ...]:
    return PAGING


def _change_parameters() -> tuple[Parameter, ...]:
    return (AFTER, *PAGING)


def _none() -> tuple[Parameter, ...]:
    return ()


ENDPOINTS = {
    "authorities": Endpoint(
        "/authorities",
        "Authorities",
        "Every authority by name, with its codes, its neighbours, and the grades of its latest full"
        " inspection. Grades in filters are those.",
        _authority_parameters,
        answers.AuthorityList,
        AuthorityRecord,
    ),
    "inspections": Endpoint(
        "/inspections",
        "Inspections",
        "Every inspection and visit, the latest first, with its judgements; also those whose text"
        " is not here. `area` with `grade` asks for the grade of that judgement.",
        _inspection_parameters,
        answers.InspectionList,
        InspectionRecord,
    ),
    "inspection": Endpoint(
        "/inspections/{slug}",
        "One inspection",
        "One inspection or visit with its judgements.",
        _none,
        answers.InspectionAnswer,
        InspectionRecord,
    ),
    "inspection_passages": Endpoint(
        "/inspections/{slug}/passages",
        "The passages of one inspection",
        "All passages of a report, as they stand in it; none where its text is not here.",
        _paging,
        answers.PassageList,
        PassageRecord,
    ),
    "search": Endpoint(
        "/search",
        "Search",
        "The passages that match words and filters; all of them without any. The words are those of"
        " the page of search.",
        _search_parameters,
        answers.SearchList,
        answers.FoundPassageRecord,
    ),
    "points": Endpoint(
        "/points",
        "What reports ask for",
        "Points and areas for priority action, each with the full inspection that followed. What"
        " that says is looked up where one `authority` is chosen and no words.",
        _point_parameters,
        answers.PointList,
        PointRecord,
    ),
    "trends": Endpoint(
        "/trends",
        "Trends",
        "How many reports mention up to four phrases, by year; full inspections unless `kind` says"
        " otherwise.",
        _trend_parameters,
        answers.TrendAnswer,
        TrendRecord,
        can_be_missing=False,
    ),
    "subjects": Endpoint(
        "/subjects",
        "Subjects",
        "The subjects of the field: searches with a name.",
        _paging,
        answers.SubjectList,
        SubjectRecord,
    ),
    "glossary": Endpoint(
        "/glossary",
        "Glossary",
        "What the words of the field mean, and how many passages have them.",
        _paging,
        answers.GlossaryList,
        GlossaryRecord,
    ),
    "coverage": Endpoint(
        "/coverage",
        "Coverage",
        "What is listed, has its text here, was checked and was removed, by kind and year.",
        _none,
        answers.CoverageAnswer,
        CoverageRecord,
        can_be_missing=False,
    ),
    "changes": Endpoint(
        "/changes",
        "Changes",
        "Every published change of an inspection, the earliest first. To follow the archive, ask the"
        " address in `follow` from time to time; after a bulk release, begin with `after` and the"
        " last `id` in its `changes`.",
        _change_parameters,
        answers.ChangeList,
        ChangeRecord,
    ),
}


def notes_or_refusal(request: HttpRequest, name: str) -> list[str]:
    """The notes on a valid address of an endpoint. Raises `WrongAddress`."""
    errors = mistakes_in(request.GET, ENDPOINTS[name].parameters())
    if errors:
        raise WrongAddress(errors)
    return notes_on(request.GET, ())
