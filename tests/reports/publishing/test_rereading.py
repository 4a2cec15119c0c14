"""A newer parser reads stored files again: what changed is published, and nothing that people did
is lost.
"""

from contextlib import nullcontext
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from reports.files.originals import remove_original
from reports.ingest.report import PARSER_VERSION, read_report
from reports.models import Change, Correction, Inspection, Paragraph, Reading, Source
from reports.publishing.correcting import correct
from reports.publishing.importing import publish, unpublish
from tests.reports.publishing.readings import CONTENT, published, read, received, with_paragraphs

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parents[1] / "ingest" / "examples"
SEND = (EXAMPLES / "area-send-responsible-bodies.txt").read_bytes()
BODIES = "Northwold Council and North Coast Integrated Care Board"
FIRST_ACTION = "Leaders should act urgently to find out which children wait, and for what."


def reread(*args: str, ok: bool = True, **options: Any) -> str:
    said = StringIO()
    with nullcontext() if ok else pytest.raises(SystemExit, match="1"):
        call_command("reread_reports", *args, stdout=said, **options)
    return said.getvalue()


def read_by_an_older_parser() -> Inspection:
    """Wexcombe as a parser read it that misread the lead inspector and lost paragraph 5."""
    older = with_paragraphs(without=(5,))
    return published(
        report=read(lead_inspector="T. Harkwell", paragraphs=older.paragraphs), version=0
    )


def test_reading_again_publishes_what_changed() -> None:
    inspection = read_by_an_older_parser()
    assert "1 field, 1 added passage to change" in reread()
    inspection.refresh_from_db()
    assert inspection.lead_inspector.startswith("Tobias Harkwell")
    assert inspection.paragraphs.filter(role="numbered", number=5).exists()
    assert sorted(each.state for each in Reading.objects.all()) == [
        "published",
        "replaced by a later reading",
    ]
    change = Change.objects.of(inspection.slug)[0]
    assert (change.what, change.by) == (Change.What.RE_READ, None)
    assert f"version {PARSER_VERSION}" in change.reason


def test_reading_again_twice_finds_nothing_more() -> None:
    read_by_an_older_parser()
    reread()
    changes = Change.objects.count()
    assert "Nothing to read again." in reread()
    assert "1 unchanged." in reread("--all")
    assert Change.objects.count() == changes


def test_dry_run_tells_report_by_report_and_changes_nothing() -> None:
    inspection = read_by_an_older_parser()
    before = Reading.objects.count(), list(Paragraph.objects.values_list("pk", flat=True))
    output = reread("--dry-run")
    assert "Lead inspector: [-T. Harkwell-] {+Tobias Harkwell" in output
    assert "Paragraph 5: {+Children are visited soon" in output
    assert "Would be: 1 revised." in output
    inspection.refresh_from_db()
    assert inspection.lead_inspector == "T. Harkwell"
    assert (Reading.objects.count(), list(Paragraph.objects.values_list("pk", flat=True))) == before


def test_corrections_survive_and_the_needless_are_named() -> None:
    inspection = read_by_an_older_parser()
    editor = User.objects.create_user("editor")
    right = Reading.objects.get().source
    correct(inspection=inspection, what="title", after="A title", reason="Misprinted.", by=editor)
    lead = read().lead_inspector or ""
    correct(inspection=inspection, what="lead_inspector", after=lead, reason="Misread.", by=editor)
    reread()
    inspection.refresh_from_db()
    assert inspection.title == "A title"
    assert dict(Correction.objects.values_list("what", "standing")) == {
        "title": "applied",
        "lead_inspector": "needless",
    }
    assert Source.objects.get() == right


def actions_before_version_4() -> Inspection:
    """A SEND report as version 3 read it: the bodies of the table and a colon before each action."""
    report = read_report(SEND, "send.txt")
    joined = [
        replace(each, text=f"{each.responsible}: {each.text}", responsible=None)
        for each in report.priority_actions
    ]
    return published(SEND, report=replace(report, priority_actions=tuple(joined)), version=3)


@pytest.mark.parametrize(
    ("field", "after", "shown"),
    [
        ("text", f"{BODIES}: Leaders should act at once.", (BODIES, "Leaders should act at once.")),
        ("text", f"Northwold: {FIRST_ACTION}", ("Northwold", FIRST_ACTION)),
        ("text", "Leaders should act at once.", (BODIES, "Leaders should act at once.")),
        ("heading", "What is urgent", (BODIES, FIRST_ACTION)),
        ("responsible", "Northwold", ("Northwold", FIRST_ACTION)),
    ],
)
def test_corrections_of_actions_survive_though_their_bodies_have_a_field_now(
    field: str, after: str, shown: tuple[str, str]
) -> None:
    inspection = actions_before_version_4()
    editor = User.objects.create_user("editor")
    what = f"paragraph:priority:place-1:{field}"
    correct(inspection=inspection, what=what, after=after, reason="Misread.", by=editor)
    reread()
    first, second = inspection.paragraphs.filter(role="priority")
    assert (first.responsible, first.text) == shown
    assert first.heading == (after if field == "heading" else "")
    assert second.responsible == "Northwold Council"
    assert Correction.objects.get().standing == "applied"


def test_a_file_that_the_new_parser_refuses_keeps_its_reading() -> None:
    inspection = published(b"Dear all, this is no report at all.\n", report=read(), version=0)
    output = reread(ok=False)
    assert "refused" in output
    assert "It keeps the reading that it has." in output
    assert Inspection.objects.with_text().get() == inspection


def test_a_lost_original_is_told() -> None:
    read_by_an_older_parser()
    remove_original(Source.objects.get().sha256)
    assert "is not among the originals" in reread(ok=False)


def test_a_reading_about_something_else_waits_for_a_person() -> None:
    inspection = published(CONTENT.replace(b"Wexcombe", b"Kelderdale"), report=read(), version=0)
    output = reread(ok=False)
    assert "would now be read as" in output
    assert "Kelderdale" in output
    assert Inspection.objects.with_text().get() == inspection


def test_a_file_that_waits_waits_with_its_newer_reading() -> None:
    received(report=read(lead_inspector="T. Harkwell"), version=0)
    assert "not shown" in reread()
    reading = Reading.objects.get()
    assert (reading.state, reading.parser_version) == ("waiting", PARSER_VERSION)


def test_a_file_that_was_overtaken_stays_set_aside() -> None:
    inspection = read_by_an_older_parser()
    publish(reading=received(CONTENT + b"\n"))
    reread()
    inspection.refresh_from_db()
    assert inspection.reading is not None
    assert inspection.reading.source.sha256 != Source.objects.earliest("pk").sha256
    assert inspection.readings.count() == 3
    assert not Reading.objects.waiting().exists()


def test_all_brings_up_a_reading_of_the_same_version() -> None:
    inspection = published(report=read(lead_inspector="T. Harkwell"))
    reread("--all")
    inspection.refresh_from_db()
    assert inspection.lead_inspector.startswith("Tobias Harkwell")
    assert Reading.objects.count() == 1


def test_slugs_choose_what_is_read() -> None:
    read_by_an_older_parser()
    published(CONTENT.replace(b"Wexcombe", b"Kelderdale"), version=0)
    assert "1 revised." in reread("wexcombe", "--dry-run")
    assert "1 revised." in reread("wexcombe-ilacs-2023-06-23", "--dry-run")
    with pytest.raises(CommandError, match="nowhere"):
        reread("nowhere")
    with pytest.raises(CommandError, match="workers"):
        reread("--workers", "0")


def test_an_unpublished_report_is_not_published_by_reading_it_again() -> None:
    inspection = read_by_an_older_parser()
    unpublish(inspection=inspection, reason="Wrong.")
    reread()
    assert not Inspection.objects.with_text().exists()
