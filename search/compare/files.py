"""A comparison as CSV: its grades, its passages, and the words used more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone

from reports.models import Inspection, Judgement, Paragraph
from reports.overview.coverage import coverage_sentence
from reports.overview.grade_cells import framework_of_inspection
from reports.web.csv_files import LICENCE
from search.compare.comparison import Comparison
from search.compare.grades import Compared
from search.compare.reading import answers_of_each, readable
from search.results.search import paragraphs_at

GRADES = (
    "authority",
    "authority_slug",
    "region",
    "inspection",
    "kind",
    "framework",
    "start_date",
    "end_date",
    "published",
    "latest",
    "judgement",
    "judgement_code",
    "grade",
    "grade_code",
    "checked",
    "url",
)
WORDS = (
    "authority",
    "authority_slug",
    "inspection",
    "word",
    "times_here",
    "times_in_the_others",
    "words_here",
    "words_in_the_others",
)


def grade_rows(comparison: Comparison, address: Callable[[str], str]) -> Iterator[list[Any]]:
    """Each grade that the page shows, the newest first; an authority or inspection without any has
    one row too.
    """
    for each in comparison.compared:
        shown = each.inspections[:1] if comparison.is_many else each.inspections
        if not shown:
            yield [*_whose(each), *[""] * (len(GRADES) - 3)]
        for inspection in shown:
            latest = "yes" if inspection is each.graded else "no"
            for judgement in inspection.judgements.all() or [None]:
                row = [
                    *_whose(each),
                    *_report(inspection),
                    latest,
                    *_given(judgement),
                    inspection.checked,
                ]
                yield [*row, address(inspection.get_absolute_url())]


def word_rows(comparison: Comparison) -> Iterator[list[Any]]:
    """Each word that the page shows as used more in the passages of one report."""
    for more in comparison.used_more:
        name, slug, _ = _whose(more.compared)
        report = more.compared.readable.slug if more.compared.readable else ""
        for used in more.words:
            yield [
                name,
                slug,
                report,
                used.word,
                used.here,
                used.elsewhere,
                more.here,
                more.elsewhere,
            ]


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of a comparison to be written out, those too that its page leaves to a search."""

    comparison: Comparison
    address: Callable[[str], str]
    source: str

    def rows(self) -> Iterator[Paragraph]:
        """The passages of each readable report, in the order of the authorities."""
        topic, reports = self.comparison.topic, readable(self.comparison.compared)
        if not topic or not reports:
            return
        answers = answers_of_each(topic, reports, first=None).values()
        places = np.concatenate([answer.places for answer in answers])
        yield from paragraphs_at(places)

    def about(self) -> dict[str, str]:
        """What was compared, when, of what, and under which licence."""
        return {
            "comparison": self.source,
            "understood": self.comparison.query.understood or "all paragraphs",
            "retrieved": timezone.localtime().isoformat(timespec="seconds"),
            "coverage": coverage_sentence(),
            "licence": LICENCE,
        }


def _whose(compared: Compared) -> list[str]:
    authority = compared.authority
    return [str(authority), authority.slug, authority.get_region_display()]


def _report(inspection: Inspection) -> list[str]:
    framework = framework_of_inspection(inspection)
    return [
        inspection.slug,
        inspection.get_kind_display(),
        framework.label if framework else "",
        inspection.start_date.isoformat(),
        inspection.end_date.isoformat(),
        inspection.published.isoformat() if inspection.published else "",
    ]


def _given(judgement: Judgement | None) -> list[str]:
    if judgement is None:
        return [""] * 4
    return [
        judgement.get_area_display(),
        judgement.area,
        judgement.get_grade_display(),
        judgement.grade,
    ]
