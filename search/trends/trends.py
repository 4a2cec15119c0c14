"""How many reports mention a phrase, year by year: the share of those whose text is in the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from reports.models.text_search import Matching
from search.index.compiling import matching_of
from search.index.lexemes import lexemes_of
from search.index.scan import places_of_each
from search.index.thesaurus import expanded
from search.query.parser import parse
from search.query.query import Query
from search.query.synonyms import Synonym
from search.query.tree import leaves
from search.results.bounds import is_dear, take_place
from search.trends.shares import THIN, Share
from search.trends.splits import ALL, SPLITS, Among, Part, Split, reports_by_year

LETTERS = "abcd"
"""Of the phrases of one picture; they choose mark and colour."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One search of a trend: as understood, its other names, and what finds both (None: no word in
    it).
    """

    letter: str
    query: Query
    also: list[Synonym]
    wanted: Matching | None

    @property
    def label(self) -> str:
        return self.query.understood


@dataclass(frozen=True, slots=True)
class Point:
    """How many reports of one year mention it, of how many."""

    year: int
    share: Share


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase through the years, those without a report among them."""

    phrase: Phrase
    points: list[Point]
    address: str
    """The search that finds the same, but for the year."""

    @property
    def first(self) -> Point | None:
        """The first year with enough reports to say something; None without any."""
        return next((point for point in self.points if point.share.of >= THIN), None)

    @property
    def last(self) -> Point | None:
        """The last year with enough reports to say something."""
        return next((point for point in reversed(self.points) if point.share.of >= THIN), None)

    @property
    def total(self) -> Share:
        """How many reports of all its years mention it."""
        return Share(
            sum(each.share.count for each in self.points),
            sum(each.share.of for each in self.points),
        )


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the reports, with a line a phrase; `beside` is the first phrase among all
    reports.
    """

    part: Part
    lines: list[Line]
    beside: Line | None = None


class Trend:
    """Searches through the years among some reports; each part is counted once, when it is needed."""

    def __init__(
        self,
        asked: Sequence[Phrase],
        among: Among,
        version: int,
        between: tuple[int | None, int | None] = (None, None),
    ) -> None:
        """`between` are the first and the last year asked for, each None for any."""
        self.version, self.among = version, among
        self.phrases = [phrase for phrase in asked if phrase.wanted]
        # Every scan that the picture is made of, at once.
        places_of_each(version, [None, *(phrase.wanted for phrase in self.phrases)])
        self.notes = list(dict.fromkeys(note for phrase in asked for note in phrase.query.notes))
        self.first, self.last = between

    @property
    def split(self) -> Split:
        return SPLITS[self.among.split]

    @property
    def all_together(self) -> Among:
        """The same reports, not split."""
        return Among("", self.among.kinds, self.among.regions)

    @cached_property
    def years(self) -> range:
        """From the first to the last year asked for in which a report with text stands."""
        counted = {year for _, year in reports_by_year(self.version, None, self.all_together)}
        asked = {year for year in counted if (self.first or year) <= year <= (self.last or year)}
        return range(min(asked), max(asked) + 1) if asked else range(0)

    @cached_property
    def panels(self) -> list[Panel]:
        """One panel a part that any of the reports belongs to."""
        counted = {
            part
            for part, year in reports_by_year(self.version, None, self.among)
            if year in self.years
        }
        comparable = len(self.phrases) == 1 and self.among.split and self.split.whole_reports
        beside = self.overall[0] if comparable else None
        return [
            Panel(part, [self._line(phrase, part, self.among) for phrase in self.phrases], beside)
            for part in self.split.parts
            if part.code in counted
        ]

    @cached_property
    def overall(self) -> list[Line]:
        """Each phrase among all the reports, not split."""
        return [self._line(phrase, ALL, self.all_together) for phrase in self.phrases]

    def _line(self, phrase: Phrase, part: Part, among: Among) -> Line:
        mentioning = reports_by_year(self.version, phrase.wanted, among)
        of = reports_by_year(self.version, None, among)
        places = [(part.code, year) for year in self.years]
        points = [
            Point(place[1], Share(mentioning.get(place, 0), of.get(place, 0))) for place in places
        ]
        return Line(phrase, points, self._address(phrase, part))

    def _address(self, phrase: Phrase, part: Part) -> str:
        regions = () if self.among.split == "region" else sorted(self.among.regions)
        asked = [
            ("q", phrase.query.typed),
            *(("without", also.name) for also in phrase.also if not also.is_on),
            *(("kind", kind) for kind in sorted(self.among.kinds)),
            *(("region", region) for region in regions),
            *part.filters,
            ("group", "report"),
        ]
        return f"{reverse('search')}?{urlencode(asked)}"


def subject_line(typed: str, version: int, regions: frozenset[str]) -> Line:
    """One search through the years of all full inspections, with no form behind it."""
    among = Among(regions=regions)
    return Trend(phrases_of([typed], (), version), among, version).overall[0]


def phrases_of(typed: Sequence[str], without: Sequence[str], version: int) -> list[Phrase]:
    """The searches, understood and with their other names; dear ones take one place for all of
    them.
    """
    queries = [parse(each) for each in typed]
    # All words are looked up at once.
    lexemes_of(word for query in queries for phrase in leaves(query.root) for word in phrase.words)
    if dear := next((query for query in queries if is_dear(query.root)), None):
        take_place(dear)
    found = []
    for letter, query in zip(LETTERS, queries, strict=False):
        wider, also = expanded(query, without, version)
        found.append(Phrase(letter, query, also, matching_of(wider)))
    return found
