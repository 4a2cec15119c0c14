"""How fast a page of results is beside a textbook design, SQLite's FTS5 and tantivy, and whether its counts are right.

All hold the same paragraphs in this machine's memory and are asked in turn, in another order each round, so that what
else the machine does hits all of them. Nothing is kept from one query to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, log
from statistics import mean, median
from time import perf_counter

from tests.benchmarks.literal import literal_counts
from tests.benchmarks.ours import exactly
from tests.benchmarks.peers import systems
from tests.benchmarks.queries import PHRASES_OF_COMMON_WORDS, QUERIES, STOP_WORD_PHRASES, Asked
from tests.benchmarks.scale import Scale
from tests.benchmarks.systems import Answer, System
from tests.benchmarks.tables import Part

TEXTBOOK, FTS5, TANTIVY = "textbook", "FTS5", "tantivy"
PEERS = (TEXTBOOK, FTS5, TANTIVY)


@dataclass(slots=True)
class Timed:
    """One query: each system's seconds, round by round, and its last answer."""

    asked: Asked
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, Answer] = field(default_factory=dict)

    def took(self, system: str) -> float:
        """Seconds, the median."""
        return median(self.seconds[system])

    def ratio(self, dividend: str, divisor: str) -> float:
        return self.took(dividend) / self.took(divisor)


def parts(scale: Scale) -> Iterator[Part]:
    everyone = systems()
    timed = [_timed(asked, everyone, scale.rounds) for asked in QUERIES]
    size = f"{scale.paragraphs:,} paragraphs"
    yield _pages(timed, scale, size)
    yield _means(timed, size)
    yield _totals(timed, size)
    yield _literally(size)


def _timed(asked: Asked, everyone: Sequence[System], rounds: int) -> Timed:
    """A round before the first warms what every later one finds warm."""
    timed = Timed(asked)
    for number in range(rounds + 1):
        first = number % len(everyone)
        for system in (*everyone[first:], *everyone[:first]):
            system.forget()
            start = perf_counter()
            timed.answers[system.name] = system.answer(asked)
            if number:
                timed.seconds[system.name].append(perf_counter() - start)
    return timed


def _pages(timed: Sequence[Timed], scale: Scale, size: str) -> Part:
    return Part(
        f"A page of results over {size}",
        "Exact total, four facets (region, grade, year, judgement; each ignores its own choice) and the twenty best "
        f"with marks, nothing kept from an earlier query; {scale.rounds} interleaved rounds, medians. Above 1, ours is "
        "the faster beside the textbook, and the slower beside FTS5 and tantivy.",
        ("query", "matches", "ours, ms", "textbook / ours", "ours / FTS5", "ours / tantivy"),
        [
            (
                each.asked.label,
                f"{each.answers['ours'].total:,}",
                f"{each.took('ours') * 1000:.1f}",
                f"{each.ratio(TEXTBOOK, 'ours'):.2f}",
                f"{each.ratio('ours', FTS5):.2f}",
                f"{each.ratio('ours', TANTIVY):.2f}",
            )
            for each in timed
        ],
    )


def _means(timed: Sequence[Timed], size: str) -> Part:
    phrases = [each for each in timed if each.asked.group == PHRASES_OF_COMMON_WORDS]
    worst = max(timed, key=lambda each: each.ratio("ours", FTS5))
    rows = [
        ("faster than the textbook, times", _mean(timed, TEXTBOOK, "ours"), "at least 5", "at least 9"),
        ("faster than FTS5, times", _mean(timed, FTS5, "ours"), "at least 1.5", "at least 2.5"),
        ("slower than tantivy, times", _mean(timed, "ours", TANTIVY), "at most 8", "at most 10"),
        (
            f"slowest beside FTS5, times slower ({worst.asked.label})",
            worst.ratio("ours", FTS5),
            "at most 5",
            "at most 5",
        ),
        ("phrases of common words, times as fast as FTS5", _mean(phrases, FTS5, "ours"), "at least 1", "at least 1"),
    ]
    return Part(
        f"All queries over {size}",
        "Geometric means of the ratios above.",
        ("", "measured", "goal at 110,000", "aim at 1,000,000"),
        [(what, f"{ratio:.2f}", *goals) for what, ratio, *goals in rows],
    )


def _mean(timed: Sequence[Timed], dividend: str, divisor: str) -> float:
    return exp(mean(log(each.ratio(dividend, divisor)) for each in timed))


def _totals(timed: Sequence[Timed], size: str) -> Part:
    """Where totals agree, facets must."""
    for each in timed:
        ours = each.answers["ours"]
        for name in PEERS:
            answer = each.answers[name]
            if answer.total == ours.total and answer.facets != ours.facets:
                raise AssertionError(f"{each.asked.label}: the facets of {name} are not ours, but the totals agree.")
    rows = [(each, [each.answers[name].total - each.answers["ours"].total for name in PEERS]) for each in timed]
    return Part(
        f"Totals beside ours over {size}",
        "Paragraphs that a peer finds more or fewer than we do. The textbook leaves out stop words and reads some "
        "compounds as one word; FTS5 has another stemmer. Where totals agree, so do all facets.",
        ("query", "ours", *PEERS),
        [
            (each.asked.label, f"{each.answers['ours'].total:,}", *(f"{more:+,}" if more else "0" for more in others))
            for each, others in rows
        ],
    )


def _literally(size: str) -> Part:
    counted = literal_counts(STOP_WORD_PHRASES)
    textbook = next(system for system in systems() if system.name == TEXTBOOK)
    rows: list[tuple[str, ...]] = []
    for phrase, literal in counted.items():
        ours = exactly(phrase)
        theirs = textbook.answer(Asked("", "", f'"{phrase}"')).total
        rows.append((phrase, f"{literal:,}", f"{ours:,}", "yes" if ours == literal else "NO", f"{theirs:,}"))
    return Part(
        f"Phrases with stop words over {size}",
        "In how many paragraphs the words stand in this order, counted over all texts by Python, and found, exactly "
        "as typed. The textbook design also finds other forms, and any word in the place of a stop word.",
        ("phrase", "literal count", "ours", "equal", "textbook"),
        rows,
    )
