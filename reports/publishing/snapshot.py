"""What an inspection shows at one moment, and how two such moments differ: what the history keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reports.ingest.parsed import JsonForm, ParsedReport
from reports.models import Inspection, Judgement, Paragraph
from reports.publishing.differences import ALIKE, likeness, most_alike
from reports.publishing.report_rows import fields_of, judgements_of, paragraphs_of
from reports.publishing.targets import FIELDS, places_of, text_of


@dataclass(frozen=True, slots=True)
class ShownPassage(JsonForm):
    """A passage as a reader sees it; `place` is its key within the report, `anchor` its mark on the
    page.
    """

    place: str
    role: str
    anchor: str
    label: str
    number: int | None
    heading: str
    area: str
    grade: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that an inspection's page says; values in their text form."""

    fields: dict[str, str] = field(default_factory=dict)
    judgements: dict[str, str] = field(default_factory=dict)
    passages: tuple[ShownPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueChange(JsonForm):
    """A field's value or a judgement's grade, before and after; empty where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PassageChange(JsonForm):
    """A passage that was changed, added (no `before`) or removed (no `after`)."""

    before: ShownPassage | None
    after: ShownPassage | None


@dataclass(frozen=True, slots=True)
class Difference(JsonForm):
    """What changed. Where a whole text came or went, its passages are counted, not repeated: the
    reading has them.
    """

    fields: tuple[ValueChange, ...] = ()
    judgements: tuple[ValueChange, ...] = ()
    paragraphs: tuple[PassageChange, ...] = ()
    passages_came: int = 0
    passages_went: int = 0

    def __bool__(self) -> bool:
        return any(
            (self.fields, self.judgements, self.paragraphs, self.passages_came, self.passages_went)
        )

    @property
    def sentence(self) -> str:
        """The change in numbers: "1 field, 2 paragraphs changed, 1 added"."""
        changed = sum(
            each.before is not None and each.after is not None for each in self.paragraphs
        )
        added = sum(each.before is None for each in self.paragraphs) + self.passages_came
        removed = sum(each.after is None for each in self.paragraphs) + self.passages_went
        counts = (
            (len(self.fields), "field"),
            (len(self.judgements), "judgement"),
            (changed, "changed passage"),
            (added, "added passage"),
            (removed, "removed passage"),
        )
        said = [f"{count} {noun}{'s' if count > 1 else ''}" for count, noun in counts if count]
        return ", ".join(said) or "nothing"


@dataclass(frozen=True, slots=True)
class Moved(JsonForm):
    """An anchor that vanished: `now` is the one where the text, or the text most like it, stands;
    None for nowhere.
    """

    anchor: str
    label: str
    now: str | None


def shown(inspection: Inspection) -> Shown:
    """What the rows show now; nothing for an inspection that is not saved yet."""
    row = Inspection.objects.filter(pk=inspection.pk).first()
    if row is None:
        return Shown()
    fields = {name: text_of(getattr(row, name)) for name in FIELDS}
    return Shown(fields, _grades(row.judgements.all()), passages_of(list(row.paragraphs.all())))


def shown_by(report: ParsedReport) -> Shown:
    """What a reading alone would show."""
    fields = {name: text_of(value) for name, value in fields_of(report).items()}
    return Shown(fields, _grades(judgements_of(report)), passages_of(paragraphs_of(report)))


def passages_of(paragraphs: Sequence[Paragraph]) -> tuple[ShownPassage, ...]:
    """A report's passages, given in their order."""
    return tuple(
        ShownPassage(
            *(place, paragraph.role, paragraph.anchor, paragraph.label, paragraph.number),
            *(paragraph.heading, paragraph.area, paragraph.grade, paragraph.page, paragraph.text),
        )
        for place, paragraph in zip(places_of(paragraphs), paragraphs, strict=True)
    )


def difference(before: Shown, after: Shown) -> Difference:
    """What changed from one moment to another."""
    whole = not before.passages or not after.passages
    changed = (
        [] if whole else [PassageChange(*pair) for pair in paired(before.passages, after.passages)]
    )
    return Difference(
        fields=_values(before.fields, after.fields),
        judgements=_values(before.judgements, after.judgements),
        paragraphs=tuple(each for each in changed if _differs(each)),
        passages_came=len(after.passages) if whole else 0,
        passages_went=len(before.passages) if whole else 0,
    )


def moved(before: Sequence[ShownPassage], after: Sequence[ShownPassage]) -> tuple[Moved, ...]:
    """The anchors of `before` that stand on the page no longer, each with where its text went."""
    standing = {passage.anchor for passage in after}
    texts = [passage.text for passage in after]
    gone = [passage for passage in before if passage.anchor not in standing]
    places = [(passage, most_alike(passage.text, texts)) for passage in gone]
    return tuple(
        Moved(passage.anchor, passage.label, after[place].anchor if place is not None else None)
        for passage, place in places
    )


def paired(
    before: Sequence[ShownPassage], after: Sequence[ShownPassage]
) -> list[tuple[ShownPassage | None, ShownPassage | None]]:
    """The passages of two texts side by side in the order of the later one; None where one has no
    counterpart.

    The same words belong together first, then what stands at the same place and is alike, then what
    is most alike.
    """
    partner: dict[int, int] = {}
    taken: set[int] = set()

    def pair(old: int, new: int | None) -> None:
        if new is not None:
            partner[new] = old
            taken.add(old)

    by_text = {(each.role, each.text): place for place, each in reversed(list(enumerate(after)))}
    by_place = {each.place: place for place, each in enumerate(after)}
    for old, passage in enumerate(before):
        new = by_text.get((passage.role, passage.text))
        pair(old, new if new not in partner else None)
    for old, passage in enumerate(before):
        new = by_place.get(passage.place)
        if old not in taken and new is not None and new not in partner:
            pair(old, new if likeness(passage.text, after[new].text) >= ALIKE else None)
    for old, passage in enumerate(before):
        if old not in taken:
            free = [
                new
                for new, each in enumerate(after)
                if new not in partner and each.role == passage.role
            ]
            best = most_alike(passage.text, [after[new].text for new in free])
            pair(old, free[best] if best is not None else None)
    return _side_by_side(before, after, partner)


def _side_by_side(
    before: Sequence[ShownPassage], after: Sequence[ShownPassage], partner: dict[int, int]
) -> list[tuple[ShownPassage | None, ShownPassage | None]]:
    """Passages without a later counterpart stand after the one that they followed."""
    paired_before = set(partner.values())
    rows: list[tuple[float, ShownPassage | None, ShownPassage | None]] = [
        (new, before[partner[new]] if new in partner else None, passage)
        for new, passage in enumerate(after)
    ]
    where = {old: new for new, old in partner.items()}
    last = -1.0
    for old, passage in enumerate(before):
        if old in paired_before:
            last = where[old]
        else:
            rows.append((last + 0.5, passage, None))
    return [(old, new) for _, old, new in sorted(rows, key=lambda row: row[0])]


def _differs(change: PassageChange) -> bool:
    before, after = change.before, change.after
    if before is None or after is None:
        return True
    return any(
        getattr(before, name) != getattr(after, name)
        for name in ("number", "heading", "area", "grade", "page", "text")
    )


def _values(before: dict[str, str], after: dict[str, str]) -> tuple[ValueChange, ...]:
    names = [*before, *(name for name in after if name not in before)]
    return tuple(
        ValueChange(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    )


def _grades(judgements: Iterable[Judgement]) -> dict[str, str]:
    return {str(judgement.area): str(judgement.grade) for judgement in judgements}
