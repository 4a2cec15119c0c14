"""The records of changes: what programs read of a change that is not public whole."""

import pytest

from reports.models import Change, Inspection
from reports.publishing.history.differences import Difference, PassageChange
from reports.publishing.history.snapshot import ShownPassage
from reports.records.changes import ChangeRecord, change_records
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

PASSAGE = ShownPassage("1", "numbered", "p1", "paragraph 1", 1, "", "", "", 2, "Visits are late.")
REMOVED = Difference(paragraphs=(PassageChange(PASSAGE, None),))


def record_of(report: Inspection, *, withheld: bool = False) -> ChangeRecord:
    """The record of a change that removed a passage of the report."""
    change = Change.objects.create(
        authority=report.authority,
        inspection=report,
        title=str(report),
        what=Change.What.REVISED,
        changed=REMOVED.as_json(),
        withheld=withheld,
    )
    (record,) = change_records([change])
    return record


def test_passages_of_a_public_text_are_given() -> None:
    record = record_of(make_report(make_authority(), "Visits are prompt."))
    assert [each.before.text for each in record.passages if each.before] == ["Visits are late."]
    assert (record.hidden, record.summary) == (False, "1 removed passage")


def test_passages_of_a_text_that_is_not_public_are_hidden_and_counted() -> None:
    report = make_report(make_authority(), "Visits are prompt.")
    report.reading = None
    record = record_of(report)
    assert (record.passages, record.hidden, record.summary) == ([], True, "1 removed passage")


def test_withheld_change_gives_no_words() -> None:
    record = record_of(make_report(make_authority(), "Visits are prompt."), withheld=True)
    assert (record.passages, record.hidden) == ([], True)
