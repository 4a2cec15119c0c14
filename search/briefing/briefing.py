"""A briefing on an authority: grades through the frameworks, points with their follow-up, passages
of better-graded sections on each open point, neighbours, and waiting time.

What reports say is quoted as whole passages, each with a numbered citation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from reports.facts.frameworks import OVERALL, scale_of_inspection, scales_in_use
from reports.facts.vocabulary import IMPROVEMENT_ROLES, Grade
from reports.models import Authority, Inspection, Paragraph
from reports.overview.latest import AuthorityRow, latest_by_authority
from reports.overview.succession import family
from reports.pages.authority.story import Neighbourhood, Story, neighbourhood, story
from search.index.door import NearParagraph, near_each
from search.passages.alike import LEAST_NEARNESS
from search.passages.match import Alike, Match, alike_of, shown_of
from search.passages.points import Sequel, sequels_of

MOST_REPORTS = 2
"""Reports whose points are briefed: the latest that can be read, and the one before it."""
MOST_POINTS = 30
"""Points of one report that are briefed; the longest report so far has fewer."""
MOST_BETTER = 3
"""Passages of better-graded sections that are shown on an open point."""


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage that is quoted, and the number of its citation, from 1."""

    paragraph: Paragraph
    number: int


@dataclass(slots=True)
class Citations:
    """The passages that are quoted, each once, in the order in which they are first quoted."""

    passages: list[CitedPassage] = field(default_factory=list)

    def cited(self, paragraph: Paragraph) -> CitedPassage:
        """The passage with its number: that of its first quotation, or the next one."""
        for passage in self.passages:
            if passage.paragraph.pk == paragraph.pk:
                return passage
        passage = CitedPassage(paragraph, len(self.passages) + 1)
        self.passages.append(passage)
        return passage


@dataclass(frozen=True, slots=True)
class BriefedPoint:
    """A point, the passages of later reports that match it, and those of better-graded sections.

    Only open points have `better_graded` passages.
    """

    point: CitedPassage
    follow_up: list[CitedPassage]
    better_graded: list[CitedPassage]


@dataclass(frozen=True, slots=True)
class BriefedReport:
    """A report with its points, and the full inspections that followed.

    `left_out` is how many further points the report has, beyond `MOST_POINTS`.
    """

    inspection: Inspection
    following: list[Inspection]
    points: list[BriefedPoint]
    left_out: int

    @property
    def is_open(self) -> bool:
        """Whether no later full report can be read, so that its points may still be open."""
        return not any(each.reading_id for each in self.following)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The days since an authority's last full inspection, compared with authorities of equal grade.

    `others` is the number of those authorities, `median` their median of days, and `longer` the
    number of those that have waited longer.
    """

    days: int
    grade: str
    others: int
    median: float
    longer: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """The parts of the page; `better_grades` are above the authority's own, the best first."""

    authority: Authority
    story: Story
    neighbourhood: Neighbourhood
    reports: list[BriefedReport]
    better_grades: list[Grade]
    waiting: Waiting | None
    citations: list[CitedPassage]


def briefing_of(authority: Authority, today: date) -> Briefing:
    """The briefing on an authority, whose predecessors and successors have been fetched."""
    authority_story = story(authority)
    grades = better_grades(authority_story.latest)
    citations = Citations()
    return Briefing(
        authority=authority,
        story=authority_story,
        neighbourhood=neighbourhood(authority),
        reports=_reports(authority, authority_story, grades, citations),
        better_grades=grades,
        waiting=waiting_of(authority, latest_by_authority().current, today),
        citations=citations.passages,
    )


def better_grades(inspection: Inspection | None) -> list[Grade]:
    """The positive grades above an inspection's overall grade, on its scale, the best first.

    All positive grades if there is no inspection or no overall grade.
    """
    judgements = inspection.judgements.all() if inspection else ()
    given = {each.area: each.grade for each in judgements}
    scale = scale_of_inspection(inspection.kind, given) if inspection else None
    scale = scale or scales_in_use()[0]
    own = next((given[area] for area in OVERALL.areas if area in given), "")
    if own not in scale.grades:
        return list(scale.positive)
    above = scale.grades[: scale.grades.index(Grade(own))]
    return [grade for grade in above if grade in scale.positive]


def waiting_of(authority: Authority, rows: Iterable[AuthorityRow], today: date) -> Waiting | None:
    """How long an authority has waited, compared with the others that have its overall grade.

    None if no full inspection of it is listed. `rows` are those of all current authorities.
    """
    days_of = {
        row.authority.pk: (_overall(row), (today - row.inspection.end_date).days)
        for row in rows
        if row.inspection and row.authority.invented == authority.invented
    }
    if authority.pk not in days_of:
        return None
    grade, days = days_of.pop(authority.pk)
    others = [each for other_grade, each in days_of.values() if other_grade == grade]
    return Waiting(
        days=days,
        grade=grade,
        others=len(others),
        median=median(others) if others else 0,
        longer=sum(each > days for each in others),
    )


def _overall(row: AuthorityRow) -> str:
    cell = row.on(OVERALL)
    return cell.judgement.grade if cell and cell.judgement else ""


def _reports(
    authority: Authority, authority_story: Story, grades: Sequence[Grade], citations: Citations
) -> list[BriefedReport]:
    """The latest readable full reports of the authority with their points, the latest first."""
    full = [each for each, _ in authority_story.history if each.authority_id == authority.pk]
    readable = [each for each in full if each.reading_id][:MOST_REPORTS]
    points, left_out = _points(readable)
    all_points = [point for of_report in points.values() for point in of_report]
    sequels = sequels_of(all_points, with_follow_ups=True)
    open_points = [point for point in all_points if not sequels[point.pk].can_be_read]
    better_graded = _better_graded(authority, open_points, grades)
    reports = []
    for inspection in readable:
        briefed = [
            _briefed(point, sequels[point.pk], better_graded.get(point.pk, []), citations)
            for point in points[inspection.pk]
        ]
        following = sequels[points[inspection.pk][0].pk].following if briefed else []
        reports.append(BriefedReport(inspection, following, briefed, left_out[inspection.pk]))
    return reports


def _points(
    inspections: Sequence[Inspection],
) -> tuple[dict[int, list[Paragraph]], dict[int, int]]:
    """The first points of each inspection, by its key, and how many more each has.

    Areas for priority action come first.
    """
    rows = Paragraph.objects.filter(inspection__in=inspections, role__in=IMPROVEMENT_ROLES)
    by_key = {inspection.pk: inspection for inspection in inspections}
    points: dict[int, list[Paragraph]] = {inspection.pk: [] for inspection in inspections}
    for row in rows.order_by("-role", "position"):
        row.inspection = by_key[row.inspection_id]
        points[row.inspection_id].append(row)
    first = {key: of_report[:MOST_POINTS] for key, of_report in points.items()}
    left_out = {key: len(of_report) - len(first[key]) for key, of_report in points.items()}
    return first, left_out


def _briefed(
    point: Paragraph, sequel: Sequel, better_graded: Sequence[Alike], citations: Citations
) -> BriefedPoint:
    """A point with its passages; each is numbered in the order of the page."""
    cited = citations.cited(point)
    matches = [alike for each in sequel.follow_ups or [] for alike in each.passages]
    return BriefedPoint(
        point=cited,
        follow_up=[citations.cited(alike.paragraph) for alike in matches],
        better_graded=[citations.cited(alike.paragraph) for alike in better_graded],
    )


def _better_graded(
    authority: Authority, points: Sequence[Paragraph], grades: Sequence[Grade]
) -> dict[int, list[Alike]]:
    """For each point, the nearest passages in theme of better-graded sections of others."""
    keys = tuple([point.pk for point in points])
    left_out = family(authority.pk) if keys and grades else frozenset[int]()
    near = near_each(keys, left_out=left_out, grades=grades, most=MOST_BETTER) if grades else {}
    matches = {key: _matches(of_point) for key, of_point in near.items()}
    shown = alike_of([match for of_point in matches.values() for match in of_point])
    return {key: shown_of(of_point, shown) for key, of_point in matches.items()}


def _matches(near: Sequence[NearParagraph]) -> list[Match]:
    return [Match(each.paragraph, ()) for each in near if each.nearness >= LEAST_NEARNESS]
