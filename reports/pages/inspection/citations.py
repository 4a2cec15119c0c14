"""How to cite a paragraph: as plain text and as BibTeX, with its permanent address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from reports.facts.vocabulary import NumberedBy
from reports.models import Paragraph
from reports.pages.citing.bibtex import bibtex_fields, entry
from reports.pages.citing.works import Absolute, CitedWork


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


def citation_of(paragraph: Paragraph, absolute: Absolute) -> Citation:
    """The citation of one paragraph that comes with inspection and authority."""
    name, address = str(paragraph.inspection.authority), absolute(paragraph.get_absolute_url())
    return citations([paragraph], [name], [address])[0]


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
    """The entry of BibTeX, without the words that stand beside it."""
    inspection = paragraph.inspection
    work = CitedWork(
        key=f"{inspection.slug}-{anchor}",
        title=title,
        authority=authority,
        kind="",
        first_day=inspection.start_date,
        last_day=inspection.end_date,
        published=inspection.published,
        url=address,
        section=label,
        number_is_printed=paragraph.numbered_by != NumberedBy.ARCHIVE,
        page=paragraph.page,
    )
    return entry(work.key, bibtex_fields(work, timezone.localdate()))


@lru_cache(maxsize=10_000)
def _day(day: object) -> str:
    return date_format(day, "j F Y")  # type: ignore[arg-type]  # django-stubs names datetimes; dates are formatted alike
