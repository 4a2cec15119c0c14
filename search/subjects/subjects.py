"""The subjects of the field: searches with a name, which are rows of `data/subjects.csv`.

A query there is written as a reader would type it. It has at most a dozen words and phrases, no
stars and no NEAR, so that it is never expensive. Synonyms are added as in any search.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.urls import reverse

from reports.overview.cache import cached_by_version
from search.index.door import Synonym, Thesauri, expanded, look_up_words, thesaurus
from search.query.parser import parse
from search.query.query import Query, words_in

FILE = Path(__file__).parents[1] / "data" / "subjects.csv"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: its slug, theme and name, a sentence about it, and its query as typed."""

    slug: str
    theme: str
    name: str
    about: str
    query: str

    def get_absolute_url(self) -> str:
        return reverse("subject-detail", args=[self.slug])

    def understood(self) -> tuple[Query, list[Synonym]]:
        """The query with its synonyms, and the list of these synonyms."""
        return expanded(parse(self.query), ())


@cache
def subjects() -> tuple[Subject, ...]:
    """All subjects in the order of the file, where those of a theme are together."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(Subject(**row) for row in csv.DictReader(file))


@cached_by_version(1, content=thesaurus)
def queries(_: Thesauri) -> tuple[Query, ...]:
    """The query of each subject with its synonyms, in the order of `subjects`.

    Reports explain abbreviations: the queries are the same until the synonyms change.
    """
    parsed = [parse(subject.query) for subject in subjects()]
    words: list[str] = []
    for query in parsed:
        words += words_in(query.root)
    look_up_words(words)  # In one statement for all subjects.
    return tuple([expanded(query, ())[0] for query in parsed])


def by_theme() -> list[tuple[str, list[Subject]]]:
    """Each theme with its subjects."""
    groups = groupby(subjects(), key=lambda subject: subject.theme)
    return [(theme, list(group)) for theme, group in groups]


def subject_of(slug: str) -> Subject | None:
    """The subject with a slug; None if there is none."""
    return next((subject for subject in subjects() if subject.slug == slug), None)
