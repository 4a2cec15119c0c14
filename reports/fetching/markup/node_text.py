"""The text of a part of a page."""

from __future__ import annotations

from selectolax.lexbor import LexborNode


def text_of(node: LexborNode) -> str:
    """The text within a node and all below it, with single blanks."""
    return " ".join(node.text().split())
