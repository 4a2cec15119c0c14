"""Passages as pages show them: marked, named, cited, and with what is beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString

from reports.facts.vocabulary import IMPROVEMENT_ROLES, Area, Kind
from reports.models import Paragraph
from reports.overview.outline import outline
from reports.pages.inspection.citations import citation_lines
from reports.templatetags.archive import grade, month
from search.index.door import FetchedPassage, InReport

KINDS = dict(Kind.choices())
AREAS = {"": "", **dict(Area.choices())}
"""The labels of kinds and areas, by their codes."""
LONGEST_NEIGHBOUR = 200
"""Characters of what stands before or after a passage; its heading leads to the rest."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph with its text marked, safe for HTML."""

    paragraph: Paragraph
    highlighted: SafeString


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is beside a paragraph: how a person names it, and what of its text is nearest."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as a list of hits shows it: plain strings, `highlighted` and the rest of type
    `SafeString` safe for HTML. `similar` is the address of similar passages, `citation` one line.
    """

    address: str
    authority: str
    label: str
    month: SafeString
    kind: str
    area: str
    grade: SafeString
    page: int | None
    is_point: bool
    similar: str
    highlighted: SafeString
    citation: str
    before: Neighbour | None
    after: Neighbour | None


@dataclass(frozen=True, slots=True)
class ReportHit:
    """A report with matches: its best passages, of how many paragraphs."""

    address: str
    title: str
    month: SafeString
    cards: list[Card]
    paragraphs: int


def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """`text` escaped for HTML, each span, (start, end) of characters, in a `<mark>`."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    # Everything in it is escaped, or ours.
    return SafeString("".join([*pieces, escape(text[last:])]))


def nearest(text: str, *, is_before: bool) -> str:
    """What of a text is nearest to a passage: all of a short one, the end of a long one that is
    before it, the beginning of one that is after it, cut between words.
    """
    if len(text) <= LONGEST_NEIGHBOUR:
        return text
    if is_before:
        cut = text[-LONGEST_NEIGHBOUR:]
        return f"… {cut.partition(' ')[2] or cut}"
    cut = text[:LONGEST_NEIGHBOUR]
    return f"{cut.rpartition(' ')[0] or cut} …"


def hits_of(passages: Sequence[FetchedPassage]) -> list[Hit]:
    """The passages, marked."""
    return [Hit(each.paragraph, marked(each.paragraph.text, each.spans)) for each in passages]


def cards_of(passages: Sequence[FetchedPassage], absolute: Callable[[str], str]) -> list[Card]:
    """The passages ready to be shown; `absolute` makes a path of this site an address.

    What other modules know is asked of each for all passages at once.
    """
    rows = [each.paragraph for each in passages]
    anchors = [row.anchor for row in rows]
    labels = [row.label for row in rows]
    # Django composes an address in as long as a card is written: the rest is put behind it.
    reports = [reverse("inspection-detail", args=[row.inspection.slug]) for row in rows]
    paths = [f"{report}#{anchor}" for report, anchor in zip(reports, anchors, strict=True)]
    name_of = outline().names
    names = [name_of[row.inspection.authority_id] for row in rows]
    highlighted = [marked(each.paragraph.text, each.spans) for each in passages]
    months = [month(row.inspection.end_date) for row in rows]
    cited = citation_lines(rows, [absolute(path) for path in paths])
    before = _neighbours([each.before for each in passages], is_before=True)
    after = _neighbours([each.after for each in passages], is_before=False)
    return [
        Card(
            address=paths[at],
            authority=names[at],
            label=labels[at],
            month=months[at],
            kind=KINDS[row.kind],
            area=AREAS[row.area],
            grade=grade(row.grade) if row.area and row.grade else SafeString(),
            page=row.page,
            is_point=row.role in IMPROVEMENT_ROLES,
            similar=f"{reports[at]}{anchors[at]}/",
            highlighted=highlighted[at],
            citation=cited[at],
            before=before[at],
            after=after[at],
        )
        for at, row in enumerate(rows)
    ]


def _neighbours(rows: Sequence[Paragraph | None], *, is_before: bool) -> list[Neighbour | None]:
    """What is before or after each passage; None where nothing is."""
    labels = [row.label if row else "" for row in rows]
    return [
        Neighbour(label, nearest(row.text, is_before=is_before)) if row else None
        for label, row in zip(labels, rows, strict=True)
    ]


def reports_of(
    in_reports: Sequence[InReport], passages: Sequence[FetchedPassage], cards: Sequence[Card]
) -> list[ReportHit]:
    """The reports that are listed, each with its passages; one whose paragraphs are gone is not."""
    reports = []
    for each in in_reports:
        at = [
            place
            for place, passage in enumerate(passages)
            if passage.paragraph.inspection_id == each.inspection
        ]
        if at:
            inspection = passages[at[0]].paragraph.inspection
            reports.append(
                ReportHit(
                    address=inspection.get_absolute_url(),
                    title=f"{inspection.authority}, {inspection.get_kind_display()}",
                    month=month(inspection.end_date),
                    cards=[cards[place] for place in at],
                    paragraphs=each.paragraphs,
                )
            )
    return reports
