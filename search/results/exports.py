"""A result list as a file: every paragraph of the answer, in its order, with what the reader asked.

CSV has a header and then one row a paragraph, nothing else, so that programs can read and count it;
what was asked, when, of what and under which licence stands in the last columns of every row. XLSX
says it on a sheet of its own, and explains the columns. No cell of either can be run as a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import xlsxwriter  # type: ignore[import-untyped]  # the package ships no types
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from xlsxwriter.exceptions import FileCreateError, FileSizeError  # type: ignore[import-untyped]  # as above

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Region, Role
from reports.models import Paragraph
from reports.overview.coverage import coverage_sentence
from reports.web.csv_files import LICENCE, write_csv
from reports.web.exports import ExportFile, NoFile
from search.index.door import Places
from search.results.search import SearchRequest, SearchResult, address_of, paragraphs_at

MOST_SHEET_ROWS = 1_048_575
"""Rows of a sheet beside its header (Excel specifications and limits)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and where that comes from; `page` is the paragraph's
    absolute address.
    """

    name: str
    explanation: str
    value: Callable[[Paragraph], Any]


COLUMNS = (
    Column("authority", "Name of the authority", lambda row: str(row.inspection.authority)),
    Column(
        "authority_slug",
        "The authority’s code in addresses",
        lambda row: row.inspection.authority.slug,
    ),
    Column("region", "ONS region", lambda row: Region(row.region).label),
    Column("region_code", "The region’s code in addresses", lambda row: row.region),
    Column("inspection", "The inspection’s code in addresses", lambda row: row.inspection.slug),
    Column("kind", "Kind of report", lambda row: Kind(row.kind).label),
    Column("kind_code", "The kind’s code in addresses", lambda row: row.kind),
    Column("start_date", "First day on site", lambda row: row.inspection.start_date.isoformat()),
    Column("end_date", "Last day on site", lambda row: row.inspection.end_date.isoformat()),
    Column(
        "published", "Day of publication, where known", lambda row: _iso(row.inspection.published)
    ),
    Column("part", "What part of the report it is", lambda row: Role(row.role).label),
    Column("part_code", "The part’s code in addresses", lambda row: row.role),
    Column("number", "Number of the paragraph, where it has one", lambda row: _blank(row.number)),
    Column("numbered_by", "Who gave the number", lambda row: _label(NumberedBy, row.numbered_by)),
    Column("heading", "Heading of its section", lambda row: row.heading),
    Column("judgement", "Judgement that its section is about", lambda row: _label(Area, row.area)),
    Column("judgement_code", "The judgement’s code in addresses", lambda row: row.area),
    Column("grade", "Grade of that section", lambda row: _label(Grade, row.grade)),
    Column("grade_code", "The grade’s code in addresses", lambda row: row.grade),
    Column("page", "Page of the original on which it begins", lambda row: _blank(row.page)),
    Column("text", "The paragraph, word for word", lambda row: row.text),
)
RESPONSIBLE = Column(
    "responsible",
    "Bodies that an area SEND report makes responsible for an action",
    lambda row: row.responsible,
)
"""The last column of every file: newer ones follow those that programs know."""


class Exported(Protocol):
    """Paragraphs to be written out."""

    @property
    def address(self) -> Callable[[str], str]:
        """What makes a path of this site absolute."""

    def rows(self) -> Iterator[Paragraph]:
        """The paragraphs with inspection and authority, in their order."""

    def about(self) -> dict[str, str]:
        """What they are, by the names of columns."""


@dataclass(frozen=True, slots=True)
class Export:
    """A search to be written out; `address` makes a path of this site absolute.

    `places` are those of its paragraphs, in order.
    """

    search: SearchRequest
    places: Places
    address: Callable[[str], str]

    def rows(self) -> Iterator[Paragraph]:
        """Every paragraph of the answer, in the order of the page."""
        return paragraphs_at(self.places)

    def about(self) -> dict[str, str]:
        """What was searched, when, in what, and under which licence."""
        return {
            "search": self.address(address_of(self.search)),
            "understood": self.search.query.understood or "all paragraphs",
            "retrieved": timezone.localtime().isoformat(timespec="seconds"),
            "coverage": coverage_sentence(),
            "licence": LICENCE,
        }


def write_export_csv(
    file: ExportFile, export: Exported, columns: Sequence[Column] = COLUMNS
) -> None:
    """Write a header and one row a paragraph, each with what was asked."""
    about = export.about()
    rows = (
        [
            *(column.value(row) for column in columns),
            export.address(row.get_absolute_url()),
            *about.values(),
            RESPONSIBLE.value(row),
        ]
        for row in export.rows()
    )
    names = [column.name for column in columns]
    write_csv(file, [*names, "url", *about, RESPONSIBLE.name], rows)


def write_export_xlsx(file: ExportFile, export: Export) -> None:
    """Write a workbook: a sheet of paragraphs, and one that says what they are, how many, and what
    the columns mean.

    Raises `NoFile` when a sheet cannot hold them all.
    """
    if len(export.places) > MOST_SHEET_ROWS:
        advice = (
            f"A sheet holds {MOST_SHEET_ROWS:,} rows. Choose fewer paragraphs, or save them as CSV."
        )
        raise NoFile("too large", advice)
    try:
        with TemporaryDirectory() as folder:
            _write_workbook(file, export, folder)
    except FileSizeError as error:
        raise NoFile(
            "too large", "The workbook would be too large. Save the paragraphs as CSV."
        ) from error
    except FileCreateError as error:
        raise error.args[0] from error  # the error of the system that it wraps


def _write_workbook(file: ExportFile, export: Export, folder: str) -> None:
    """Write the workbook; its sheets are composed in files of the `folder`."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": folder,
    }
    with xlsxwriter.Workbook(file.file, options) as book:
        _write_paragraphs(book.add_worksheet("Paragraphs"), file, export)
        about = {**export.about(), "rows": file.rows, "url": "Permanent address"}
        explained = {column.name: column.explanation for column in (*COLUMNS, RESPONSIBLE)}
        sheet = book.add_worksheet("About")
        for place, pair in enumerate({**about, **explained}.items()):
            sheet.write_row(place, 0, pair)


def _write_paragraphs(sheet: Any, file: ExportFile, export: Export) -> None:
    sheet.write_row(0, 0, [*(column.name for column in COLUMNS), "url", RESPONSIBLE.name])
    for place, row in enumerate(export.rows(), 1):
        sheet.write_row(place, 0, [column.value(row) for column in COLUMNS])
        sheet.write_string(place, len(COLUMNS), export.address(row.get_absolute_url()))
        sheet.write(place, len(COLUMNS) + 1, RESPONSIBLE.value(row))
        file.row_written()


class SearchFeed(Atom1Feed):
    """A feed that says how many entries there are in all, and where the next page is (RFC 5005,
    OpenSearch 1.1).
    """

    def root_attributes(self) -> dict[str, str]:
        return {
            **super().root_attributes(),
            "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
        }

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("opensearch:totalResults", str(self.feed["total"]))
        if self.feed["next"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next"]})


def as_atom(
    result: SearchResult,
    address: Callable[[str], str],
    following: str | None,
    *,
    title: str = "",
    at: str = "",
) -> str:
    """The page's paragraphs as an Atom feed.

    `address` makes a path of this site absolute, `following` is the address of the next page (None
    on the last). A feed with a `title` and an address (`at`) of its own is given them; else they
    are those of the search.
    """
    path = address_of(result.request)
    feed = SearchFeed(
        title=f"Inspection Archive: {title or result.request.query.understood or 'all paragraphs'}",
        link=address(path),
        description=LICENCE,
        feed_url=at or address(path.replace("/search/", "/search.atom", 1)),
        feed_copyright=LICENCE,
        total=result.answer.paragraphs,
        next=following,
    )
    for passage in result.passages:
        row = passage.paragraph
        feed.add_item(
            title=f"{row.inspection.authority}, {row.label}, {row.inspection.end_date:%B %Y}",
            link=address(row.get_absolute_url()),
            description=row.text,
            unique_id=address(row.get_absolute_url()),
            pubdate=_moment(row),
            updateddate=_moment(row),
        )
    return feed.writeString("utf-8")


def _moment(row: Paragraph) -> datetime:
    """When a paragraph came to be known: the day of publication, else the last day on site."""
    day = row.inspection.published or row.inspection.end_date
    return timezone.make_aware(datetime.combine(day, time()))


def _label(terms: Callable[[str], Any], code: str) -> str:
    return str(terms(code).label) if code else ""


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _blank(number: int | None) -> int | str:
    return "" if number is None else number
