"""The page of a paragraph: the paragraphs around it, its follow-up, and similar passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict

from reports.facts.frameworks import grade_choices
from reports.facts.vocabulary import IMPROVEMENT_ROLES
from reports.models import Paragraph
from reports.overview.succession import family, next_full
from search.passages.alike import OTHER_POINTS, alike
from search.passages.follow_up import FollowUp, follow_up_matches, follow_ups, points_followed
from search.passages.match import Alike, Match, alike_of, shown_of

OF_EACH_GRADE = 3
"""Passages that are shown of each grade while no grade is chosen."""
WITHOUT_GRADE = "none"
"""Stands in the address for sections without a grade: those of visits."""
GRADES = [*grade_choices(), (WITHOUT_GRADE, "Without a grade")]


class AlikeForm(forms.Form):
    """The form that narrows similar passages to one grade."""

    grade = forms.ChoiceField(required=False, choices=GRADES, label="Grade")

    def __init__(self, parameters: QueryDict) -> None:
        super().__init__(parameters)

    @property
    def chosen(self) -> str:
        return str(self.cleaned_data.get("grade") or "") if self.is_valid() else ""


@dataclass(frozen=True, slots=True)
class GradeGroup:
    """Similar passages from sections of one grade.

    `code` is the grade's code in the address, `none` for sections without a grade. `more` says
    whether there are more passages than these.
    """

    code: str
    label: str
    passages: list[Alike]
    more: bool


@dataclass(frozen=True, slots=True)
class PassagePage:
    """The parts of a paragraph's page.

    A point also has `follow_ups`, the `other_points` that are similar, and the `words` that most of
    these share. `grades` are the choices of the form: codes and labels.
    """

    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None
    is_point: bool
    follow_ups: list[FollowUp]
    other_points: list[Alike]
    words: tuple[str, ...]
    grades: list[tuple[str, str]]
    by_grade: list[GradeGroup]


def paragraph_at(slug: str, anchor: str) -> Paragraph | None:
    """The paragraph with this anchor of the inspection with this slug; None if there is none."""
    rows = Paragraph.objects.select_related("inspection__authority", "inspection__reading__source")
    return rows.filter(inspection__slug=slug).anchored(anchor).first()


def passage_of(paragraph: Paragraph, chosen: str) -> PassagePage:
    """The page of a paragraph; `chosen` is the only grade of similar passages, empty for all."""
    is_point = paragraph.role in IMPROVEMENT_ROLES
    following = next_full([paragraph.inspection]) if is_point else {}
    said = follow_up_matches(points_followed([paragraph], following)).get(paragraph.pk, [])
    alike_by_part = alike(paragraph.pk, family(paragraph.authority_id), is_point)
    parts = {code: alike_by_part[part] for code, part in _parts() if alike_by_part.get(part)}
    parts_shown = _chosen(parts, chosen)
    points = alike_by_part.get(OTHER_POINTS, [])
    matches = [*said, *points]
    for of_part in parts_shown.values():
        matches += of_part
    shown = alike_of(matches)
    other_points = shown_of(points, shown)
    before, after = _around(paragraph)
    follow_ups_of = follow_ups([paragraph], following, {paragraph.pk: shown_of(said, shown)})
    return PassagePage(
        paragraph=paragraph,
        before=before,
        after=after,
        is_point=is_point,
        follow_ups=follow_ups_of[paragraph.pk],
        other_points=sorted(other_points, key=_end_date, reverse=True),
        words=_commonest_shared(other_points),
        grades=[(code, label) for code, label in GRADES if code in parts or code == chosen],
        by_grade=_by_grade(parts, parts_shown, shown),
    )


def _end_date(alike: Alike) -> date:
    return alike.paragraph.inspection.end_date


def _parts() -> list[tuple[str, str]]:
    """The codes of grades in the address with those of sections, in the order of the vocabulary."""
    return [(code, "" if code == WITHOUT_GRADE else code) for code, _ in GRADES]


def _chosen(parts: Mapping[str, list[Match]], chosen: str) -> dict[str, list[Match]]:
    """All matches of the chosen grade, or a few of each grade if none is chosen."""
    if chosen:
        return {chosen: parts[chosen]} if chosen in parts else {}
    return {code: matches[:OF_EACH_GRADE] for code, matches in parts.items()}


def _by_grade(
    parts: Mapping[str, list[Match]],
    parts_shown: Mapping[str, list[Match]],
    shown: Mapping[Match, Alike],
) -> list[GradeGroup]:
    """A group for each grade that has a passage to show; `parts_shown` has some of `parts`."""
    groups = []
    for code, chosen_matches in parts_shown.items():
        passages = shown_of(chosen_matches, shown)
        if passages:
            has_more = len(parts[code]) > len(chosen_matches)
            groups.append(GradeGroup(code, dict(GRADES)[code], passages, has_more))
    return groups


def _commonest_shared(others: list[Alike]) -> tuple[str, ...]:
    """The two words that most of the passages share with the point, for a search of all points."""
    counts: Counter[str] = Counter()
    for each in others:
        counts.update(each.words)
    return tuple([word for word, _ in counts.most_common(2)])


def _around(paragraph: Paragraph) -> tuple[Paragraph | None, Paragraph | None]:
    at = paragraph.position
    rows = Paragraph.objects.filter(
        inspection=paragraph.inspection_id, position__in=(at - 1, at + 1)
    )
    by_place = {row.position: row for row in rows}
    return by_place.get(at - 1), by_place.get(at + 1)
