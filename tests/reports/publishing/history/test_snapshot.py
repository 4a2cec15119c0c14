"""What an inspection's page says at one moment."""

import pytest

from reports.facts.vocabulary import Area, Grade
from reports.models import Authority, Inspection
from reports.publishing.history.snapshot import (
    ShownPassage,
    Snapshot,
    passages_of,
    snapshot_of_inspection,
    snapshot_of_report,
)
from tests.archive import make_authority, make_inspection, make_paragraph
from tests.reports.publishing.history.passages import passage
from tests.reports.publishing.readings import published, read


@pytest.mark.django_db
def test_a_published_report_shows_what_its_reading_says() -> None:
    inspection = published()
    snapshot = snapshot_of_inspection(inspection)
    reading = snapshot_of_report(read())
    assert snapshot.passages == reading.passages
    assert snapshot.judgements == reading.judgements
    assert set(snapshot.fields) == {*reading.fields, "original_url", "checked"}
    assert {name: snapshot.fields[name] for name in reading.fields if reading.fields[name]} == {
        name: value for name, value in reading.fields.items() if value
    }
    assert snapshot.fields["end_date"] == "2023-06-23"


@pytest.mark.django_db
def test_the_database_counts_not_the_object() -> None:
    inspection = make_inspection(make_authority(), grades={Area.OVERALL: Grade.GOOD})
    inspection.title = "Not saved"
    snapshot = snapshot_of_inspection(inspection)
    assert snapshot.fields["title"] == ""
    assert snapshot.judgements == {"overall": "good"}


@pytest.mark.django_db
def test_an_inspection_that_is_not_saved_shows_nothing() -> None:
    assert snapshot_of_inspection(Inspection(authority=Authority())) == Snapshot()


@pytest.mark.django_db
def test_a_passage_as_a_reader_sees_it() -> None:
    inspection = make_inspection(make_authority())
    row = make_paragraph(inspection, "Words.", number=3, area=Area.LEADERS, page=7)
    assert passages_of([row]) == (
        ShownPassage(
            place="numbered:3",
            role="numbered",
            anchor=row.anchor,
            label=row.label,
            number=3,
            heading=row.heading,
            area="leaders",
            grade="good",
            page=7,
            text="Words.",
        ),
    )
    assert row.anchor == "p3"


@pytest.mark.django_db
def test_an_action_has_its_responsible_bodies() -> None:
    inspection = make_inspection(make_authority())
    row = make_paragraph(inspection, "Plan.", number=3)
    row.responsible = "Wexcombe Council"
    (shown,) = passages_of([row])
    assert shown.responsible == "Wexcombe Council"


def test_a_passage_of_an_older_history_has_none() -> None:
    stored = passage(3, "Words.").as_json()
    del stored["responsible"]
    assert ShownPassage.from_json(stored).responsible == ""
