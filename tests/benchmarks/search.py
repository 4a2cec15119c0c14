"""How fast a page of results is beside a textbook design, SQLite's FTS5 and tantivy, and whether
its counts are right.

All hold the same paragraphs in this machine's memory; nothing is kept from one query to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from time import perf_counter

from search.index.door import Question, ask, fetch
from search.results.hits import hits_of
from search.results.search import PAGE_SIZE, read_request, whole_words
from tests.benchmarks.interleaved import (
    FTS5,
    OURS,
    PEERS,
    RATIOS,
    TEXTBOOK,
    Timed,
    geometric_mean,
    interleaved,
)
from tests.benchmarks.literal import literal_counts
from tests.benchmarks.ours import Ours, exactly, parameters
from tests.benchmarks.peers import by_the_manual, systems
from tests.benchmarks.queries import (
    PHRASES_OF_COMMON_WORDS,
    QUERIES,
    STOP_WORD_PHRASES,
    BenchmarkQuery,
)
from tests.benchmarks.scale import Scale
from tests.benchmarks.sqlite import SqliteByTheManual
from tests.benchmarks.systems import FACETS, Answer
from tests.benchmarks.tables import Part

Row = tuple[str, ...]
MANUAL = SqliteByTheManual.name


def parts(scale: Scale) -> Iterator[Part]:
    everyone = [*systems(), by_the_manual()]
    timed = [
        interleaved(query, everyone, scale.rounds, lambda system, query: system.answer(query))
        for query in QUERIES
    ]
    yield _pages(timed, scale)
    yield _means(timed, scale)
    yield _steps(scale)
    yield _totals(timed, scale)
    yield _literally(scale)


def _pages(timed: Sequence[Timed[Answer]], scale: Scale) -> Part:
    return Part(
        f"A page of results over {scale.size}",
        "Exact total, four facets (region, grade, year, judgement; each ignores its own choice) and the twenty best "
        "with marks; our page’s other five facets and its neighbouring paragraphs, which no peer gives, are left out. "
        f"Nothing is kept from an earlier query; {scale.rounds} interleaved rounds, medians. Above 1, ours is "
        "the faster beside the textbook, and the slower beside the others. FTS5 finds the best places first and then "
        "reads their rows, a form that its manual does not have; by its manual it sorts whole rows by `rank`.",
        ("query", "matches", "ours, ms", *RATIOS, f"ours / {MANUAL}"),
        [
            (
                each.query.label,
                f"{each.given[OURS].total:,}",
                f"{each.seconds[OURS] * 1000:.1f}",
                *(f"{ratio:.2f}" for ratio in (*each.ratios, each.ratio(OURS, MANUAL))),
            )
            for each in timed
        ],
    )


def _means(timed: Sequence[Timed[Answer]], scale: Scale) -> Part:
    """The goals that are means or worst cases of the ratios."""
    to_textbook, to_fts5, to_tantivy = (
        geometric_mean(ratios) for ratios in zip(*(t.ratios for t in timed), strict=True)
    )
    to_manual = geometric_mean(each.ratio(OURS, MANUAL) for each in timed)
    phrases = [each for each in timed if each.query.group == PHRASES_OF_COMMON_WORDS]
    slowest = max(timed, key=lambda each: each.ratio(OURS, FTS5))
    goals = [
        ("faster than the textbook, times", to_textbook, "at least 5", "at least 9"),
        (f"faster than {MANUAL}, times", 1 / to_manual, "at least 1.5", "at least 2.5"),
        (
            "faster than FTS5 that reads rows last, times",
            1 / to_fts5,
            "at least 1.5",
            "at least 2.5",
        ),
        ("slower than tantivy, times", to_tantivy, "at most 8", "at most 10"),
        (
            f"slowest beside FTS5, times ({slowest.query.label})",
            slowest.ratio(OURS, FTS5),
            "at most 5",
            "at most 5",
        ),
        (
            "phrases of common words, times as fast as FTS5",
            geometric_mean(each.ratio(FTS5, OURS) for each in phrases),
            "at least 1",
            "at least 1",
        ),
    ]
    return Part(
        f"All queries over {scale.size}",
        "Geometric means of the ratios, but for the slowest.",
        ("", "measured", "goal at 110,000", "aim at 1,000,000"),
        [(what, f"{ratio:.2f}", *aims) for what, ratio, *aims in goals],
    )


def _steps(scale: Scale) -> Part:
    """Where our own time goes; the peers are handed queries and filters that nobody has to read."""
    ours = Ours()
    rows: list[Row] = []
    for query in QUERIES:
        rounds = [_seconds_of_steps(ours, query) for _ in range(scale.rounds)]
        medians = [median(step) for step in zip(*rounds, strict=True)]
        rows.append(
            (query.label, *(f"{seconds * 1000:.1f}" for seconds in (*medians, sum(medians))))
        )
    return Part(
        f"Where our time goes over {scale.size}",
        f"Milliseconds, {scale.rounds} rounds, medians; nothing kept from an earlier query.",
        ("query", "reading the address", "counting", "best twenty", "all"),
        rows,
    )


def _seconds_of_steps(ours: Ours, query: BenchmarkQuery) -> tuple[float, float, float]:
    fields = parameters(query)
    ours.forget()
    begin = perf_counter()
    request = read_request(fields)
    read = perf_counter()
    tree, chosen = request.query, request.filters.cleaned_data
    counting = Question(query=tree, chosen=chosen, facets=FACETS, words=whole_words(tree))
    ask(counting)
    counted = perf_counter()
    hits_of(fetch(ask(replace(counting, first=PAGE_SIZE)).places, tree))
    return read - begin, counted - read, perf_counter() - counted


def _totals(timed: Sequence[Timed[Answer]], scale: Scale) -> Part:
    return Part(
        f"Totals beside ours over {scale.size}",
        "Paragraphs that a peer finds more or fewer than we do. The textbook leaves out stop words and reads some "
        "compounds as one word; FTS5 and tantivy may differ by their stemmers. Where a total is ours, so are all "
        "facets, unless it says otherwise.",
        ("query", OURS, *PEERS),
        [
            (
                each.query.label,
                f"{each.given[OURS].total:,}",
                *(_beside(each.given[name], each.given[OURS]) for name in PEERS),
            )
            for each in timed
        ],
    )


def _beside(theirs: Answer, ours: Answer) -> str:
    if theirs.total != ours.total:
        return f"{theirs.total - ours.total:+,}"
    return "0" if theirs.facets == ours.facets else "0, other facets"


def _literally(scale: Scale) -> Part:
    textbook = next(system for system in systems() if system.name == TEXTBOOK)
    rows: list[Row] = []
    for phrase, literal in literal_counts(STOP_WORD_PHRASES).items():
        ours = exactly(phrase)
        theirs = textbook.answer(BenchmarkQuery("", "", f'"{phrase}"')).total
        rows.append(
            (phrase, f"{literal:,}", f"{ours:,}", "yes" if ours == literal else "NO", f"{theirs:,}")
        )
    return Part(
        f"Phrases with stop words over {scale.size}",
        "In how many paragraphs the words stand in this order, counted over all texts by Python, and found, exactly "
        "as typed. The textbook design also finds other forms, and any word in the place of a stop word.",
        ("phrase", "literal count", OURS, "equal", TEXTBOOK),
        rows,
    )
