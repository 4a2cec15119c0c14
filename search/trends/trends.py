"""How many reports mention a phrase, by year, out of all reports with text in the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from search.index.door import Synonym, expanded, look_up_words
from search.query.parser import parse
from search.query.query import Query, words_in
from search.results.search import is_expensive, reserve_place
from search.trends.breakdowns import (
    ALL,
    BREAKDOWNS,
    Breakdown,
    Part,
    Selection,
    YearCounts,
    reports_by_year,
)
from search.trends.shares import THIN, Share

LETTERS = "abcd"
"""The letters of the phrases in one chart; they decide mark and colour."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a trend: the `query` as typed, the query `expanded` by synonyms, and these."""

    letter: str
    query: Query
    expanded: Query
    synonyms: list[Synonym]

    @property
    def label(self) -> str:
        """The phrase in words, for a page."""
        return self.query.understood


@dataclass(frozen=True, slots=True)
class YearShare:
    """The share of reports of one year that mention a phrase."""

    year: int
    share: Share


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A phrase in all years of a trend, including years without a report.

    `address` is the search that finds the paragraphs of all years.
    """

    phrase: Phrase
    years: list[YearShare]
    address: str

    @property
    def first(self) -> YearShare | None:
        """The first year with `THIN` reports or more; None without any."""
        return next((each for each in self.years if each.share.of >= THIN), None)

    @property
    def last(self) -> YearShare | None:
        """The last year with `THIN` reports or more; None without any."""
        return next((each for each in reversed(self.years) if each.share.of >= THIN), None)

    @property
    def total(self) -> Share:
        """The share of reports of all years together that mention the phrase."""
        mentioning = sum(each.share.count for each in self.years)
        return Share(mentioning, sum(each.share.of for each in self.years))


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the reports, with a line for each phrase.

    `comparison` is the line of all reports, where a part can be compared with them and there is
    only one phrase.
    """

    part: Part
    lines: list[TrendLine]
    comparison: TrendLine | None = None


@dataclass(frozen=True, slots=True)
class ThinYear:
    """A year with fewer than `THIN` reports."""

    year: int
    reports: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Phrases over the years.

    `overall` has a line of each phrase for all selected reports; `panels` has those of each part
    with any report. `notes` say what was left out of the phrases. `left_out` are thin years at the
    end, which the lines do not have.
    """

    selection: Selection
    phrases: list[Phrase]
    years: range
    overall: list[TrendLine]
    panels: list[Panel]
    notes: list[str]
    left_out: tuple[ThinYear, ...] = ()

    @property
    def breakdown(self) -> Breakdown:
        return BREAKDOWNS[self.selection.breakdown]


ONLY_EXCLUDES = (
    "“{}” only excludes words, so nearly every report matches and its trend says nothing."
)


def trend_of(
    phrases: Sequence[Phrase],
    selection: Selection,
    between: tuple[int | None, int | None] = (None, None),
) -> Trend:
    """The trend of phrases `between` a first and a last year, either of which may be None.

    Without a last year it ends at the last year that is not thin, if there is one: after that year,
    the archive has too few texts to say anything.
    """
    notes: dict[str, None] = {}
    for phrase in phrases:
        notes |= dict.fromkeys(phrase.query.notes)
        if phrase.query.only_excludes:
            notes[ONLY_EXCLUDES.format(phrase.query.typed)] = None
    searched = [phrase for phrase in phrases if phrase.query.root]
    together = Selection("", selection.kinds, selection.regions)
    of_all = _counts(searched, together)
    years = _years(of_all.reports, between)
    left_out = () if between[1] is not None else _thin_end(of_all.reports, years)
    years = range(years.start, years.stop - len(left_out))
    overall = [of_all.line(phrase, ALL, years) for phrase in searched]
    panels = _panels(_counts(searched, selection), searched, years, overall)
    return Trend(selection, searched, years, overall, panels, list(notes), left_out)


def trend_line(typed: str, regions: frozenset[str]) -> TrendLine:
    """The line of one search for all full inspections. Raises `IndexError` without a word."""
    phrases = understood_phrases([typed], ())
    return trend_of(phrases, Selection(regions=regions)).overall[0]


def understood_phrases(typed: Sequence[str], switched_off: Sequence[str]) -> list[Phrase]:
    """The phrases with their synonyms, except those `switched_off`; the first four at most.

    Reserves one place for all expensive searches. Raises `AllPlacesTaken` if no place is free.
    """
    queries = [parse(each) for each in typed]
    # One statement looks up the words of all the phrases.
    words: set[str] = set()
    for query in queries:
        words.update(words_in(query.root))
    look_up_words(words)
    expensive = [query for query in queries if is_expensive(query.root)]
    if expensive:
        reserve_place(expensive[0])
    phrases = []
    for letter, query in zip(LETTERS, queries, strict=False):
        with_synonyms, synonyms = expanded(query, switched_off)
        phrases.append(Phrase(letter, query, with_synonyms, synonyms))
    return phrases


@dataclass(frozen=True, slots=True)
class _Counts:
    """The reports of a selection by part and year: all reports, and those that mention a phrase.

    `mentioning` has the counts of each phrase by its letter.
    """

    selection: Selection
    reports: YearCounts
    mentioning: dict[str, YearCounts]

    def line(self, phrase: Phrase, part: Part, years: range) -> TrendLine:
        mentioning = self.mentioning[phrase.letter]
        shares = []
        for year in years:
            place = (part.code, year)
            share = Share(mentioning.get(place, 0), self.reports.get(place, 0))
            shares.append(YearShare(year, share))
        return TrendLine(phrase, shares, _address(phrase, part, self.selection))


def _counts(phrases: Sequence[Phrase], selection: Selection) -> _Counts:
    (reports,) = reports_by_year((None,), selection)
    queries = tuple(phrase.expanded for phrase in phrases)
    mentioning = reports_by_year(queries, selection)
    letters = [phrase.letter for phrase in phrases]
    return _Counts(selection, reports, dict(zip(letters, mentioning, strict=True)))


def _years(reports: YearCounts, between: tuple[int | None, int | None]) -> range:
    """The years from the first to the last with a report, limited to those `between`."""
    first, last = between
    years = [year for _, year in reports]
    if first is not None:
        years = [year for year in years if year >= first]
    if last is not None:
        years = [year for year in years if year <= last]
    return range(min(years), max(years) + 1) if years else range(0)


def _thin_end(reports: YearCounts, years: range) -> tuple[ThinYear, ...]:
    """The thin years after the last year that is not thin; none if all are thin."""
    counts = {year: reports.get((ALL.code, year), 0) for year in years}
    if all(count < THIN for count in counts.values()):
        return ()
    last = max(year for year, count in counts.items() if count >= THIN)
    return tuple(ThinYear(year, counts[year]) for year in years if year > last)


def _panels(
    counts: _Counts, phrases: Sequence[Phrase], years: range, overall: Sequence[TrendLine]
) -> list[Panel]:
    selection = counts.selection
    is_part_of_all = bool(selection.breakdown) and BREAKDOWNS[selection.breakdown].whole_reports
    comparison = overall[0] if is_part_of_all and len(phrases) == 1 else None
    with_reports = {code for code, year in counts.reports if year in years}
    panels = []
    for part in selection.parts:
        if part.code in with_reports:
            lines = [counts.line(phrase, part, years) for phrase in phrases]
            panels.append(Panel(part, lines, comparison))
    return panels


def _address(phrase: Phrase, part: Part, selection: Selection) -> str:
    """The search that finds the paragraphs of a line, grouped by report."""
    parameters = [("q", phrase.query.typed)]
    parameters += [("without", each.name) for each in phrase.synonyms if not each.is_on]
    parameters += [("kind", kind) for kind in sorted(selection.chosen(part)["kind"])]
    if selection.breakdown != "region":
        parameters += [("region", region) for region in sorted(selection.regions)]
    parameters += part.filters
    parameters.append(("group", "report"))
    return f"{reverse('search')}?{urlencode(parameters)}"
