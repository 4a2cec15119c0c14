"""The answers of the API: records in an envelope with version, coverage, licence, notes and the
address of the next page.
"""

from __future__ import annotations

from typing import Any

from reports.overview.cache import current_version
from reports.overview.coverage import coverage_sentence
from reports.records.authorities import AuthorityRecord
from reports.records.changes import ChangeRecord
from reports.records.coverage import CoverageRecord
from reports.records.fields import described, record
from reports.records.inspections import InspectionRecord
from reports.records.passages import PassageRecord
from reports.web.tables.table import LICENCE
from search.glossary.records import GlossaryRecord
from search.passages.records import PointRecord
from search.subjects.records import SubjectRecord
from search.trends.records import TrendRecord


@record
class FoundPassageRecord(PassageRecord):
    """One passage of the answer to a search."""

    highlighted: str = described("The passage as HTML, each word that was searched in <mark>")


@record
class ApiError:
    """An error: why there is no answer."""

    status: int = described("Status of HTTP")
    message: str = described("What is wrong, in a sentence")
    errors: dict[str, list[str]] = described(
        "What is wrong with each parameter; empty where none is to blame"
    )


@record
class ApiAnswer:
    """The fields of every answer."""

    archive_version: int = described("Version of the archive that was asked")
    coverage: str = described("How many reports have their text in the archive, in a sentence")
    licence: str = described("Licence of the content")
    notes: list[str] = described("What was left out of the query or read otherwise, in sentences")


@record
class ApiList(ApiAnswer):
    """The fields of every list."""

    count: int = described("How many rows the whole list has")
    next: str | None = described("Address of what follows; null at the end")


@record
class AuthorityList(ApiList):
    """Authorities."""

    results: list[AuthorityRecord] = described("The authorities, by name")


@record
class InspectionList(ApiList):
    """Inspections and visits."""

    results: list[InspectionRecord] = described("The inspections, the latest first")


@record
class InspectionAnswer(ApiAnswer):
    """One inspection or visit."""

    result: InspectionRecord = described("The inspection")


@record
class PassageList(ApiList):
    """The passages of one inspection."""

    results: list[PassageRecord] = described("The passages, as they stand in the report")


@record
class QueryList(ApiList):
    """The fields of every list of passages that match a query."""

    query: str = described("What was typed")
    understood: str = described("What was searched, in words")
    also_searched: list[str] = described("The synonyms that were searched as well")


@record
class SearchList(QueryList):
    """The passages that a search finds."""

    paragraph_count: int = described("How many passages match")
    report_count: int = described("In how many reports they are")
    results: list[FoundPassageRecord] = described("The passages, in the order asked for")


@record
class PointList(QueryList):
    """What reports ask authorities for."""

    paragraph_count: int = described("How many points match")
    report_count: int = described("In how many reports they are")
    results: list[PointRecord] = described("The points, in the order asked for")


@record
class TrendAnswer(ApiAnswer):
    """How many reports mention phrases, by year."""

    results: list[TrendRecord] = described("A row for each part, phrase and year")


@record
class SubjectList(ApiList):
    """Subjects."""

    results: list[SubjectRecord] = described("The subjects, by slug")


@record
class GlossaryList(ApiList):
    """Words of the field."""

    results: list[GlossaryRecord] = described("The words, by sort and name")


@record
class CoverageAnswer(ApiAnswer):
    """How many of the listed reports the archive holds."""

    results: list[CoverageRecord] = described("A row for each kind of report and year")


@record
class ChangeList(ApiList):
    """The published changes."""

    follow: str = described(
        "Address of what is published after these changes; it holds at the end too: ask it again"
        " later"
    )
    results: list[ChangeRecord] = described("The changes, the earliest first")


def envelope(notes: list[str]) -> dict[str, Any]:
    """The values of the fields of `ApiAnswer`."""
    return {
        "archive_version": current_version(),
        "coverage": coverage_sentence(),
        "licence": LICENCE,
        "notes": notes,
    }
