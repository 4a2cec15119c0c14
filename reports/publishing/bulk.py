"""Importing many files: child processes read them, and each is published in its own transaction."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from reports.facts.vocabulary import Severity
from reports.files.originals import MissingOriginal
from reports.files.reading import read_in_child
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.problems import UnreadableReport
from reports.models import Source, merging_entries_together
from reports.publishing.importing import Outcome, import_report
from reports.publishing.operations import Refused

Item = TypeVar("Item")
NotRead = UnreadableReport | MissingOriginal

SUFFIXES = (".pdf", ".txt", ".md")
"""Suffixes of the files to import from a folder.

A file that is named itself may have any suffix.
"""
READ_AHEAD = 2
"""Files per worker that may be read but not yet published: it limits the memory."""


@dataclass(frozen=True, slots=True)
class FileImported:
    """The result of importing one file.

    `message` is a sentence for people. `problems` are those of the reading and of the checks
    against the archive.
    """

    path: Path
    outcome: Outcome
    message: str
    problems: tuple[Problem, ...] = ()

    @property
    def line(self) -> str:
        """One line for a terminal: outcome, name of the file, message, number of warnings."""
        warnings = [each for each in self.problems if each.severity == Severity.WARNING]
        to_check = f" [{len(warnings)} to check]" if warnings else ""
        return f"{self.outcome:<9} {self.path.name}: {self.message}{to_check}"


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` name, each once. A folder stands for all reports in and below it.

    The files of a folder are sorted by path.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES]
            files.update(dict.fromkeys(sorted(inside)))
        else:
            files[path] = None
    return list(files)


def import_files(
    files: Iterable[Path],
    *,
    origin: Source.Origin = Source.Origin.COMMAND,
    workers: int = 1,
    dry_run: bool = False,
) -> Iterator[FileImported]:
    """Import each file, in order, and yield its result. A refused file does not stop the others.

    `workers` child processes read while this process publishes. With `dry_run` no file is written
    and the rows of each file are rolled back: the results say what would happen.
    """
    with merging_entries_together():
        for path, content, report in read_in_order(files, _load, workers):
            if isinstance(report, ParsedReport):
                yield _import_one(path, content, report, origin, dry_run=dry_run)
            else:
                yield FileImported(path, Outcome.REFUSED, str(report))


def _load(path: Path) -> tuple[str, bytes]:
    return path.name, path.read_bytes()


def read_in_order(
    items: Iterable[Item], load: Callable[[Item], tuple[str, bytes]], workers: int
) -> Iterator[tuple[Item, bytes, ParsedReport | NotRead]]:
    """Yield each item, in order, with its bytes and its report, or the error that prevented it.

    `load` returns the name and the bytes of an item. With one worker, an item is read when the
    caller asks for it. More workers read ahead in threads, `READ_AHEAD` items each.
    """

    def read_one(item: Item) -> tuple[Item, bytes, ParsedReport | NotRead]:
        content = b""
        try:
            name, content = load(item)
            return item, content, read_in_child(content, name)
        except (UnreadableReport, MissingOriginal) as error:
            return item, content, error

    if workers == 1:
        yield from map(read_one, items)
        return
    with ThreadPoolExecutor(workers) as pool:
        pending: deque[Future[Any]] = deque()
        for item in items:
            pending.append(pool.submit(read_one, item))
            if len(pending) > READ_AHEAD * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def _import_one(
    path: Path, content: bytes, report: ParsedReport, origin: Source.Origin, *, dry_run: bool
) -> FileImported:
    try:
        publication = import_report(
            content=content, name=path.name, report=report, origin=origin, dry_run=dry_run
        )
    except Refused as refusal:
        return FileImported(path, Outcome.REFUSED, str(refusal), report.problems)
    message = f"{publication.inspection}, {len(report.paragraphs)} numbered paragraphs"
    if publication.samples_removed:
        message += f"; the {publication.samples_removed} sample reports were removed"
    problems = (*report.problems, *publication.problems)
    return FileImported(path, publication.outcome, message, problems)


def summary(outcomes: Iterable[Outcome]) -> str:
    """How many files had each outcome, "5 created, 1 refused"; empty where there are none."""
    counts = Counter(outcomes)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
