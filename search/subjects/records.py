"""The subjects of the field as records."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from reports.records.fields import Absolute, described, record
from search.subjects.subjects import Subject, subjects


@record
class SubjectRecord:
    """One subject: a search with a name."""

    subject: str = described("Slug of the subject")
    theme: str = described("The theme that it belongs to")
    name: str = described("Name of the subject")
    about: str = described("What it is, in a sentence")
    query: str = described("What is searched for it")
    url: str = described("Address of its page")
    search: str = described("Address of the search that finds its passages")


def subject_records(absolute: Absolute) -> list[SubjectRecord]:
    """Every subject, by slug."""
    in_order = sorted(subjects(), key=lambda subject: subject.slug)
    return [_record(subject, absolute) for subject in in_order]


def _record(subject: Subject, absolute: Absolute) -> SubjectRecord:
    return SubjectRecord(
        subject=subject.slug,
        theme=subject.theme,
        name=subject.name,
        about=subject.about,
        query=subject.query,
        url=absolute(subject.get_absolute_url()),
        search=absolute(f"{reverse('search')}?{urlencode({'q': subject.query})}"),
    )
