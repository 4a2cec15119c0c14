"""The narrow entries that searches scan: the database keeps them true, whatever is done to the
paragraphs.
"""

import pytest
from django.db import connection, transaction

from reports.models import Entry, Inspection, Paragraph, Section
from reports.models.text_search import LEVEL, PAIR
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.index import assert_entries_true

pytestmark = pytest.mark.django_db


def test_entries_follow_the_paragraphs() -> None:
    make_report(
        make_authority(), *(f"Children in care do well, {number} times." for number in (1, 2, 3))
    )
    rows = list(Paragraph.objects.all())
    assert_entries_true()
    Paragraph.objects.filter(pk=rows[0].pk).update(
        text="Neglect is found early.", grade="inadequate"
    )
    assert_entries_true()
    Paragraph.objects.filter(pk=rows[1].pk).update(position=40)
    assert_entries_true()
    Paragraph.objects.filter(pk=rows[2].pk).delete()
    assert_entries_true()
    Inspection.objects.all().delete()
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_sections_that_were_rolled_back_use_up_no_number() -> None:
    Section.objects.all().delete()  # tests that keep reports for a module leave theirs behind
    for _ in range(3):
        with transaction.atomic():
            make_report(make_authority(), "Kept for a moment.")
            transaction.set_rollback(True)
    make_report(make_authority(), "Kept.")
    assert [section.pk for section in Section.objects.all()] == [1]


def test_entries_of_two_reports_are_apart() -> None:
    for slug in ("fernhollow", "otherham"):
        make_report(make_authority(slug), "The same words.")
    assert_entries_true()
    assert len(set(Entry.objects.values_list("place", flat=True))) == 2


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Care leavers do well.", f"care{PAIR}leaver"),
        ("Many children in care do well.", f"children{PAIR}in{PAIR}care"),
        ("Children.", f"children{LEVEL}5"),
        ("Care leavers.", f"care{PAIR}leaver{LEVEL}5"),
    ],
)
def test_words_of_an_entry(text: str, word: str) -> None:
    make_paragraph(make_inspection(make_authority()), text, number=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words @@ %s::tsquery FROM reports_entry", [f"'{word}'"])
        assert cursor.fetchall() == [(True,)]
