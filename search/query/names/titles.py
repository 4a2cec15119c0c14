"""What goes with a name: the title of a council, and small words that lead to it or follow it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from search.query.names.meanings import BODIES, NameKind
from search.query.names.typed_words import TypedWord, is_one_of

TITLES = frozenset(
    [
        "borough",
        "city",
        "county",
        "district",
        "lb",
        "local",
        "london",
        "metropolitan",
        "rb",
        "royal",
        "unitary",
    ]
)
"""What stands in the title of a local authority before `council`, or before `of`."""
TITLES_WITHOUT_OF = frozenset(("lb", "rb"))
"""Abbreviated titles that stand right before a name: LB Hackney."""
TITLED: Collection[NameKind] = ("authority", "region", "grade")
"""The kinds of names that a title may follow: inadequate local authorities."""
REPORTS = frozenset(("inspection", "inspections", "report", "reports"))
"""What a name is searched in; they mean nothing beside it."""
LEADING = frozenset(("about", "at", "by", "during", "for", "from", "in", "of", "on"))
"""Small words that lead to any name."""
ALL_OVER = frozenset(("across", "around", "throughout", "within"))
"""Small words that lead to a place: caseloads across the North West."""
COMPARING = frozenset(("between", "compare", "comparing", "comparison"))
"""Words that lead to names which a reader compares: compare Leeds and Bradford."""
ASSESSED = """
    a an are as be been being found graded is judged ofsted rated that to was were which with
"""
"""Small words that lead to a grade: services that were judged to be good."""
BEFORE: Mapping[NameKind, frozenset[str]] = {
    "authority": LEADING | ALL_OVER | COMPARING,
    "region": LEADING | ALL_OVER | COMPARING,
    "kind": LEADING,
    "year": LEADING | {"over", "within"},
    "grade": LEADING.union(ASSESSED.split()),
}
"""Small words that lead to a name and mean nothing without it."""
AFTER: Mapping[NameKind, frozenset[str]] = {
    "authority": REPORTS,
    "region": REPORTS | BODIES | {"region"},
    "kind": REPORTS | {"letter", "letters"},
    "year": REPORTS,
    "grade": REPORTS | BODIES | {"grade", "judgement", "judgements", "section", "sections"},
}
"""Words that may follow a name and mean nothing without it."""


def with_its_title(
    words: Sequence[TypedWord], first: int, last: int, kind: NameKind
) -> tuple[int, int]:
    """The first and last word that go with a name: its title, and what may follow it."""
    if kind in TITLED:
        last = title_after(words, last)
    if kind == "authority":
        first = _title_before(words, first)
    while last + 1 < len(words) and is_one_of(words[last + 1], AFTER[kind]):
        last += 1
    if first and is_one_of(words[first - 1], {"the"}):
        first -= 1
    return first, last


def first_leading_word(words: Sequence[TypedWord], first: int, kind: NameKind, unread: int) -> int:
    """The first of the words, from `unread` on, that only lead to a name: in reports on Leeds."""
    before = first
    while before > unread:
        word = words[before - 1]
        is_leading = (word.leads and not word.words) or is_one_of(word, BEFORE[kind])
        may_be_reports = before < first or kind == "year"
        if not is_leading and not (may_be_reports and is_one_of(word, REPORTS)):
            break
        before -= 1
    return before


def title_after(words: Sequence[TypedWord], last: int) -> int:
    """The last word of a title after a name, as in Leeds City Council; else the name's own last."""
    at = last + 1
    while at < len(words) and is_one_of(words[at], TITLES):
        at += 1
    if at < len(words) and is_one_of(words[at], BODIES):
        return at
    return last


def _title_before(words: Sequence[TypedWord], first: int) -> int:
    """The first word of a title before a name, as in London Borough of Hackney or LB Hackney; else
    its own.
    """
    at = first - 1
    if at >= 0 and is_one_of(words[at], TITLES_WITHOUT_OF):
        return at
    if at < 1 or not is_one_of(words[at], {"of"}):
        return first
    while at and is_one_of(words[at - 1], TITLES | {"council"}):
        at -= 1
    return at if words[at].words != ("of",) else first
