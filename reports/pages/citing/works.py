"""What is cited: a report, or a passage of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reports.facts.vocabulary import NumberedBy
from reports.models import Inspection, Paragraph
from reports.records.fields import Absolute


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A report, or a passage of it, as citations name it.

    `key` is unique in the archive. `section` is how a person names the passage, and `text` its words;
    both are empty for a whole report. `number_is_printed` is False where this archive gave the
    passage its number. `first_day` and `last_day` are those on site; `published` is None while it is
    not known.
    """

    key: str
    title: str
    authority: str
    kind: str
    first_day: date
    last_day: date
    published: date | None
    url: str
    section: str = ""
    number_is_printed: bool = True
    page: int | None = None
    text: str = ""

    @property
    def issued(self) -> date:
        """The day of publication; the last day on site while it is not known."""
        return self.published or self.last_day


def report_work(inspection: Inspection, absolute: Absolute) -> CitedWork:
    """The whole report of an inspection that comes with its authority."""
    return CitedWork(
        key=inspection.slug,
        title=inspection.title or str(inspection),
        authority=str(inspection.authority),
        kind=inspection.get_kind_display(),
        first_day=inspection.start_date,
        last_day=inspection.end_date,
        published=inspection.published,
        url=absolute(inspection.get_absolute_url()),
    )


def passage_work(paragraph: Paragraph, absolute: Absolute) -> CitedWork:
    """A passage that comes with inspection and authority."""
    report = report_work(paragraph.inspection, absolute)
    return replace(
        report,
        key=f"{report.key}-{paragraph.anchor}",
        url=absolute(paragraph.get_absolute_url()),
        section=paragraph.label,
        number_is_printed=paragraph.numbered_by != NumberedBy.ARCHIVE,
        page=paragraph.page,
        text=paragraph.text,
    )
