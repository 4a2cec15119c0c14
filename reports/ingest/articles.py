"""Articles and press releases about an inspection, which say much that its report says."""

from __future__ import annotations

from collections.abc import Sequence

from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

_QUOTE = Wording(
    r"\b(?:cllr|councillor|spokes(?:person|man|woman)|cabinet member|leader|director|chief (?:executive|constable))\b"
    r".{0,120}\b(?:said|says|added|commented)\b\W{0,3}[\"'“‘]",
    samples=(
        "Councillor Ada Bell, cabinet member for children, said: “We are delighted.”",
        "A spokesperson for the council added: “There is more to do.”",
    ),
    strangers=(
        "One young person said: “I feel safe.”",
        "The director said that caseloads have fallen.",
    ),
)
"""What somebody of the council says to the press; reports quote children and staff alone."""
_LABEL = Wording(
    r"^(?:for immediate release|(?:press|news|media) (?:release|statement)\b.{0,80}|notes? (?:to|for) editors?\W*|(?-i:ENDS|Ends)"
    r"|by .{3,60}\breporter)$",
    samples=(
        "News release, 3 November 2022",
        "Notes to editors",
        "ENDS",
        "By Ada Bell, Local Democracy Reporter",
    ),
    strangers=("Press releases", "ends", "by a reporter who was told"),
)
"""Lines that articles have, and reports have not."""
_FIRST_LINES = 60
"""Lines among which one of them is."""


def is_article(lines: Sequence[Line]) -> bool:
    """Whether the lines are an article, even one with a report behind it."""
    texts = [line.text for line in lines[:_FIRST_LINES]]
    return any(map(_LABEL.match, texts)) or _QUOTE.search(joined(texts)) is not None
