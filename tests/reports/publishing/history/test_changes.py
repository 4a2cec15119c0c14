"""Changes are recorded and shown, links to paragraphs survive, and nobody overwrites another."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reports.models import Change, Inspection
from reports.publishing.correcting import correct, withdraw
from reports.publishing.history.changes import (
    EMPTY_STAMP,
    MOST_NAMED,
    Operation,
    VanishedAnchor,
    record,
    refuse_if_stale,
    stamp,
    vanished_anchors,
)
from reports.publishing.history.differences import Difference
from reports.publishing.history.snapshot import snapshot_of_inspection
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


def test_every_operation_records_its_change(editor: User) -> None:
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
    changes = Change.objects.order_by("pk").values_list("what", "reason", "by")
    assert list(changes) == [
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
    recorded = Difference.from_json(Change.objects.get(what=What.REVISED).changed)
    assert recorded == publication.difference
    (one,) = recorded.paragraphs
    assert one.before is not None
    assert one.after is not None
    assert (one.before.text, one.after.text) == (paragraph(3).text, changed.text)
    assert not recorded.fields
    assert not recorded.judgements


def test_history_page_shows_what_when_and_why_but_not_who(
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
        html = page(client, history(inspection))
    assert "By an editor. Misspelt." in html
    assert "By the archive. The report was imported." in html
    assert "Ann Other" in html
    assert "[removed:" in html
    assert "margaret" not in html


def test_history_page_writes_dates_as_all_pages_do(client: Client, editor: User) -> None:
    inspection = published()
    correct(
        inspection=inspection,
        what="published",
        after="2023-08-01",
        reason="Printed on Ofsted’s site.",
        by=editor,
    )
    html = page(client, history(inspection))
    assert "1 August 2023" in html
    assert "2023-08-01" not in html


def test_inspection_page_says_that_it_was_corrected(client: Client, editor: User) -> None:
    inspection = published()
    assert "Corrected" not in page(client, inspection.get_absolute_url())
    correction = correct(
        inspection=inspection, what="lead_inspector", after="A", reason="Misspelt.", by=editor
    )
    html = page(client, inspection.get_absolute_url())
    assert (
        f'Corrected {correction.at:%-d %B %Y}: <a href="{history(inspection)}">see history</a>'
        in html
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
    html = page(client, history(inspection))
    assert "A name." in html
    assert "safeguarding hub" not in html
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
    for html in (page(client, address, 410), page(client, history(inspection), 410)):
        assert "It named a child." in html
        assert "secret hub" not in html
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
    html = page(client, inspection.get_absolute_url())
    assert '<li id="p22">' in html
    assert 'is now <a href="#p21">paragraph 21</a>' in " ".join(html.split())


def test_a_paragraph_that_vanished_says_so_and_comes_back(client: Client) -> None:
    inspection = published()
    publish(reading=received(CONTENT + b"\n", report=with_paragraphs(without=(22,))))
    html = " ".join(page(client, inspection.get_absolute_url()).split())
    assert '<li id="p22"> Paragraph 22 is no longer in the report. </li>' in html
    publish(reading=received())
    assert "is no longer in the report" not in page(client, inspection.get_absolute_url())


def test_a_paragraph_is_followed_through_several_changes(client: Client) -> None:
    inspection = published()
    once = with_paragraphs(replace(paragraph(22), number=71), without=(22,))
    once = replace(once, paragraphs=tuple({each.number: each for each in once.paragraphs}.values()))
    publish(reading=received(CONTENT + b"\n", report=once))
    twice = with_paragraphs(replace(paragraph(22), number=72), without=(22,))
    publish(reading=received(CONTENT + b"\n\n", report=twice))
    html = " ".join(page(client, inspection.get_absolute_url()).split())
    for anchor in ("p22", "p71"):
        assert f'<li id="{anchor}">' in html
    assert html.count('is now <a href="#p72">paragraph 72</a>') == 2


def test_links_survive_an_unpublished_time(client: Client, editor: User) -> None:
    inspection = published()
    unpublish(inspection=inspection, by=editor, reason="To look again.")
    joined = replace(paragraph(21), text=f"{paragraph(21).text} {paragraph(22).text}")
    again = publish(
        reading=received(CONTENT + b"\n", report=with_paragraphs(joined, without=(22,)))
    ).inspection
    assert '<li id="p22">' in page(client, again.get_absolute_url())


def test_what_somebody_else_changed_is_not_overwritten(editor: User) -> None:
    inspection = published()
    before = stamp(inspection)
    correct(
        inspection=inspection,
        what="lead_inspector",
        after="A",
        reason="r",
        by=editor,
        expected_stamp=before,
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
            expected_stamp=before,
        )
    assert "has changed since you opened it" in str(refused.value)
    with pytest.raises(Refused, match="has changed since you opened it"):
        unpublish(inspection=inspection, by=editor, reason="r", expected_stamp=before)
    with pytest.raises(Refused, match="has changed since you opened it"):
        publish(reading=received(CONTENT + b"\n"), by=editor, expected_stamp=EMPTY_STAMP)
    inspection.refresh_from_db()
    assert inspection.lead_inspector == "A"


def test_a_number_that_is_no_page_is_an_error_of_the_address(client: Client) -> None:
    inspection = published()
    page(client, f"{history(inspection)}?page=2", 404)
    assert "page" in page(client, f"{history(inspection)}?page=x", 400)


def moved(*anchors: tuple[str, str | None]) -> Change:
    """A change, not saved, after which each anchor led to the second one."""
    return Change(
        moved=[{"anchor": old, "label": f"label of {old}", "now": now} for old, now in anchors]
    )


def test_an_anchor_leads_to_the_one_that_its_words_have_now() -> None:
    current = {"p1": "paragraph 1", "p9": "paragraph 9"}
    assert vanished_anchors([moved(("p2", "p9"))], current) == [
        VanishedAnchor("p2", "label of p2", "p9", "paragraph 9")
    ]
    assert vanished_anchors([moved(("p2", None))], current) == [
        VanishedAnchor("p2", "label of p2", None, "")
    ]


def test_an_anchor_is_followed_through_several_changes() -> None:
    latest_first = [moved(("p3", "p9")), moved(("p2", "p3"))]
    assert [(each.anchor, each.now) for each in vanished_anchors(latest_first, {"p9": ""})] == [
        ("p2", "p9"),
        ("p3", "p9"),
    ]
    assert vanished_anchors([moved(("p2", "p3"))], {"p9": ""})[0].now is None


def test_the_latest_change_counts() -> None:
    latest_first = [moved(("p2", "p9")), moved(("p2", "p1"))]
    (anchor,) = vanished_anchors(latest_first, {"p1": "one", "p9": "nine"})
    assert (anchor.now, anchor.now_label) == ("p9", "nine")


def test_anchors_that_led_to_each_other_lead_nowhere() -> None:
    assert [each.now for each in vanished_anchors([moved(("p2", "p3"), ("p3", "p2"))], {})] == [
        None,
        None,
    ]


def test_an_anchor_that_is_back_has_not_vanished() -> None:
    assert vanished_anchors([moved(("p2", "p9"))], {"p2": "", "p9": ""}) == []
    assert vanished_anchors([], {"p1": ""}) == []


def test_stamps_of_an_inspection() -> None:
    inspection = published()
    last = Change.objects.get()
    assert stamp(inspection) == f"{inspection.reading_id}.{last.pk}"
    assert stamp(Inspection(slug="not-there")) == EMPTY_STAMP
    refuse_if_stale(inspection, stamp(inspection))
    refuse_if_stale(inspection, None)


@pytest.mark.parametrize("expected", ["", "rubbish", EMPTY_STAMP, "1.x"])
def test_a_stale_stamp_is_refused_with_what_changed(expected: str) -> None:
    inspection = published()
    with pytest.raises(Refused, match=r"opened it: published .* by a command \(.*added passages"):
        refuse_if_stale(inspection, expected)


def test_a_stale_stamp_of_the_latest_change() -> None:
    inspection = published()
    last = Change.objects.get()
    with pytest.raises(Refused, match="opened it: its text is shown already"):
        refuse_if_stale(inspection, f"0.{last.pk}")


def test_a_refusal_names_few_changes(editor: User) -> None:
    inspection = published()
    before = stamp(inspection)
    for number in range(MOST_NAMED + 1):
        correct(inspection=inspection, what="title", after=f"Title {number}", reason="r", by=editor)
    with pytest.raises(Refused) as refused:
        refuse_if_stale(inspection, before)
    assert str(refused.value).count("corrected ") == MOST_NAMED


@pytest.mark.parametrize(
    ("what", "is_recorded"),
    [
        (What.PUBLISHED, True),
        (What.REVISED, True),
        (What.REDACTED, True),
        (What.UNPUBLISHED, True),
        (What.RE_READ, False),
        (What.CORRECTED, False),
        (What.WITHDRAWN, False),
    ],
)
def test_an_operation_that_changes_nothing(what: Change.What, is_recorded: bool) -> None:
    inspection = published()
    now = snapshot_of_inspection(inspection)
    count = Change.objects.count()
    changed = record(inspection, Operation(what), before=now, after=now, reading=None)
    assert not changed
    assert Change.objects.count() == count + is_recorded


def test_a_recorded_change_has_all_of_its_operation(editor: User) -> None:
    inspection = published()
    now = snapshot_of_inspection(inspection)
    after = replace(now, passages=now.passages[:-1], fields={**now.fields, "title": "New"})
    operation = Operation(What.CORRECTED, editor, "Because.", withheld=True)
    changed = record(inspection, operation, before=now, after=after, reading=inspection.reading)
    change = Change.objects.of(inspection.slug).first()
    assert change is not None
    assert (change.what, change.by, change.reason) == (What.CORRECTED, editor, "Because.")
    assert (change.withheld, change.reading) == (True, inspection.reading)
    assert change.title == str(inspection)
    assert Difference.from_json(change.changed) == changed
    assert changed.sentence == "1 field, 1 removed passage"
    assert [each["anchor"] for each in change.moved] == [now.passages[-1].anchor]
