"""Verifying finds what no page would show until somebody misses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from reports.backup.verifying import FaultKind, faults
from reports.files.folder_owner import replace_owner
from reports.files.originals import whole_originals
from tests.support.tiers import some_quick


@pytest.fixture
def undone(restored: None) -> Iterator[None]:
    """A transaction that leaves the restored archive as it is."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_whole_archive(restored: None) -> None:
    assert list(faults(in_use=False)) == []
    printed = StringIO()
    call_command("verify", stdout=printed)
    assert printed.getvalue().startswith("The archive is whole: 12 originals, 497 paragraphs")


DAMAGE = {
    "entry emptied": (
        "UPDATE reports_entry SET words = '' WHERE paragraph_id = (SELECT min(id) FROM reports_paragraph)",
        "Paragraphs whose entry in the index is missing or wrong: 1",
    ),
    "entry moved": (
        "UPDATE reports_entry SET place = place + 1 WHERE paragraph_id = (SELECT min(id) FROM reports_paragraph)",
        "Paragraphs whose entry in the index is missing or wrong: 1",
    ),
    "entries deleted": (
        "DELETE FROM reports_entry",
        "entry in the index is missing or wrong: 497 .*, …",
    ),
    "section renamed": (
        "UPDATE reports_section SET area = 'other' WHERE id = 1",
        "Paragraphs whose section is not listed: ",
    ),
    "lexeme counted once more": (
        "UPDATE reports_lexeme SET paragraphs = paragraphs + 1 WHERE lexeme = 'children'",
        r"Lexemes counted wrongly: 1 \(children\)",
    ),
    "lexeme deleted": (
        "DELETE FROM reports_lexeme WHERE lexeme = 'children'",
        r"Lexemes .*: 1 \(children\)",
    ),
    "lexeme of nothing": (
        "INSERT INTO reports_lexeme VALUES ('zebra', 1)",
        r"Lexemes .*: 1 \(zebra\)",
    ),
    "version deleted": ("DELETE FROM reports_archiveversion", "Version numbers .*: 1"),
    "words made otherwise": (
        """
        CREATE OR REPLACE FUNCTION archive_words(text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN 'other ' || $1
        """,
        "Rows of reports_paragraph whose search_vector is wrong: 497",
    ),
    "abbreviation deleted": (
        "DELETE FROM reports_abbreviation WHERE id = (SELECT min(id) FROM reports_abbreviation)",
        "The abbreviations of .* are not those of its paragraphs.*reread_reports --all",
    ),
    "abbreviation marked as a word": (
        "UPDATE reports_abbreviation SET is_word = NOT is_word WHERE id = (SELECT min(id) FROM reports_abbreviation)",
        "The abbreviations of .* are not those of its paragraphs",
    ),
    "id deleted": ("DELETE FROM reports_archiveidentity", "has lost the id of its archive"),
    "change of no inspection": (
        "UPDATE reports_change SET slug = 'gone' WHERE id = (SELECT min(id) FROM reports_change)",
        r"Inspections that a change names and that are gone: 1 \(gone\)",
    ),
    "correction of no inspection": (
        "UPDATE reports_correction SET slug = 'gone' WHERE id = (SELECT min(id) FROM reports_correction)",
        r"Inspections that a correction names and that are gone: 1 \(gone\)",
    ),
    "migration not made": (
        "DELETE FROM django_migrations WHERE name = '0010_typographic_apostrophe'",
        "The tables are those of an earlier version: 1 migrations are missing",
    ),
    "migration of a later version": (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('reports', '9999_later', now())",
        "A later version of the archive made this database",
    ),
    "no migration made": ("DELETE FROM django_migrations", "There is no archive in this database"),
}


@pytest.mark.parametrize(
    ("statement", "sentence"), some_quick(list(DAMAGE.values()), every=3), ids=DAMAGE.keys()
)
def test_damage_in_the_database(undone: None, statement: str, sentence: str) -> None:
    execute(statement)
    named = [fault.sentence for fault in faults(in_use=False)]
    assert any(re.search(sentence, each) for each in named), named


def test_history_of_an_inspection_that_was_taken_off_is_no_fault(undone: None) -> None:
    execute("UPDATE reports_change SET slug = 'off' WHERE slug LIKE 'northwold-focused-visit-%'")
    assert [fault for fault in faults(in_use=False) if fault.kind == FaultKind.REFERENCE] == []


def test_originals_lost_and_damaged_are_listed(own_originals: Path) -> None:
    lost, damaged, cut, *_ = whole_originals()
    lost.unlink()
    damaged.write_bytes(damaged.read_bytes() + b" ")
    cut.write_bytes(cut.read_bytes()[:100])
    printed = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify", stdout=printed)
    assert end.value.code == 1
    lines = printed.getvalue().splitlines()
    assert any("is missing" in line and str(lost) in line for line in lines)
    assert any("is damaged" in line and str(damaged) in line for line in lines)
    assert any("is damaged" in line and str(cut) in line for line in lines)
    assert lines[-1] == "The archive is not whole: 3 faults."


def test_original_that_was_discarded_meanwhile_is_no_fault(own_originals: Path) -> None:
    with transaction.atomic():
        execute(
            "INSERT INTO reports_source (sha256, name, size, media_type, origin, received_at) "
            "VALUES (repeat('0', 64), 'gone', 1, '', 'command', now())"
        )
        # Nobody else sees that row, as if it were gone by now.
        assert list(faults(in_use=True)) == []
        assert [fault.kind for fault in faults(in_use=False)] == [FaultKind.ORIGINAL]
        transaction.set_rollback(True)


def test_folder_of_another_archive_is_a_fault(own_originals: Path) -> None:
    replace_owner(uuid4())
    assert [fault.kind for fault in faults(in_use=False)] == [FaultKind.ORIGINAL]
