"""The words of the glossary as records."""

from __future__ import annotations

from django.urls import reverse

from reports.facts.terms import Term
from reports.records.fields import Absolute, described, record
from search.glossary.entries import GlossaryEntry, glossary


class GlossarySort(Term):
    """What sort of word the glossary explains."""

    TERM = "term", "Term or abbreviation of the field"
    FRAMEWORK = "framework", "Framework of inspection"
    GRADE = "grade", "Grade"
    KIND = "kind", "Kind of report"


@record
class GlossaryRecord:
    """One word of the field, explained."""

    sort: str = described("What sort of word it is", GlossarySort)
    name: str = described("The word")
    other_names: list[str] = described("Other names of the same thing, which a search includes")
    meaning: str = described("What it means, in a sentence")
    related: list[str] = described("How it is related to other words, in sentences")
    everyday: list[str] = described("Words that the public uses")
    paragraphs: int | None = described("How many passages have it; null where it is not counted")
    url: str = described("Permanent address of the word in the glossary")
    search: str | None = described("Address of the search that finds its passages")


def glossary_records(absolute: Absolute) -> list[GlossaryRecord]:
    """Every word: terms by name, then frameworks, grades and kinds in their own order."""
    return [_record(word, absolute) for word in glossary()]


def _record(word: GlossaryEntry, absolute: Absolute) -> GlossaryRecord:
    return GlossaryRecord(
        sort=word.sort,
        name=word.name,
        other_names=list(word.other_names),
        meaning=word.meaning,
        related=list(word.related),
        everyday=list(word.everyday),
        paragraphs=word.paragraphs,
        url=absolute(f"{reverse('glossary')}#{word.anchor}"),
        search=absolute(word.address) if word.address else None,
    )
