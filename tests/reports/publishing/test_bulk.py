"""Many files: which are taken, how they are read, and what is said of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.facts.vocabulary import Severity
from reports.files.originals import MissingOriginal
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.problems import Refusal, UnreadableReport
from reports.models import Inspection, Reading, Source
from reports.publishing import bulk
from reports.publishing.bulk import FileImported, files_in, import_files, read_in_order, summary
from reports.publishing.importing import Outcome
from tests.reports.publishing.readings import CONTENT, SAMPLE, published, read
from tests.support.reference import load_facts

WARNING = Problem(Severity.WARNING, "code", "Look at it.")
NOTE = Problem(Severity.INFO, "code", "For information.")


def test_files_of_a_folder_in_the_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    names = ["z.pdf", "b/two.TXT", "b/c/one.md", "a.txt", "notes.docx", "b/.hidden"]
    for name in names:
        (tmp_path / name).touch()
    taken = [path.relative_to(tmp_path).as_posix() for path in files_in([tmp_path])]
    assert taken == ["a.txt", "b/c/one.md", "b/two.TXT", "z.pdf"]


def test_a_file_that_is_named_is_taken_once_whatever_its_suffix(tmp_path: Path) -> None:
    notes, report = tmp_path / "notes.docx", tmp_path / "a.txt"
    notes.touch()
    report.touch()
    assert files_in([notes, tmp_path, report]) == [notes, report]
    assert files_in([]) == []


@pytest.mark.parametrize(
    ("problems", "line"),
    [
        ((), "created   a.txt: Done"),
        ((NOTE,), "created   a.txt: Done"),
        ((WARNING, NOTE, WARNING), "created   a.txt: Done [2 to check]"),
    ],
)
def test_line_of_a_file(problems: tuple[Problem, ...], line: str) -> None:
    result = FileImported(Path("folder/a.txt"), Outcome.CREATED, "Done", problems)
    assert result.line == line


def test_summary_counts_each_outcome_in_one_order() -> None:
    outcomes = [Outcome.REFUSED, Outcome.CREATED, Outcome.UNCHANGED, Outcome.CREATED]
    assert summary(outcomes) == "2 created, 1 unchanged, 1 refused"
    assert summary([]) == ""


@pytest.mark.parametrize("workers", [1, 2])
def test_items_come_in_order_with_what_was_read(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = read()

    def read_in_child(content: bytes, name: str) -> ParsedReport:
        if content == b"3":
            raise UnreadableReport(Refusal.NOT_A_REPORT, f"{name} is no report.")
        return report

    def load(item: int) -> tuple[str, bytes]:
        if item == 5:
            raise MissingOriginal("It is gone.")
        return f"file-{item}", str(item).encode()

    monkeypatch.setattr(bulk, "read_in_child", read_in_child)
    results = list(read_in_order(range(8), load, workers))
    assert [(item, content) for item, content, _ in results] == [
        (item, b"" if item == 5 else str(item).encode()) for item in range(8)
    ]
    refused = {item: str(result) for item, _, result in results if result is not report}
    assert refused == {3: "file-3 is no report.", 5: "It is gone."}


def test_few_files_are_read_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    report = read()
    monkeypatch.setattr(bulk, "read_in_child", lambda content, name: report)
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            taken.append(item)
            yield item

    results = read_in_order(items(), lambda item: (str(item), b""), workers=2)
    assert next(results)[0] == 0
    assert taken == list(range(bulk.READ_AHEAD * 2 + 1))
    assert len(list(results)) == 99


@pytest.mark.django_db
def test_a_refused_file_stops_no_other(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, thank you.")
    unknown = tmp_path / "unknown.txt"
    unknown.write_bytes(CONTENT.replace(b"Wexcombe", b"Nowhereshire"))
    results = list(import_files([letter, unknown, SAMPLE]))
    assert [each.outcome for each in results] == [
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.CREATED,
    ]
    assert "Nowhereshire" in results[1].message
    inspection = Inspection.objects.get()
    numbered = inspection.paragraphs.filter(role="numbered").count()
    assert results[2].message == f"{inspection}, {numbered} numbered paragraphs"


@pytest.mark.django_db
def test_the_same_file_again_is_unchanged() -> None:
    results = list(import_files([SAMPLE, SAMPLE]))
    assert [each.outcome for each in results] == [Outcome.CREATED, Outcome.UNCHANGED]
    assert Reading.objects.count() == 1
    assert Source.objects.get().origin == Source.Origin.COMMAND


@pytest.mark.django_db
def test_dry_run_changes_nothing_and_says_what_would_happen() -> None:
    (result,) = import_files([SAMPLE], dry_run=True)
    assert result.outcome == Outcome.CREATED
    assert not Inspection.objects.exists()
    assert not Reading.objects.exists()


@pytest.mark.django_db
def test_the_first_real_report_says_that_the_samples_went(tmp_path: Path) -> None:
    load_facts()
    published()
    report = tmp_path / "bristol.txt"
    report.write_bytes(CONTENT.replace(b"Wexcombe", b"Bristol"))
    (result,) = import_files([report])
    assert result.message.endswith("; the 1 sample reports were removed")
