from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from reports.facts.vocabulary import Severity
from reports.management.readers_first import lower_priority, with_pauses
from reports.management.texts import announce_outcomes
from reports.publishing.bulk import FileImported, files_in, import_files, summary
from reports.publishing.importing import Outcome
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import prepare_originals_folder

PROCESSORS = min(os.cpu_count() or 1, 4)
"""The default number of reading processes. More would only wait for the one that publishes."""


class Command(BaseCommand):
    is_own_process = False
    help = (
        "Import report files (PDF or text) and publish them. A folder stands for all reports in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would happen, but change nothing"
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=PROCESSORS,
            metavar="N",
            help="number of processes that read files (%(default)s on this machine)",
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from a shell: only then may the command lower the priority of its process.

        A process that calls the command from code has other work, too.
        """
        self.is_own_process = True
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [path for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no file or folder {missing[0]}. Nothing was imported.")
        if options["workers"] < 1:
            raise CommandError("--workers takes a number from 1 upwards.")
        if self.is_own_process:
            lower_priority()
        try:
            prepare_originals_folder(dry_run=options["dry_run"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        outcomes = self.import_each(files_in(options["paths"]), options)
        if not options["dry_run"]:
            announce_outcomes(outcomes, self.stderr.write)
        would = "Would be: " if options["dry_run"] else ""
        self.stdout.write(f"{would}{summary(outcomes) or 'no files'}.")
        if Outcome.REFUSED in outcomes:
            raise SystemExit(1)

    def import_each(self, files: list[Path], options: dict[str, Any]) -> list[Outcome]:
        """Import the files, print the result of each, and return the outcomes."""
        results = import_files(files, workers=options["workers"], dry_run=options["dry_run"])
        if self.is_own_process:
            results = with_pauses(results)
        console = Console(stderr=True)
        outcomes = []
        for result in track(
            results, "Importing", len(files), console=console, disable=not console.is_terminal
        ):
            self.print_result(result)
            outcomes.append(result.outcome)
        return outcomes

    def print_result(self, result: FileImported) -> None:
        """Print one line for the file, and one for each warning."""
        self.stdout.write(result.line)
        for problem in result.problems:
            if problem.severity == Severity.WARNING:
                self.stdout.write(f"          {problem.severity.label.lower()}: {problem.message}")
