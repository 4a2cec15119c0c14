"""Passages as pages show them: with marked words, names, citations and neighbouring paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from reports.facts.vocabulary import IMPROVEMENT_ROLES, Area, Kind
from reports.models import Paragraph
from reports.overview.outline import outline
from reports.pages.inspection.citations import citation_lines
from reports.templatetags.archive import grade, month
from search.index.door import FetchedPassage, ListedReport

KINDS = dict(Kind.choices())
AREAS = {"": "", **dict(Area.choices())}
"""The labels of kinds and areas, by their codes."""
LONGEST_NEIGHBOUR = 200
"""The most characters shown of the paragraph before or after; its heading links to the whole."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph with its text marked, safe for HTML."""

    paragraph: Paragraph
    highlighted: SafeString


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paragraph beside another: its label, and the part of its text that is nearest."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as a list of hits shows it.

    Fields of type `SafeString` are safe HTML, all other strings are plain text. `similar` is the
    address of the passage's own page, which lists similar passages; `citation` is one line.
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
    """A report with matches: its best passages, and the number of all its matching paragraphs."""

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
    pieces.append(escape(text[last:]))
    return SafeString("".join(pieces))  # safe: all text is escaped, and the tags are ours


def nearest(text: str, *, is_before: bool) -> str:
    """The part of a neighbouring text that is nearest to a passage, cut between words.

    All of a short text; of a long one, the end if it comes before the passage, else the beginning.
    """
    if len(text) <= LONGEST_NEIGHBOUR:
        return text
    if is_before:
        cut = text[-LONGEST_NEIGHBOUR:]
        return f"… {cut.partition(' ')[2] or cut}"
    cut = text[:LONGEST_NEIGHBOUR]
    return f"{cut.rpartition(' ')[0] or cut} …"


def hits_of(passages: Sequence[FetchedPassage]) -> list[Hit]:
    """The passages with their words marked."""
    return [Hit(each.paragraph, marked(each.paragraph.text, each.spans)) for each in passages]


def cards_of(passages: Sequence[FetchedPassage], absolute: Callable[[str], str]) -> list[Card]:
    """The passages ready to be shown; `absolute` makes a path of this site an address.

    Each step runs for all passages at once, which is quicker than passage by passage.
    """
    rows = [each.paragraph for each in passages]
    anchors = [row.anchor for row in rows]
    labels = [row.label for row in rows]
    reports = [row.inspection.get_absolute_url() for row in rows]
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
    """The paragraph before or after each passage; None if there is none."""
    labels = [row.label if row else "" for row in rows]
    return [
        Neighbour(label, nearest(row.text, is_before=is_before)) if row else None
        for label, row in zip(labels, rows, strict=True)
    ]


def reports_of(
    listed_reports: Sequence[ListedReport],
    passages: Sequence[FetchedPassage],
    cards: Sequence[Card],
) -> list[ReportHit]:
    """The listed reports, each with its cards; a report whose paragraphs are gone is left out."""
    indices_of: dict[int, list[int]] = defaultdict(list)
    for at, passage in enumerate(passages):
        indices_of[passage.paragraph.inspection_id].append(at)
    reports = []
    for each in listed_reports:
        indices = indices_of.get(each.inspection)
        if not indices:
            continue
        inspection = passages[indices[0]].paragraph.inspection
        report = ReportHit(
            address=inspection.get_absolute_url(),
            title=f"{inspection.authority}, {inspection.get_kind_display()}",
            month=month(inspection.end_date),
            cards=[cards[at] for at in indices],
            paragraphs=each.paragraphs,
        )
        reports.append(report)
    return reports
