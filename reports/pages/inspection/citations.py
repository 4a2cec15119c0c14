"""How to cite a paragraph: as plain text and as BibTeX, with its permanent address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from reports.facts.vocabulary import NumberedBy
from reports.models import Paragraph

WITHOUT_BRACES = str.maketrans("", "", "{}\\")
"""Removes the signs that mean something to BibTeX."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph's citation: one line to copy, and an entry of BibTeX."""

    text: str
    bibtex: str


def citations(
    paragraphs: Sequence[Paragraph], names: Sequence[str], addresses: Sequence[str]
) -> list[Citation]:
    """The citation of each paragraph, with the name of its authority and by its permanent address
    on this site.
    """
    labels = [paragraph.label for paragraph in paragraphs]
    anchors = [paragraph.anchor for paragraph in paragraphs]
    titles = [each.inspection.title or str(each.inspection) for each in paragraphs]
    return [
        Citation(
            _text(paragraph, titles[at], labels[at], addresses[at]),
            _bibtex(paragraph, titles[at], names[at], labels[at], anchors[at], addresses[at]),
        )
        for at, paragraph in enumerate(paragraphs)
    ]


def _text(paragraph: Paragraph, title: str, label: str, address: str) -> str:
    """Who, what, when, which paragraph, where, and when it was looked at.

    The label says if a number is ours, so that nobody cites it as printed.
    """
    inspection = paragraph.inspection
    published = f"published {_day(inspection.published)}, " if inspection.published else ""
    page = f", page {paragraph.page}" if paragraph.page else ""
    return (
        f"Ofsted, {title}, inspection of {_day(inspection.start_date)} to "
        f"{_day(inspection.end_date)}, {published}{label}{page}. "
        f"Inspection Archive, {address} (accessed {_day(timezone.localdate())})."
    )


def _bibtex(
    paragraph: Paragraph, title: str, authority: str, label: str, anchor: str, address: str
) -> str:
    """An entry of type `misc`; a number of ours is left out of its note."""
    inspection = paragraph.inspection
    number = f", {label}" if paragraph.numbered_by != NumberedBy.ARCHIVE else ""
    page = f", page {paragraph.page}" if paragraph.page else ""
    fields = {
        "author": "{Ofsted}",
        "title": title.translate(WITHOUT_BRACES),
        "year": str((inspection.published or inspection.end_date).year),
        "note": f"{authority.translate(WITHOUT_BRACES)}{number}{page}",
        "howpublished": "Inspection Archive",
        "url": address,
        "urldate": timezone.localdate().isoformat(),
    }
    lines = ",\n".join([f"  {name} = {{{value}}}" for name, value in fields.items()])
    return f"@misc{{{inspection.slug}-{anchor},\n{lines}\n}}"


@lru_cache(maxsize=10_000)
def _day(day: object) -> str:
    return date_format(day, "j F Y")  # type: ignore[arg-type]  # django-stubs names datetimes; dates are formatted alike
