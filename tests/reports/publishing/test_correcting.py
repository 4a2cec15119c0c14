"""A correction wins over every reading, survives all that happens to the readings, and is never
lost.
"""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from reports.facts.vocabulary import Area, Checked, Grade, Role
from reports.models import Authority, Change, Correction, Inspection, Judgement
from reports.publishing.content.targets import FIELDS, Target, fields_of_passage
from reports.publishing.correcting import (
    checked_reason,
    correct,
    correctables,
    withdraw,
)
from reports.publishing.importing import publish, unpublish
from reports.publishing.operations import Refused
from tests.reports.publishing.readings import (
    CONTENT,
    paragraph,
    published,
    read,
    received,
    with_paragraphs,
)
from tests.support.reference import load_facts
from tests.support.tiers import all_slow_but

pytestmark = pytest.mark.django_db

Standing = Correction.Standing
LEAD = "lead_inspector"
TEXT_OF_3 = "paragraph:numbered:3:text"


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor", is_staff=True)


def corrected(inspection: Inspection, what: str, after: str, editor: User) -> Correction:
    return correct(
        inspection=inspection,
        what=what,
        after=after,
        reason="The printed report says so.",
        by=editor,
    )


def text(inspection: Inspection, number: int) -> str:
    return inspection.paragraphs.get(role=Role.NUMBERED, number=number).text


def test_a_field_says_what_the_editor_says(editor: User) -> None:
    inspection = published()
    correction = corrected(inspection, LEAD, "Tobias Harkwill", editor)
    inspection.refresh_from_db()
    assert inspection.lead_inspector == "Tobias Harkwill"
    assert correction.before.startswith("Tobias Harkwell")
    assert (correction.by, correction.standing) == (editor, Standing.APPLIED)
    assert inspection.reading is not None
    assert str(inspection.reading.parsed().lead_inspector).startswith("Tobias Harkwell")


CORRECTIONS = [
    ("title", "Inspection of Wexcombe"),
    ("start_date", "2023-06-11"),
    ("end_date", "2023-06-24"),
    ("published", "2023-08-01"),
    ("length", "short"),
    ("theme", "Care leavers"),
    ("checked", "secondary source"),
    ("original_url", "https://example.org/report"),
    ("checked", "doubtful"),
    ("judgement:leaders", "inadequate"),
    ("judgement:leaders", ""),
    ("judgement:care-leavers", ""),
    (TEXT_OF_3, "Other words."),
    ("paragraph:numbered:3:page", "4"),
    ("paragraph:numbered:3:area", "in-care"),
    ("paragraph:numbered:3:grade", "inadequate"),
    ("paragraph:numbered:3:heading", "A heading"),
    ("paragraph:numbered:3:number", "99"),
    ("paragraph:summary:place-2:text", "Other words."),
    ("paragraph:point:place-1:number", "1"),
]
ONE_OF_EACH_KIND = [
    ("title", "Inspection of Wexcombe"),
    ("start_date", "2023-06-11"),
    ("judgement:leaders", "inadequate"),
    ("judgement:care-leavers", ""),
    (TEXT_OF_3, "Other words."),
    ("paragraph:numbered:3:number", "99"),
    ("paragraph:point:place-1:number", "1"),
]
"""Of a text, a date, a judgement changed and taken away, and passages. The others are slow: each
writes the text of a report three times.
"""


def values_of(inspection: Inspection) -> dict[str, str]:
    """What an inspection says, by the names of corrections."""
    return {what: each.value for what, each in correctables(inspection).items()}


@pytest.mark.parametrize(("what", "after"), all_slow_but(CORRECTIONS, ONE_OF_EACH_KIND))
def test_everything_can_be_corrected_and_taken_back(what: str, after: str, editor: User) -> None:
    inspection = published()
    before = values_of(inspection)
    correction = corrected(inspection, what, after, editor)
    inspection.refresh_from_db()
    now = values_of(inspection)
    assert now == {**before, what: after}
    withdraw(correction=correction, by=editor, reason="It was right.")
    inspection.refresh_from_db()
    assert values_of(inspection) == before


@pytest.mark.parametrize(
    ("what", "after", "said"),
    [
        ("nothing", "x", "Nothing of an inspection is called"),
        ("judgement:weather", "good", "Nothing of an inspection is called"),
        ("paragraph:numbered:3:pk", "1", "Nothing of an inspection is called"),
        ("paragraph:numbered:300:text", "x", "is not in the text that is shown"),
        ("judgement:leaders", "splendid", "splendid"),
        ("start_date", "someday", "valid date"),
        ("start_date", "", "required"),
        ("end_date", "2023-06-01", "before it starts"),
        ("original_url", "javascript:alert(1)", "valid URL"),
        (TEXT_OF_3, "  ", "required"),
        ("paragraph:numbered:3:number", "4", "Two passages would bear the number 4"),
        ("paragraph:numbered:3:page", "0", "greater than or equal to 1"),
        ("length", "", "says that already"),
    ],
)
def test_what_cannot_stand_is_refused_and_changes_nothing(
    what: str, after: str, said: str, editor: User
) -> None:
    inspection = published(report=read(length=None))
    with pytest.raises(Refused, match=said):
        corrected(inspection, what, after, editor)
    assert not Correction.objects.exists()
    assert Change.objects.count() == 1


def test_a_reason_is_needed(editor: User) -> None:
    inspection = published()
    with pytest.raises(Refused, match="reason"):
        correct(inspection=inspection, what=LEAD, after="Somebody", reason=" ", by=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            inspection=inspection,
            authority=inspection.authority,
            what=LEAD,
            after="x",
            reason="",
            by=editor,
        )


def test_a_correction_wins_over_another_file(editor: User) -> None:
    inspection = published()
    corrected(inspection, LEAD, "Tobias Harkwill", editor)
    corrected(inspection, "judgement:leaders", "inadequate", editor)
    corrected(inspection, TEXT_OF_3, "The hub works well.", editor)
    publish(reading=received(CONTENT.replace(b"Tobias Harkwell", b"Tobias Harkwall")))
    inspection.refresh_from_db()
    assert inspection.lead_inspector == "Tobias Harkwill"
    leaders = inspection.judgements.get(area=Area.LEADERS)
    assert (leaders.grade, leaders.printed_grade) == (Grade.INADEQUATE, "")
    assert text(inspection, 3) == "The hub works well."
    assert Correction.objects.filter(standing=Standing.APPLIED).count() == 3


def test_a_correction_that_a_new_reading_makes_needless_is_marked_so(editor: User) -> None:
    inspection = published()
    corrected(inspection, LEAD, "Tobias Harkwill, His Majesty’s Inspector", editor)
    publish(
        reading=received(
            CONTENT + b"\n", report=read(lead_inspector="Tobias Harkwill, His Majesty’s Inspector")
        )
    )
    assert Correction.objects.get().standing == Standing.NEEDLESS
    publish(reading=received())
    assert Correction.objects.get().standing == Standing.APPLIED


def test_a_correction_whose_paragraph_vanished_waits_for_it(editor: User) -> None:
    inspection = published()
    corrected(inspection, TEXT_OF_3, "The hub works well.", editor)
    publish(reading=received(CONTENT + b"\n", report=with_paragraphs(without=(3,))))
    assert Correction.objects.get().standing == Standing.UNAPPLIED
    publish(reading=received())
    assert Correction.objects.get().standing == Standing.APPLIED
    assert text(inspection, 3) == "The hub works well."


def test_a_correction_never_overwrites_another_paragraph_that_took_the_number(editor: User) -> None:
    inspection = published()
    corrected(inspection, TEXT_OF_3, "The hub works well.", editor)
    other = replace(
        paragraph(3), text="Carers are paid on time and praised for their patience by every child."
    )
    publish(reading=received(CONTENT + b"\n", report=with_paragraphs(other)))
    assert text(inspection, 3) == other.text
    assert Correction.objects.get().standing == Standing.UNAPPLIED


def test_a_correction_follows_its_paragraph_to_another_number(editor: User) -> None:
    inspection = published()
    corrected(inspection, TEXT_OF_3, "The hub works well.", editor)
    moved = with_paragraphs(replace(paragraph(3), number=77), without=(3,))
    moved = replace(moved, paragraphs=(*moved.paragraphs, replace(paragraph(3), number=77)))
    moved = replace(
        moved, paragraphs=tuple({each.number: each for each in moved.paragraphs}.values())
    )
    publish(reading=received(CONTENT + b"\n", report=moved))
    assert text(inspection, 77) == "The hub works well."
    assert Correction.objects.get().standing == Standing.APPLIED


def test_a_second_correction_takes_the_place_of_the_first(editor: User) -> None:
    inspection = published()
    first = corrected(inspection, LEAD, "Tobias Harkwill", editor)
    second = corrected(inspection, LEAD, "Tobias Harkwall", editor)
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert second.before == first.before
    withdraw(correction=second, by=editor, reason="Printed so.")
    inspection.refresh_from_db()
    assert inspection.lead_inspector == first.before
    with pytest.raises(Refused, match="already"):
        withdraw(correction=second, by=editor, reason="Again.")


def test_corrected_dates_do_not_lead_a_later_file_astray(editor: User) -> None:
    inspection = published()
    corrected(inspection, "start_date", "2023-06-01", editor)
    corrected(inspection, "end_date", "2023-06-02", editor)
    again = publish(reading=received(CONTENT.replace(b"Harkwell", b"Harkwill"))).inspection
    assert again.pk == inspection.pk
    assert (again.start_date, again.end_date) == (date(2023, 6, 1), date(2023, 6, 2))
    assert Inspection.objects.count() == 1


def test_corrections_survive_the_inspection_itself(editor: User) -> None:
    inspection = published()
    reading = inspection.reading
    assert reading is not None
    corrected(inspection, LEAD, "Tobias Harkwill", editor)
    unpublish(inspection=inspection, by=editor, reason="To look again.")
    assert not Inspection.objects.exists()
    assert Correction.objects.active().select_related("inspection").get().inspection is None
    assert publish(reading=reading).inspection.lead_inspector == "Tobias Harkwill"


def test_a_corrected_fact_survives_the_reference_files(editor: User) -> None:
    load_facts()
    listed = Inspection.objects.filter(
        authority__slug="bristol", kind="ilacs", reading=None
    ).latest("end_date")
    count = Inspection.objects.count()
    corrected(listed, "checked", Checked.DOUBTFUL, editor)
    corrected(listed, "judgement:leaders", "outstanding", editor)
    corrected(listed, "start_date", "2010-01-04", editor)
    corrected(listed, "end_date", "2010-01-05", editor)
    load_facts()
    listed.refresh_from_db()
    assert (listed.checked, listed.start_date) == (Checked.DOUBTFUL, date(2010, 1, 4))
    assert listed.judgements.get(area=Area.LEADERS).grade == Grade.OUTSTANDING
    assert Inspection.objects.count() == count
    for correction in Correction.objects.active():
        withdraw(correction=correction, by=editor, reason="Back to the fact.")
    before = (listed.pk, Judgement.objects.filter(inspection=listed).count())
    load_facts()
    listed.refresh_from_db()
    assert listed.start_date != date(2010, 1, 4)
    assert (listed.pk, listed.judgements.count()) == before


def test_samples_leave_with_their_corrections(editor: User) -> None:
    load_facts()
    inspection = published()
    corrected(inspection, LEAD, "Tobias Harkwill", editor)
    published(CONTENT.replace(b"Wexcombe", b"Bristol"))
    assert not Correction.objects.exists()
    assert not Authority.objects.filter(invented=True).exists()


def test_the_database_lets_one_correction_stand_at_a_time(editor: User) -> None:
    inspection = published()
    corrected(inspection, LEAD, "Tobias Harkwill", editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            inspection=inspection,
            authority=inspection.authority,
            what=LEAD,
            after="x",
            reason="y",
            by=editor,
        )


@pytest.mark.slow
def test_every_value_of_an_inspection_can_be_corrected() -> None:
    """Slow: every value of a report by itself. The other tests correct one of each sort."""
    inspection = published()
    values = correctables(inspection)
    of_passages = sum(len(fields_of_passage(each.role)) for each in inspection.paragraphs.all())
    assert len(values) == len(FIELDS) + len(Area) + of_passages
    for what, each in values.items():
        assert Target.parse(what).label == each.label
        assert each.what == what
    assert values["judgement:leaders"].value == "good"
    assert values["judgement:adoption"].value == ""
    assert values["end_date"].value == "2023-06-23"
    assert values["paragraph:numbered:3:text"].value == text(inspection, 3)


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("", "Give a reason"),
        (" \r\n ", "Give a reason"),
        ("r" * 1001, "1,001 characters; at most 1,000"),
        ("bad\x07", "cannot be shown"),
    ],
)
def test_reason_that_is_refused(reason: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        checked_reason(reason)


def test_reason_that_is_taken() -> None:
    assert checked_reason(" Printed so.\r\nOn page 3. ") == "Printed so.\nOn page 3."
    assert checked_reason("r" * 1000) == "r" * 1000


def test_a_later_correction_withholds_what_the_earlier_one_withheld(editor: User) -> None:
    inspection = published()
    first = correct(
        inspection=inspection, what=LEAD, after="A B", reason="r", by=editor, withheld=True
    )
    second = corrected(inspection, LEAD, "C D", editor)
    assert first.withheld_since is not None
    assert second.withheld_since == first.withheld_since
    third = corrected(inspection, "title", "Title", editor)
    assert third.withheld_since is None


def test_an_inspection_that_is_gone_is_not_corrected(editor: User) -> None:
    inspection = published()
    unpublish(inspection=inspection)
    with pytest.raises(Refused, match="has left the archive in the meantime"):
        corrected(inspection, LEAD, "A B", editor)


def test_a_correction_of_a_passage_remembers_its_words_as_read(editor: User) -> None:
    inspection = published()
    as_read = text(inspection, 3)
    first = corrected(inspection, TEXT_OF_3, "Other words.", editor)
    second = corrected(inspection, TEXT_OF_3, "Again others.", editor)
    assert first.passage == second.passage == as_read
    assert corrected(inspection, LEAD, "A B", editor).passage == ""
