"""Which paragraphs come first: those that are wholly on the subject.

BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"): a rare word weighs more than a common
one, a second mention less than the first, and a short paragraph more than a long one. To that comes nearness: words
that stand together weigh more than the same words far apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from django.db.models import Expression, F, FloatField, Func, Value
from django.db.models.functions import Length, Round

from reports.text_search import Frequencies, tsquery_of

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
"""BM25's k1 and b, at their usual values."""
AVERAGE_LENGTH = 486
"""Characters of a paragraph: the mean of 7,650 numbered paragraphs of 157 ILACS reports."""
NEARNESS = 0.5
"""What standing side by side adds, as a share of what all words together can weigh."""
MOST_RANKED = 10
"""Words and phrases that decide the order; a query of more is found whole, and ranked by its first ones."""
DECIMALS = 1
"""Scores that are as good as equal count as equal, so that the newest of them comes first."""


class CoverDensity(Func):
    """How often and how closely a query is met: 0.1 each time a single lexeme stands (PostgreSQL manual 12.3.3)."""

    template = "ts_rank_cd(%(expressions)s::tsquery)"
    output_field = FloatField()

    def __init__(self, query: str) -> None:
        super().__init__(F("search_vector"), Value(query))


def relevance(phrases: Sequence[tuple[str, ...]], seen: Frequencies) -> Expression:
    """The score of a paragraph, the higher the better; `phrases` are wanted, as `Query.wanted` gives them."""
    # A phrase is at least as rare as its rarest word.
    phrases = phrases[:MOST_RANKED]
    weights = [rarity(min(seen.paragraphs[lexeme] for lexeme in phrase), seen.total) for phrase in phrases]
    queries = [tsquery_of(phrase) for phrase in phrases]
    length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * Length("text") / Value(float(AVERAGE_LENGTH))
    score: Expression = Value(0.0)
    for weight, query in zip(weights, queries, strict=True):
        times = 10 * CoverDensity(query)
        score = score + weight * times * (SATURATION + 1) / (times + SATURATION * length)
    if len(queries) > 1:
        together = 10 * CoverDensity(" & ".join(f"({query})" for query in queries))
        score = score + NEARNESS * sum(weights) * together / (together + 1)
    return Round(score, precision=DECIMALS)


def rarity(paragraphs: int, total: int) -> float:
    """The inverse document frequency of what stands in `paragraphs` of `total` paragraphs; always above zero."""
    return log(1 + (max(total - paragraphs, 0) + 0.5) / (paragraphs + 0.5))
