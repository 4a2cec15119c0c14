"""The draft of an inspection: its report, its baseline, and corrections applied to them."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User

from reports.facts.vocabulary import Area, Grade, NumberedBy
from reports.ingest.parsed import ParsedReport, Point, PrintedJudgement
from reports.models import Correction, Inspection
from reports.publishing.content.draft import Draft, baseline_of
from reports.publishing.operations import Refused
from tests.archive import make_authority, make_inspection
from tests.reports.publishing.readings import paragraph, read, with_paragraphs

pytestmark = pytest.mark.django_db

Standing = Correction.Standing
TEXT_OF_3 = "paragraph:numbered:3:text"


@pytest.fixture
def inspection() -> Inspection:
    """An inspection on the dates of the sample report, graded good throughout, without text."""
    return make_inspection(make_authority(), ended=date(2023, 6, 23))


def correction(what: str, after: str, *, before: str = "", passage: str = "") -> Correction:
    """A correction that is not saved."""
    return Correction(
        what=what, after=after, before=before, passage=passage, by=User(username="editor")
    )


def draft_of(inspection: Inspection, report: ParsedReport | None = None) -> Draft:
    return Draft(inspection, report, baseline_of(inspection, []))


def test_a_report_s_values_win_over_the_baseline(inspection: Inspection) -> None:
    inspection.lead_inspector, inspection.original_url = "Somebody", "https://example.org/a"
    draft = draft_of(inspection, read(lead_inspector="Ada Bell", length=None))
    assert inspection.lead_inspector == "Ada Bell"
    assert inspection.original_url == "https://example.org/a"
    assert "length" not in draft.read_fields
    assert draft.read_fields["lead_inspector"] == "Ada Bell"


def test_without_a_report_the_baseline_counts(inspection: Inspection) -> None:
    draft = draft_of(inspection)
    assert not draft.paragraphs
    assert {area: each.grade for area, each in draft.judgements.items()} == {
        str(each.area): each.grade for each in inspection.judgements.all()
    }
    assert len(draft.judgements) == 5


def test_baseline_without_what_corrections_changed(inspection: Inspection) -> None:
    inspection.lead_inspector, inspection.theme = "Corrected", "Changed since"
    corrections = [
        correction("lead_inspector", "Corrected", before="Read"),
        correction("theme", "Corrected", before="Read"),
        correction("judgement:leaders", "good", before="inadequate"),
        correction("judgement:overall", "outstanding", before="inadequate"),
        correction("judgement:in-care", "good"),
        correction("judgement:adoption", "", before="inadequate"),
    ]
    baseline = baseline_of(inspection, corrections)
    assert baseline.fields["lead_inspector"] == "Read"
    assert baseline.fields["theme"] == "Changed since"
    assert baseline.judgements["leaders"].grade == Grade.INADEQUATE
    assert baseline.judgements["overall"].grade == Grade.GOOD
    assert "in-care" not in baseline.judgements
    adoption = baseline.judgements["adoption"]
    assert (adoption.grade, adoption.position) == ("inadequate", list(Area).index(Area.ADOPTION))


def test_a_field_is_corrected_or_was_right_already(inspection: Inspection) -> None:
    draft = draft_of(inspection, read(lead_inspector="Ada Bell", theme=None))
    assert draft.apply(correction("lead_inspector", "Bea Bell")) == Standing.APPLIED
    assert inspection.lead_inspector == "Bea Bell"
    assert list(draft.origins) == ["lead_inspector"]
    assert draft.apply(correction("lead_inspector", "Ada Bell")) == Standing.NEEDLESS
    assert draft.apply(correction("theme", "")) == Standing.APPLIED


def test_a_judgement_is_corrected(inspection: Inspection) -> None:
    judgement = PrintedJudgement(Area.LEADERS, Grade.GOOD, "Leaders", "Good")
    draft = draft_of(inspection, read(judgements=(judgement,)))
    assert draft.apply(correction("judgement:leaders", "good")) == Standing.NEEDLESS
    assert draft.origins == {}
    assert draft.apply(correction("judgement:leaders", "inadequate")) == Standing.APPLIED
    leaders = draft.judgements["leaders"]
    assert (leaders.grade, leaders.printed_grade, leaders.printed_area) == (
        "inadequate",
        "",
        "Leaders",
    )
    assert draft.apply(correction("judgement:overall", "good")) == Standing.APPLIED
    position = len(Area) + list(Area).index(Area.OVERALL)
    assert draft.judgements["overall"].position == position
    assert draft.apply(correction("judgement:leaders", "")) == Standing.APPLIED
    assert list(draft.judgements) == ["overall"]
    assert list(draft.origins) == ["judgement:leaders", "judgement:overall"]


def test_without_a_report_the_same_grade_is_applied(inspection: Inspection) -> None:
    assert draft_of(inspection).apply(correction("judgement:leaders", "good")) == Standing.APPLIED


def test_a_passage_is_corrected_where_it_is(inspection: Inspection) -> None:
    draft = draft_of(inspection, read())
    as_read = paragraph(3).text
    changed = correction(TEXT_OF_3, "Other words.", passage=as_read)
    assert draft.apply(changed) == Standing.APPLIED
    row = draft.by_key["numbered:3"]
    assert row.text == "Other words."
    assert draft.origins == {f"paragraph:{row.position}:text": changed}
    # A second correction of the same passage finds it by its text as read.
    page = correction("paragraph:numbered:3:page", "4", passage=as_read)
    assert draft.apply(page) == Standing.APPLIED
    assert draft.apply(page) == Standing.NEEDLESS
    assert row.page == 4


def test_a_passage_that_is_not_there_waits(inspection: Inspection) -> None:
    draft = draft_of(inspection, with_paragraphs(without=(3,)))
    missing = correction(TEXT_OF_3, "Other words.", passage=paragraph(3).text)
    assert draft.apply(missing) == Standing.UNAPPLIED
    assert draft.origins == {}


def test_a_passage_with_another_number_is_found_by_its_words(inspection: Inspection) -> None:
    words = paragraph(3).text.split()
    renumbered = replace(paragraph(3), number=77, text=" ".join(words[1:]))
    draft = draft_of(inspection, with_paragraphs(renumbered, without=(3,)))
    moved = correction(TEXT_OF_3, "Other words.", passage=paragraph(3).text)
    assert draft.apply(moved) == Standing.APPLIED
    assert draft.by_key["numbered:77"].text == "Other words."


def test_a_passage_is_found_by_its_words_among_those_that_are_alike(inspection: Inspection) -> None:
    """A newer reading has a point more, so the others have moved on by a place."""
    in_care = "Plans for children in care, and how often managers review them."
    in_need = in_care.replace("care", "need")
    draft = draft_of(inspection, read(improvement_points=(Point(in_need), Point(in_care))))
    moved = correction("paragraph:point:place-1:text", "Other words.", passage=in_care)
    assert draft.apply(moved) == Standing.APPLIED
    assert draft.by_key["point:place-1"].text == in_need
    assert draft.by_key["point:place-2"].text == "Other words."


def test_a_corrected_number_is_the_report_s(inspection: Inspection) -> None:
    report = read(improvement_points=(Point("Improve the plans."),))
    draft = draft_of(inspection, report)
    numbered = correction("paragraph:point:place-1:number", "4", passage="Improve the plans.")
    assert draft.apply(numbered) == Standing.APPLIED
    row = draft.by_key["point:place-1"]
    assert (row.number, row.numbered_by) == (4, NumberedBy.REPORT)
    removed = correction("paragraph:point:place-1:number", "", passage="Improve the plans.")
    assert draft.apply(removed) == Standing.APPLIED
    assert (row.number, row.numbered_by) == (None, "")


def test_an_impossible_value_is_refused(inspection: Inspection) -> None:
    with pytest.raises(Refused, match="valid date"):
        draft_of(inspection).apply(correction("start_date", "someday"))


def test_a_contradiction_names_the_corrections_that_cause_it(inspection: Inspection) -> None:
    draft = draft_of(inspection)
    assert draft.contradiction() is None
    harmless = correction("lead_inspector", "Ada Bell")
    early = correction("published", "2023-06-22")
    draft.apply(harmless)
    draft.apply(early)
    contradiction = draft.contradiction()
    assert contradiction is not None
    finding, involved = contradiction
    assert "before the last day on site" in finding.message
    assert involved == [early]


def test_a_contradiction_without_any_correction_is_not_theirs(inspection: Inspection) -> None:
    inspection.published = date(2023, 6, 22)
    draft = draft_of(inspection)
    assert draft.contradiction() is None
    assert any("published" in finding.about for finding in draft.impossible())


def test_two_inspections_do_not_start_on_one_day(inspection: Inspection) -> None:
    other = make_inspection(inspection.authority, ended=date(2023, 7, 23))
    draft = draft_of(other)
    draft.apply(correction("start_date", inspection.start_date.isoformat()))
    contradiction = draft.contradiction()
    assert contradiction is not None
    assert contradiction[0].message == f"{inspection} starts on 12 June 2023 already."
    assert contradiction[0].refused


def test_writing_replaces_all_rows(inspection: Inspection) -> None:
    draft = draft_of(inspection, read())
    draft.write()
    draft.write()
    assert inspection.paragraphs.count() == len(draft.paragraphs) > 0
    assert inspection.judgements.count() == len(draft.judgements) > 0
    rows = set(inspection.paragraphs.values_list("authority", "region", "kind", "year"))
    authority = inspection.authority_id
    assert rows == {(authority, inspection.region, inspection.kind, inspection.year)}


def test_an_inspection_that_is_not_saved_has_no_judgements_yet(inspection: Inspection) -> None:
    unsaved = Inspection(
        authority=inspection.authority,
        kind=inspection.kind,
        start_date=date(2024, 1, 8),
        end_date=date(2024, 1, 19),
    )
    assert baseline_of(unsaved, []).judgements == {}
