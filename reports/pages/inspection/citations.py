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
from reports.pages.citing.works import CitedWork
from reports.records.fields import Absolute


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph's citation: one line to copy, and an entry of BibTeX."""

    text: str
    bibtex: str


def citation_lines(paragraphs: Sequence[Paragraph], addresses: Sequence[str]) -> list[str]:
    """The citation of each paragraph as one line, by its permanent address on this site."""
    labels = [paragraph.label for paragraph in paragraphs]
    titles = [each.inspection.title or str(each.inspection) for each in paragraphs]
    today = _day(timezone.localdate())
    return [
        _text(paragraph, titles[at], labels[at], addresses[at], today)
        for at, paragraph in enumerate(paragraphs)
    ]


def citation_of(paragraph: Paragraph, absolute: Absolute) -> Citation:
    """The citation of one paragraph that comes with inspection and authority."""
    address, label = absolute(paragraph.get_absolute_url()), paragraph.label
    title = paragraph.inspection.title or str(paragraph.inspection)
    name = str(paragraph.inspection.authority)
    return Citation(
        _text(paragraph, title, label, address, _day(timezone.localdate())),
        _bibtex(paragraph, title, name, label, paragraph.anchor, address),
    )


def _text(paragraph: Paragraph, title: str, label: str, address: str, today: str) -> str:
    """The citation in one line: publisher, title, days, paragraph, address, and today's date.

    The label says if the archive gave the number, which must not be cited as printed.
    """
    inspection = paragraph.inspection
    published = f"published {_day(inspection.published)}, " if inspection.published else ""
    page = f", page {paragraph.page}" if paragraph.page else ""
    return (
        f"Ofsted, {title}, inspection of {_day(inspection.start_date)} to "
        f"{_day(inspection.end_date)}, {published}{label}{page}. "
        f"Inspection Archive, {address} (accessed {today})."
    )


def _bibtex(
    paragraph: Paragraph, title: str, authority: str, label: str, anchor: str, address: str
) -> str:
    """The entry of BibTeX, without the text of the paragraph."""
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
