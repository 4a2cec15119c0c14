"""Inspections and paragraphs, and the questions that can be asked of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Role
from reports.models import Authority, Correction, Inspection, Judgement, Paragraph
from tests.archive import make_authority, make_inspection, make_paragraph, make_report

pytestmark = pytest.mark.django_db

START, END = date(2023, 6, 12), date(2023, 6, 23)


@pytest.fixture
def authority() -> Authority:
    return make_authority()


def correct_start(inspection: Inspection, before: date) -> Correction:
    """An editor's correction of the first day, that was `before` until then."""
    return Correction.objects.create(
        inspection=inspection,
        authority=inspection.authority,
        what="start_date",
        before=before.isoformat(),
        after=inspection.start_date.isoformat(),
        reason="Misprinted.",
        by=User.objects.create_user("editor"),
    )


@pytest.mark.parametrize("code", ["", "ilacs", "in-care", "good", "of-a-later-framework"])
def test_labels_are_those_of_the_vocabulary_and_an_unknown_code_labels_itself(code: str) -> None:
    paragraph, judgement = Paragraph(area=code, grade=code), Judgement(area=code, grade=code)
    shown = [Inspection(kind=code).get_kind_display()]
    shown += [paragraph.get_area_display(), paragraph.get_grade_display()]
    shown += [judgement.get_area_display(), judgement.get_grade_display()]
    kind, area, grade = (dict(terms.choices()).get(code, code) for terms in (Kind, Area, Grade))
    assert shown == [kind, area, grade, area, grade]


def test_with_text_are_those_whose_text_is_published(authority: Authority) -> None:
    make_inspection(authority, ended=date(2020, 1, 9))
    published = make_report(authority, "Visits are regular.")
    assert list(Inspection.objects.with_text()) == [published]


def test_edited_are_those_published_or_corrected(authority: Authority) -> None:
    make_inspection(authority, ended=date(2020, 1, 9))
    published = make_report(authority, "Visits are regular.")
    corrected = make_inspection(authority, ended=date(2021, 1, 9))
    correction = correct_start(corrected, date(2021, 1, 1))
    assert set(Inspection.objects.edited()) == {published, corrected}
    correction.withdrawn_by, correction.withdrawn_at = correction.by, correction.at
    correction.save()
    assert set(Inspection.objects.edited()) == {published}


def test_visits_are_no_full_inspections(authority: Authority) -> None:
    full = make_inspection(authority, kind=Kind.SIF)
    make_inspection(authority, kind=Kind.FOCUSED_VISIT)
    assert list(Inspection.objects.full()) == [full]


def test_latest_of_each_authority_is_that_with_the_last_day(authority: Authority) -> None:
    latest = make_inspection(authority, ended=date(2024, 1, 9))
    make_inspection(authority, ended=date(2019, 1, 9))
    other = make_inspection(make_authority("greyfell"), ended=date(2015, 1, 9))
    assert set(Inspection.objects.latest_of_each_authority()) == {latest, other}


def test_newest_first_goes_by_publication_else_by_the_last_day(authority: Authority) -> None:
    unpublished = make_inspection(authority, ended=date(2023, 3, 9))
    early = make_inspection(authority, ended=date(2023, 1, 9))
    late = make_inspection(authority, ended=date(2023, 2, 9))
    Inspection.objects.filter(pk=early.pk).update(published=date(2023, 5, 1))
    Inspection.objects.filter(pk=late.pk).update(published=date(2023, 4, 1))
    assert list(Inspection.objects.newest_first()) == [early, late, unpublished]


@pytest.mark.parametrize(
    ("areas", "grades", "expected"),
    [
        ([], [], True),
        ([Area.LEADERS], [], True),
        ([Area.ADOPTION], [], False),
        ([], [Grade.GOOD], True),
        ([Area.LEADERS, Area.ADOPTION], [Grade.GOOD], True),
        ([Area.LEADERS], [Grade.INADEQUATE], False),
        ([Area.HELP_AND_PROTECTION], [Grade.GOOD], False),
    ],
)
def test_judged_needs_the_grade_for_one_of_the_areas(
    authority: Authority, areas: list[Area], grades: list[Grade], expected: bool
) -> None:
    given = {Area.LEADERS: Grade.GOOD, Area.HELP_AND_PROTECTION: Grade.INADEQUATE}
    make_inspection(authority, grades=given)
    assert Inspection.objects.judged(areas, grades).exists() is expected
    assert Authority.objects.judged(areas, grades).exists() is expected


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (START, END, True),
        (date(2023, 6, 1), START, True),
        (END, date(2023, 7, 1), True),
        (date(2023, 6, 1), date(2023, 6, 11), False),
        (date(2023, 6, 24), date(2023, 7, 1), False),
    ],
)
def test_overlapping_shares_a_day(
    authority: Authority, start: date, end: date, overlaps: bool
) -> None:
    make_inspection(authority, ended=END)
    rows = Inspection.objects.overlapping(
        authority_slug=authority.slug, kind=Kind.ILACS, start=start, end=end
    )
    assert rows.exists() is overlaps


def test_overlapping_with_equal_dates_comes_first(authority: Authority) -> None:
    make_inspection(authority, ended=date(2023, 6, 20))
    equal = make_inspection(authority, ended=END)
    make_inspection(authority, ended=END, kind=Kind.FOCUSED_VISIT)
    make_inspection(make_authority("greyfell"), ended=END)
    rows = Inspection.objects.overlapping(
        authority_slug=authority.slug, kind=Kind.ILACS, start=equal.start_date, end=END
    )
    assert rows.count() == 2
    assert rows.first() == equal


def test_an_inspection_is_found_by_its_first_day_before_the_correction(
    authority: Authority,
) -> None:
    inspection = make_inspection(authority)
    correct_start(inspection, date(2022, 6, 12))

    def matching(start: date, kind: Kind = Kind.ILACS) -> Inspection | None:
        return Inspection.objects.corrected_from(
            authority_slug=authority.slug, kind=kind, start=start
        )

    assert matching(date(2022, 6, 12)) == inspection
    assert matching(inspection.start_date) is None
    assert matching(date(2022, 6, 12), Kind.SIF) is None


@pytest.mark.parametrize(
    ("anchor", "role"),
    [
        ("p1", Role.NUMBERED),
        ("summary-1", Role.SUMMARY),
        ("p7", None),
        ("numbered-0", None),
        ("summary-0", None),
        ("p1x", None),
        ("", None),
    ],
)
def test_anchored_is_the_paragraph_that_gives_the_anchor(
    authority: Authority, anchor: str, role: Role | None
) -> None:
    inspection = make_report(authority, "Visits are regular.")
    make_paragraph(inspection, "In short.", role=Role.SUMMARY)
    rows = list(Paragraph.objects.anchored(anchor))
    assert [row.role for row in rows] == ([role] if role else [])
    assert all(row.anchor == anchor for row in rows)


@pytest.mark.parametrize(
    ("role", "number", "numbered_by", "label"),
    [
        (Role.NUMBERED, 22, NumberedBy.REPORT, "paragraph 22"),
        (Role.NUMBERED, 22, NumberedBy.ARCHIVE, "paragraph 22 (this archive’s number)"),
        (Role.POINT, None, "", "what needs to improve"),
    ],
)
def test_a_paragraph_is_named_as_it_may_be_cited(
    role: Role, number: int | None, numbered_by: str, label: str
) -> None:
    assert Paragraph(role=role, number=number, numbered_by=numbered_by).label == label


def test_days_to_publication_are_counted_from_the_last_day() -> None:
    assert Inspection(end_date=END, published=date(2023, 7, 3)).days_to_publication == 10
    assert Inspection(end_date=END).days_to_publication is None


def test_an_outcome_has_a_label() -> None:
    assert Inspection(outcome="inconsistent").outcome_label.startswith("Inconsistent experiences")
    assert Inspection().outcome_label == ""


def test_paragraphs_are_read_without_their_search_vectors(authority: Authority) -> None:
    inspection = make_report(authority, "Visits are regular.")
    for row in (Paragraph.objects.get(), inspection.paragraphs.get()):
        assert row.get_deferred_fields() == {"search_vector"}
