"""Matches: a passage similar to another, the telling words of both, and how a page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.models import Paragraph
from search.index.door import fetch_with_stems
from search.passages.telling import TellingWord
from search.results.hits import marked


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph, by its key, that is similar to another passage.

    `words` are the telling words of both, the rarest first. `subjects` are the names of the
    subjects of both, where these were looked up.
    """

    paragraph: int
    words: tuple[TellingWord, ...]
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """A match as a page shows it.

    `highlighted` is the text of the paragraph with the shared `words` marked; `subjects` are those
    that both passages share.
    """

    paragraph: Paragraph
    highlighted: SafeString
    words: tuple[str, ...]
    subjects: tuple[str, ...] = ()


def alike_of(matches: Iterable[Match]) -> dict[Match, Alike]:
    """The matches ready to be shown; one statement fetches all of them.

    Matches whose paragraph is gone by now are left out.
    """
    distinct = list(dict.fromkeys(matches))
    stems = [(match.paragraph, [word.stem for word in match.words]) for match in distinct]
    shown = {}
    for match, passage in zip(distinct, fetch_with_stems(stems), strict=True):
        if passage is None:
            continue
        highlighted = marked(passage.paragraph.text, passage.spans)
        written = tuple([word.written for word in match.words])
        shown[match] = Alike(passage.paragraph, highlighted, written, match.subjects)
    return shown


def shown_of(matches: Iterable[Match], shown: Mapping[Match, Alike]) -> list[Alike]:
    """Those of the matches that can be shown, in their order."""
    return [shown[match] for match in matches if match in shown]
