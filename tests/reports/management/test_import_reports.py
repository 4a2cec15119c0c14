"""What the command prints, and when it fails."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.facts.vocabulary import Severity
from reports.ingest.parsed import Problem
from reports.management.commands import import_reports
from reports.models import Inspection
from reports.publishing.bulk import FileImported
from reports.publishing.importing import Outcome, publish
from tests.reports.publishing.readings import CONTENT, SAMPLE, received

pytestmark = pytest.mark.django_db


def run(*arguments: str, code: int = 0) -> list[str]:
    """The lines that the command prints; it exits with `code`."""
    printed = StringIO()
    if code:
        with pytest.raises(SystemExit) as ended:
            call_command("import_reports", *arguments, "--workers=1", stdout=printed)
        assert ended.value.code == code
    else:
        call_command("import_reports", *arguments, "--workers=1", stdout=printed)
    return printed.getvalue().splitlines()


def test_one_line_a_file_and_a_summary() -> None:
    first, *warnings, last = run(str(SAMPLE))
    assert first.startswith(f"created   {SAMPLE.name}: Wexcombe (invented)")
    assert all(line.startswith("          warning: ") for line in warnings)
    assert last == "1 created."
    assert run(str(SAMPLE))[-1] == "1 unchanged."


def test_dry_run_says_what_would_be() -> None:
    assert run(str(SAMPLE), "--dry-run")[-1] == "Would be: 1 created."
    assert not Inspection.objects.exists()


def test_warnings_are_printed_below_their_file(monkeypatch: pytest.MonkeyPatch) -> None:
    warning = Problem(Severity.WARNING, "code", "Look at it.")
    note = Problem(Severity.INFO, "code", "For information.")
    result = FileImported(Path("a.txt"), Outcome.CREATED, "Done", (warning, note))
    monkeypatch.setattr(import_reports, "import_files", lambda *_, **__: iter([result]))
    assert run(str(SAMPLE)) == [
        "created   a.txt: Done [1 to check]",
        "          warning: Look at it.",
        "1 created.",
    ]


def test_a_refused_file_fails_the_command(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, thank you.")
    lines = run(str(letter), str(SAMPLE), code=1)
    assert lines[0].startswith("refused   letter.txt: ")
    assert lines[-1] == "1 created, 1 refused."


def test_a_folder_without_reports(tmp_path: Path) -> None:
    assert run(str(tmp_path)) == ["no files."]


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    with pytest.raises(CommandError, match=f"There is no file or folder {missing}"):
        call_command("import_reports", str(SAMPLE), str(missing))
    assert not Inspection.objects.exists()
    with pytest.raises(CommandError, match="from 1 up"):
        call_command("import_reports", str(SAMPLE), "--workers=0")


def test_samples_are_imported_only_into_an_archive_without_reports() -> None:
    printed = StringIO()
    call_command("samples", stdout=printed)
    lines = printed.getvalue().splitlines()
    assert lines[-1] == f"Sample reports about invented authorities: {len(lines) - 1} created."
    assert Inspection.objects.with_text().count() == len(lines) - 1 > 5


def test_samples_are_refused_beside_real_reports() -> None:
    call_command("load_reference", stdout=StringIO())
    publish(reading=received(CONTENT.replace(b"Wexcombe", b"Bristol")))
    with pytest.raises(CommandError, match="holds real reports"):
        call_command("samples")


def test_reference_facts_are_counted() -> None:
    printed = StringIO()
    call_command("load_reference", stdout=printed)
    assert printed.getvalue() == "Reference facts: 158 authorities, 855 inspections and visits.\n"
