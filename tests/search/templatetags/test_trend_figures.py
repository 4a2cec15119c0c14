"""The rows of a trend's table, and what its pictures draw."""

from __future__ import annotations

from search.query.parser import parse
from search.templatetags.trend_figures import plot, year_rows
from search.trends.chart import SMALL, LineChart, Series, line_chart
from search.trends.shares import Share
from search.trends.trends import Phrase, TrendLine, YearShare
from tests.support.pages import words

YEARS = range(2018, 2020)


def line_of(*shares: Share) -> TrendLine:
    phrase = Phrase("a", parse("risk & harm"), parse("risk & harm"), [])
    years = [YearShare(year, share) for year, share in zip(YEARS, shares, strict=True)]
    return TrendLine(phrase, years, "/search/?q=risk&kind=ilacs")


def chart_of(*names: str, height: int = SMALL) -> LineChart:
    shares = [(2018, Share(2, 5)), (2019, Share(10, 20))]
    series = [Series(letter, name, shares) for letter, name in zip("abcd", names, strict=False)]
    return line_chart(series, YEARS, top=80, as_share=True, height=height)


def test_a_year_has_its_share_and_leads_to_its_paragraphs() -> None:
    thin, enough = year_rows(line_of(Share(2, 5), Share(10, 20)), "A < B").splitlines()
    assert words(thin) == "A < B 2018 5 few 2 40% 12 to 77%"
    assert words(enough) == "A < B 2019 20 10 50% 30 to 70%"
    assert '<a href="/search/?q=risk&amp;kind=ilacs&amp;year=2019">10</a>' in enough


def test_a_year_without_reports_has_no_share() -> None:
    none, empty = year_rows(line_of(Share(0, 0), Share(0, 12))).splitlines()
    assert words(none) == "2018 0 0 – –"
    assert words(empty) == "2019 12 0 0% 0 to 24%"
    assert "<a" not in none + empty


def test_a_picture_draws_thin_years_hollow_and_dashed() -> None:
    drawn = plot(chart_of("risk"))
    assert drawn.count('<use href="#mark-a"') == 2
    assert drawn.count('class="thin"') == 2  # one mark, and the stroke that leads from it
    assert 'class="end"' not in drawn


def test_lines_are_named_at_their_ends_where_there_is_room() -> None:
    small = plot(chart_of("risk", "harm"))
    assert words(small).endswith("A B")
    tall = plot(chart_of("risk & " + 30 * "x", height=240))
    assert words(tall).endswith(f"A risk & {22 * 'x'}…")
    assert "risk &amp; x" in tall
