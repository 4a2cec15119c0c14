"""Importing many files: read by worker processes, published one by one, each a transaction of its
own.
"""

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
from reports.models import Source
from reports.publishing.importing import Outcome, import_report
from reports.publishing.operations import Refused

Asked = TypeVar("Asked")
NotRead = UnreadableReport | MissingOriginal

SUFFIXES = (".pdf", ".txt", ".md")
"""What is taken from a folder; a file that is named is taken whatever its name."""


@dataclass(frozen=True, slots=True)
class FileImported:
    """What became of one file: `said` is a sentence for people, `problems` what the reading and the
    archive raised.
    """

    path: Path
    outcome: Outcome
    said: str
    problems: tuple[Problem, ...] = ()

    @property
    def line(self) -> str:
        warnings = sum(problem.severity == Severity.WARNING for problem in self.problems)
        return f"{self.outcome:<9} {self.path.name}: {self.said}" + (
            f" [{warnings} to check]" if warnings else ""
        )


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` name, a folder standing for the reports in it and below, in the order
    of their names.
    """
    files: list[Path] = []
    for path in paths:
        inside = (
            sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES)
            if path.is_dir()
            else [path]
        )
        files += [each for each in inside if each not in files]
    return files


def import_files(
    files: Iterable[Path],
    *,
    origin: Source.Origin = Source.Origin.COMMAND,
    workers: int = 1,
    dry_run: bool = False,
) -> Iterator[FileImported]:
    """Import each file, in order, and tell what became of it. A refused file never stops the
    others.

    One worker reads and this process publishes in turn; more read ahead meanwhile. With `dry_run`
    the rows are written and undone again, so that what is told is what would happen, and no file is
    written.
    """
    for path, content, read in readings(
        files, lambda path: (path.name, path.read_bytes()), workers
    ):
        if not isinstance(read, ParsedReport):
            yield FileImported(path, Outcome.REFUSED, str(read))
            continue
        yield _import_one(path, content, read, origin, dry_run=dry_run)


def readings(
    asked: Iterable[Asked], load: Callable[[Asked], tuple[str, bytes]], workers: int
) -> Iterator[tuple[Asked, bytes, ParsedReport | NotRead]]:
    """Each with its bytes and what was read from them, in order.

    One worker reads when asked for the next; more read ahead, as many at a time. `load` gives the
    name and the bytes of one; it runs in a thread.
    """

    def read_one(one: Asked) -> tuple[Asked, bytes, ParsedReport | NotRead]:
        content = b""
        try:
            name, content = load(one)
            return one, content, read_in_child(content, name)
        except (UnreadableReport, MissingOriginal) as error:
            return one, content, error

    if workers == 1:
        yield from map(read_one, asked)
        return
    with ThreadPoolExecutor(workers) as pool:
        # Few ahead of the one that is being published, so that memory stays small for any number.
        pending: deque[Future[Any]] = deque()
        for one in asked:
            pending.append(pool.submit(read_one, one))
            if len(pending) > 2 * workers:
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
    said = f"{publication.inspection}, {len(report.paragraphs)} numbered paragraphs"
    if publication.samples_removed:
        said += f"; the {publication.samples_removed} sample reports made way for it"
    return FileImported(path, publication.outcome, said, (*report.problems, *publication.problems))


def summary(imported: Iterable[FileImported]) -> str:
    """How many files ended how: "5 created, 1 refused"."""
    tally = Counter(each.outcome for each in imported)
    return (
        ", ".join(f"{tally[outcome]} {outcome}" for outcome in Outcome if tally[outcome])
        or "no files"
    )
