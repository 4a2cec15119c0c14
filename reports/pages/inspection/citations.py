"""How to cite a paragraph: as plain text and as BibTeX, with its permanent address."""

from __future__ import annotations

from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from reports.facts.vocabulary import NumberedBy
from reports.models import Paragraph


def citation(paragraph: Paragraph, address: str) -> str:
    """One line to copy: who, what, when, which paragraph, where, and when it was looked at.

    A number that is ours is called so, so that nobody cites it as printed.
    """
    inspection = paragraph.inspection
    published = f"published {_day(inspection.published)}, " if inspection.published else ""
    page = f", page {paragraph.page}" if paragraph.page else ""
    return (
        f"Ofsted, {inspection.title or inspection}, inspection of {_day(inspection.start_date)} to "
        f"{_day(inspection.end_date)}, {published}{paragraph.label}{page}. "
        f"Inspection Archive, {address} (accessed {_day(timezone.localdate())})."
    )


def bibtex(paragraph: Paragraph, address: str) -> str:
    """The same as a BibTeX entry."""
    inspection = paragraph.inspection
    year = (inspection.published or inspection.end_date).year
    number = f", {paragraph.label}" if paragraph.numbered_by != NumberedBy.ARCHIVE else ""
    fields = {
        "author": "{Ofsted}",
        "title": f"{_braced(inspection.title or str(inspection))}",
        "year": str(year),
        "note": f"{_braced(str(inspection.authority))}{number}"
        + (f", page {paragraph.page}" if paragraph.page else ""),
        "howpublished": "Inspection Archive",
        "url": address,
        "urldate": timezone.localdate().isoformat(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{inspection.slug}-{paragraph.anchor},\n{lines}\n}}"


@lru_cache(maxsize=10_000)
def _day(day: object) -> str:
    return date_format(day, "j F Y")  # type: ignore[arg-type]  # django-stubs names datetimes; dates are formatted alike


def _braced(text: str) -> str:
    """Without the signs that mean something to BibTeX."""
    return "".join("" if sign in "{}\\" else sign for sign in text)
