"""Every published change is kept and told; links to paragraphs survive; nobody overwrites another
unseen.
"""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reports.models import Change, Inspection
from reports.publishing.correcting import correct, withdraw
from reports.publishing.history.changes import EMPTY_STAMP, stamp
from reports.publishing.history.differences import Difference
from reports.publishing.importing import publish, unpublish
from reports.publishing.operations import Refused
from tests.reports.publishing.readings import (
    CONTENT,
    paragraph,
    published,
    received,
    with_paragraphs,
)

pytestmark = pytest.mark.django_db

What = Change.What


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("margaret-the-editor", is_staff=True)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def history(inspection: Inspection) -> str:
    return reverse("inspection-history", args=[inspection.slug])


def test_every_verb_leaves_its_change(editor: User) -> None:
    inspection = published()
    reading = inspection.reading
    correction = correct(
        inspection=inspection, what="lead_inspector", after="A", reason="Misspelt.", by=editor
    )
    withdraw(correction=correction, by=editor, reason="It was not.")
    publish(
        reading=received(CONTENT.replace(b"Harkwell", b"Harkwill")),
        by=editor,
        reason="Re-published.",
    )
    inspection.refresh_from_db()
    unpublish(inspection=inspection, by=editor, reason="Wrong report.")
    told = Change.objects.order_by("pk").values_list("what", "reason", "by")
    assert list(told) == [
        (What.PUBLISHED, "", None),
        (What.CORRECTED, "Misspelt.", editor.pk),
        (What.WITHDRAWN, "It was not.", editor.pk),
        (What.REVISED, "Re-published.", editor.pk),
        (What.UNPUBLISHED, "Wrong report.", editor.pk),
    ]
    assert Change.objects.order_by("pk").first().reading == reading  # type: ignore[union-attr]  # there are five


def test_a_change_keeps_the_words_before_and_after() -> None:
    published()
    changed = replace(paragraph(3), text=paragraph(3).text.replace("safeguarding hub", "hub"))
    publication = publish(reading=received(CONTENT + b"\n", report=with_paragraphs(changed)))
    kept = Difference.from_json(Change.objects.get(what=What.REVISED).changed)
    assert kept == publication.difference
    (one,) = kept.paragraphs
    assert one.before is not None
    assert one.after is not None
    assert (one.before.text, one.after.text) == (paragraph(3).text, changed.text)
    assert not kept.fields
    assert not kept.judgements


def test_history_page_tells_what_when_and_why_but_not_who(
    client: Client, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    inspection = published()
    correct(
        inspection=inspection,
        what="lead_inspector",
        after="Ann Other",
        reason="Misspelt.",
        by=editor,
    )
    with django_assert_max_num_queries(6):
        told = page(client, history(inspection))
    assert "By an editor. Misspelt." in told
    assert "By the archive. The report was imported." in told
    assert "Ann Other" in told
    assert "[removed:" in told
    assert "margaret" not in told


def test_history_page_writes_dates_as_all_pages_do(client: Client, editor: User) -> None:
    inspection = published()
    correct(
        inspection=inspection,
        what="published",
        after="2023-08-01",
        reason="Seen on Ofsted’s site.",
        by=editor,
    )
    told = page(client, history(inspection))
    assert "1 August 2023" in told
    assert "2023-08-01" not in told


def test_inspection_page_says_that_it_was_corrected(client: Client, editor: User) -> None:
    inspection = published()
    assert "Corrected" not in page(client, inspection.get_absolute_url())
    correction = correct(
        inspection=inspection, what="lead_inspector", after="A", reason="Misspelt.", by=editor
    )
    told = page(client, inspection.get_absolute_url())
    assert (
        f'Corrected {correction.at:%-d %B %Y}: <a href="{history(inspection)}">see history</a>'
        in told
    )
    withdraw(correction=correction, by=editor, reason="No.")
    assert "Corrected" not in page(client, inspection.get_absolute_url())


def test_withheld_words_stay_out_of_the_history(client: Client, editor: User) -> None:
    inspection = published()
    what = "paragraph:numbered:3:text"
    correction = correct(
        inspection=inspection,
        what=what,
        after="Redacted.",
        reason="A name.",
        by=editor,
        withheld=True,
    )
    told = page(client, history(inspection))
    assert "A name." in told
    assert "safeguarding hub" not in told
    withdraw(correction=correction, by=editor, reason="Again.")
    assert "safeguarding hub" not in page(client, history(inspection))


def test_an_inspection_that_left_answers_gone_with_its_history(
    client: Client, editor: User
) -> None:
    inspection = published()
    address = inspection.get_absolute_url()
    changed = replace(
        paragraph(3), text=paragraph(3).text.replace("safeguarding hub", "secret hub")
    )
    publish(reading=received(CONTENT + b"\n", report=with_paragraphs(changed)))
    inspection.refresh_from_db()
    unpublish(inspection=inspection, by=editor, reason="It named a child.")
    for told in (page(client, address, 410), page(client, history(inspection), 410)):
        assert "It named a child." in told
        assert "secret hub" not in told
    page(client, "/inspections/never-there/", 404)
    page(client, "/inspections/never-there/history/", 404)


def test_a_report_that_comes_back_has_its_whole_history(client: Client, editor: User) -> None:
    inspection = published()
    reading = inspection.reading
    assert reading is not None
    unpublish(inspection=inspection, by=editor, reason="To look again.")
    inspection = publish(reading=reading).inspection
    assert [each.what for each in Change.objects.of(inspection.slug)] == [
        What.PUBLISHED,
        What.UNPUBLISHED,
        What.PUBLISHED,
    ]
    assert "To look again." in page(client, history(inspection))


def test_a_paragraph_that_moved_says_where_it_went(client: Client) -> None:
    inspection = published()
    joined = replace(paragraph(21), text=f"{paragraph(21).text} {paragraph(22).text}")
    publish(reading=received(CONTENT + b"\n", report=with_paragraphs(joined, without=(22,))))
    told = page(client, inspection.get_absolute_url())
    assert '<li id="p22">' in told
    assert 'is now <a href="#p21">paragraph 21</a>' in " ".join(told.split())


def test_a_paragraph_that_vanished_says_so_and_comes_back(client: Client) -> None:
    inspection = published()
    publish(reading=received(CONTENT + b"\n", report=with_paragraphs(without=(22,))))
    told = " ".join(page(client, inspection.get_absolute_url()).split())
    assert '<li id="p22"> Paragraph 22 is no longer in the report. </li>' in told
    publish(reading=received())
    assert "is no longer in the report" not in page(client, inspection.get_absolute_url())


def test_a_paragraph_is_followed_through_several_changes(client: Client) -> None:
    inspection = published()
    once = with_paragraphs(replace(paragraph(22), number=71), without=(22,))
    once = replace(once, paragraphs=tuple({each.number: each for each in once.paragraphs}.values()))
    publish(reading=received(CONTENT + b"\n", report=once))
    twice = with_paragraphs(replace(paragraph(22), number=72), without=(22,))
    publish(reading=received(CONTENT + b"\n\n", report=twice))
    told = " ".join(page(client, inspection.get_absolute_url()).split())
    for anchor in ("p22", "p71"):
        assert f'<li id="{anchor}">' in told
    assert told.count('is now <a href="#p72">paragraph 72</a>') == 2


def test_links_survive_an_unpublished_time(client: Client, editor: User) -> None:
    inspection = published()
    unpublish(inspection=inspection, by=editor, reason="To look again.")
    joined = replace(paragraph(21), text=f"{paragraph(21).text} {paragraph(22).text}")
    again = publish(
        reading=received(CONTENT + b"\n", report=with_paragraphs(joined, without=(22,)))
    ).inspection
    assert '<li id="p22">' in page(client, again.get_absolute_url())


def test_what_somebody_else_changed_is_not_overwritten_unseen(editor: User) -> None:
    inspection = published()
    seen = stamp(inspection)
    correct(
        inspection=inspection,
        what="lead_inspector",
        after="A",
        reason="r",
        by=editor,
        expected_stamp=seen,
    )
    with pytest.raises(
        Refused, match=r"corrected .* by margaret-the-editor \(1 field\)"
    ) as refused:
        correct(
            inspection=inspection,
            what="lead_inspector",
            after="B",
            reason="r",
            by=editor,
            expected_stamp=seen,
        )
    assert "has changed since you opened it" in str(refused.value)
    with pytest.raises(Refused, match="has changed since you opened it"):
        unpublish(inspection=inspection, by=editor, reason="r", expected_stamp=seen)
    with pytest.raises(Refused, match="has changed since you opened it"):
        publish(reading=received(CONTENT + b"\n"), by=editor, expected_stamp=EMPTY_STAMP)
    inspection.refresh_from_db()
    assert inspection.lead_inspector == "A"


def test_a_number_that_is_no_page_is_an_error_of_the_address(client: Client) -> None:
    inspection = published()
    page(client, f"{history(inspection)}?page=2", 404)
    assert "page" in page(client, f"{history(inspection)}?page=x", 400)
