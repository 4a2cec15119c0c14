"""One paragraph and all that is known of it: its neighbours, its follow-up, and passages of others
that are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from reports.facts.frameworks import grade_choices
from reports.facts.vocabulary import IMPROVEMENT_ROLES
from reports.models import Paragraph
from reports.overview.succession import family, next_full
from search.passages.alike import ASKED_TOO, alike
from search.passages.follow_up import FollowUp, asked_of, follow_ups, matches
from search.passages.match import Alike, Match, alike_of, shown_of

OF_EACH_GRADE = 3
"""Passages that are shown of each grade while no grade is chosen."""
WITHOUT_GRADE = "none"
"""Stands in the address for sections without a grade: those of visits."""
GRADES = [*grade_choices(), (WITHOUT_GRADE, "Without a grade")]


class AlikeForm(forms.Form):
    """Of which grade the passages of others shall be."""

    grade = forms.ChoiceField(required=False, choices=GRADES, label="Grade")

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data.get("grade") or "") if self.is_valid() else ""


@dataclass(frozen=True, slots=True)
class GradeGroup:
    """Passages of others from sections of one grade: its code (`none` without), its name, whether
    there are more.
    """

    code: str
    label: str
    passages: list[Alike]
    more: bool


@dataclass(frozen=True, slots=True)
class PassagePage:
    """A paragraph's page: the passages around it, its follow-up where it asks for something, and
    passages alike.
    """

    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None
    asks: bool
    follow_ups: list[FollowUp]
    asked_too: list[Alike]
    words: tuple[str, ...]
    grades: list[tuple[str, str]]
    by_grade: list[GradeGroup]


def paragraph_at(slug: str, anchor: str) -> Paragraph | None:
    """The paragraph with this anchor of the inspection with this slug; None where there is no such."""
    rows = Paragraph.objects.select_related("inspection__authority", "inspection__reading__source")
    return rows.filter(inspection__slug=slug).anchored(anchor).first()


def passage_of(paragraph: Paragraph, chosen: str) -> PassagePage:
    """All that the page of a paragraph shows; `chosen` narrows the passages alike to one grade,
    empty shows each.
    """
    asks = paragraph.role in IMPROVEMENT_ROLES
    following = next_full([paragraph.inspection]) if asks else {}
    said = matches(asked_of([paragraph], following)).get(paragraph.pk, [])
    alike_by_part = alike(paragraph.pk, family(paragraph.authority_id), asks)
    parts = {code: alike_by_part[part] for code, part in _parts() if alike_by_part.get(part)}
    few = _chosen(parts, chosen)
    asked_too = alike_by_part.get(ASKED_TOO, [])
    shown = alike_of([*said, *asked_too, *(match for each in few.values() for match in each)])
    others = shown_of(asked_too, shown)
    before, after = _around(paragraph)
    return PassagePage(
        paragraph=paragraph,
        before=before,
        after=after,
        asks=asks,
        follow_ups=follow_ups([paragraph], following, {paragraph.pk: shown_of(said, shown)})[
            paragraph.pk
        ],
        asked_too=sorted(others, key=lambda each: each.paragraph.inspection.end_date, reverse=True),
        words=_commonest_shared(others),
        grades=[(code, label) for code, label in GRADES if code in parts or code == chosen],
        by_grade=_by_grade(parts, few, shown),
    )


def _parts() -> list[tuple[str, str]]:
    """Each code of the address with the grade that paragraphs have, in the order of the vocabulary."""
    return [(code, "" if code == WITHOUT_GRADE else code) for code, _ in GRADES]


def _chosen(parts: Mapping[str, list[Match]], chosen: str) -> dict[str, list[Match]]:
    """All of the chosen grade, or a few of each."""
    if chosen:
        return {chosen: parts[chosen]} if chosen in parts else {}
    return {code: matches[:OF_EACH_GRADE] for code, matches in parts.items()}


def _by_grade(
    parts: Mapping[str, list[Match]],
    few: Mapping[str, list[Match]],
    shown: Mapping[Match, Alike],
) -> list[GradeGroup]:
    """A group for each grade that has a passage to show; `few` are those of `parts` to be shown."""
    groups = []
    for code, chosen_matches in few.items():
        passages = shown_of(chosen_matches, shown)
        if passages:
            has_more = len(parts[code]) > len(chosen_matches)
            groups.append(GradeGroup(code, dict(GRADES)[code], passages, has_more))
    return groups


def _commonest_shared(others: list[Alike]) -> tuple[str, ...]:
    """The words by which most of the others were found, to search all points by."""
    counts: dict[str, int] = {}
    for word in (word for each in others for word in each.words):
        counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: -counts[word])[:2])


def _around(paragraph: Paragraph) -> tuple[Paragraph | None, Paragraph | None]:
    at = paragraph.position
    rows = Paragraph.objects.filter(
        inspection=paragraph.inspection_id, position__in=(at - 1, at + 1)
    )
    by_place = {row.position: row for row in rows.for_display()}
    return by_place.get(at - 1), by_place.get(at + 1)
