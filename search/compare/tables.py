"""The tables of a comparison to download: grades, passages, names of the subject, and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from django.urls import reverse

from reports.models import Inspection, Judgement, Paragraph
from reports.overview.grade_cells import framework_of_inspection
from reports.web.tables import columns
from reports.web.tables.columns import yes_or_no
from reports.web.tables.table import Cell, CellType, Column, Table
from search.compare.comparison import Comparison
from search.compare.grades import ComparedAuthority, joined_sections
from search.compare.page import distinctive_words_of, names_of, readings_of
from search.compare.reading import answers_of_each, readable
from search.results.exports import (
    ADDED,
    COLUMNS,
    about_paragraphs,
    paragraph_columns,
    paragraph_rows,
)
from search.results.search import paragraphs_at

GRADES = (
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.REGION,
    columns.INSPECTION,
    columns.KIND,
    Column("framework", "Framework of the inspection, by what it judged"),
    columns.START_DATE,
    columns.END_DATE,
    columns.PUBLISHED,
    Column("latest", "yes: the latest full inspection of its authority; else no"),
    columns.JUDGEMENT,
    columns.JUDGEMENT_CODE,
    columns.GRADE,
    columns.GRADE_CODE,
    columns.CHECKED,
    columns.URL,
)
GRADES_ADDED = (columns.ONS_CODE, columns.DFE_CODE, columns.REGION_CODE, columns.KIND_CODE)
WORDS = (
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.INSPECTION,
    Column("word", "A word that its passages use at least twice as often as the others’"),
    Column("times_here", "How often its passages use it", CellType.NUMBER),
    Column("times_in_the_others", "How often the passages of the others do", CellType.NUMBER),
    Column("words_here", "All words of its passages", CellType.NUMBER),
    Column("words_in_the_others", "All words of the passages of the others", CellType.NUMBER),
)

NAMES = (
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.INSPECTION,
    Column("name", "A word, phrase or synonym of the subject"),
    Column("paragraphs", "Paragraphs of its report that have it", CellType.NUMBER),
    columns.SEARCH,
)


def grade_table(comparison: Comparison, address: Callable[[str], str]) -> Table:
    """The grades that the page shows; `address` makes a path of this site absolute."""
    return Table(
        name="grades",
        sheet="Grades",
        columns=GRADES,
        added=GRADES_ADDED,
        rows=lambda: _grade_rows(comparison, address),
    )


def word_table(comparison: Comparison) -> Table:
    """The words that the page shows as used more in the passages of one report."""
    return Table("words", "Words", WORDS, lambda: _word_rows(comparison))


def name_table(comparison: Comparison, address: Callable[[str], str]) -> Table:
    """The names of the subject in each report; `address` makes a path of this site absolute."""
    return Table("names", "Names", NAMES, lambda: _name_rows(comparison, address))


def passage_table(comparison: Comparison, source: str, address: Callable[[str], str]) -> Table:
    """All passages of a comparison, also those that the page does not show.

    `source` is the address of the page; `address` makes a path of this site absolute.
    """
    return Table(
        name="passages",
        sheet="Passages",
        columns=paragraph_columns(COLUMNS),
        added=[each.column for each in ADDED],
        rows=lambda: paragraph_rows(_passages(comparison), COLUMNS, address),
        about=lambda: about_paragraphs("comparison", source, comparison.query.understood),
    )


def _grade_rows(comparison: Comparison, address: Callable[[str], str]) -> Iterator[list[Cell]]:
    """A row for each grade, the latest first; one for an authority or inspection without any."""
    for each in comparison.compared:
        authority = each.authority
        whose, codes = _whose(each), [authority.ons_code, authority.dfe_code, authority.region]
        shown = each.inspections[:1] if comparison.is_many else each.inspections
        if not shown:
            yield [*whose, *[None] * (len(GRADES) - len(whose)), *codes, None]
        for inspection in shown:
            for judgement in inspection.judgements.all() or [None]:
                yield [
                    *whose,
                    *_report(inspection),
                    yes_or_no(inspection is each.latest),
                    *_given(judgement),
                    inspection.checked,
                    address(inspection.get_absolute_url()),
                    *codes,
                    inspection.kind,
                ]


def _word_rows(comparison: Comparison) -> Iterator[list[Cell]]:
    unlike = joined_sections(comparison.topic.areas, comparison.compared)
    for more in distinctive_words_of(comparison, readings_of(comparison), unlike):
        whose = _whose_report(more.compared)
        for used in more.words:
            yield [
                *whose,
                used.word,
                used.here,
                used.elsewhere,
                more.here,
                more.elsewhere,
            ]


def _name_rows(comparison: Comparison, address: Callable[[str], str]) -> Iterator[list[Cell]]:
    search = reverse("search")
    for of_name in names_of(comparison):
        for compared, count, parameters in of_name.counts:
            found_by = address(f"{search}?{parameters.urlencode()}")
            yield [*_whose_report(compared), of_name.name, count, found_by]


def _passages(comparison: Comparison) -> Iterator[Paragraph]:
    """The passages of each readable report, in the order of the authorities."""
    topic, reports = comparison.topic, readable(comparison.compared)
    if not topic or not reports:
        return
    answers = answers_of_each(topic, reports, first=None).values()
    places = np.concatenate([answer.places for answer in answers])
    yield from paragraphs_at(places)


def _whose(compared: ComparedAuthority) -> list[Cell]:
    authority = compared.authority
    return [str(authority), authority.slug, authority.get_region_display()]


def _whose_report(compared: ComparedAuthority) -> list[Cell]:
    """The authority, and the slug of its readable report."""
    name, slug, _ = _whose(compared)
    return [name, slug, compared.readable.slug if compared.readable else ""]


def _report(inspection: Inspection) -> list[Cell]:
    framework = framework_of_inspection(inspection)
    return [
        inspection.slug,
        inspection.get_kind_display(),
        framework.label if framework else "",
        inspection.start_date,
        inspection.end_date,
        inspection.published,
    ]


def _given(judgement: Judgement | None) -> list[Cell]:
    if judgement is None:
        return [""] * 4
    return [
        judgement.get_area_display(),
        judgement.area,
        judgement.get_grade_display(),
        judgement.grade,
    ]
