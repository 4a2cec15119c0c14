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
from reports.publishing.bulk import FileImported, files_in, import_files, summary
from reports.publishing.importing import Outcome
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import prepare_originals_folder

PROCESSORS = min(os.cpu_count() or 1, 4)
"""More readers would only wait for the one that publishes."""


class Command(BaseCommand):
    yields = False
    help = (
        "Import report files (PDF or text) and publish them; folders stand for the reports in them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would happen, and change nothing"
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=PROCESSORS,
            metavar="N",
            help="processes that read files (%(default)s here)",
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """A command of its own process yields to the readers; one that is called from another
        process must not.
        """
        self.yields = True
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [path for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no file or folder {missing[0]}. Nothing was imported.")
        if options["workers"] < 1:
            raise CommandError("--workers takes a number from 1 up.")
        if self.yields:
            lower_priority()
        try:
            prepare_originals_folder(dry_run=options["dry_run"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        files = files_in(options["paths"])
        done = list(self.each(files, options))
        would = "Would be: " if options["dry_run"] else ""
        self.stdout.write(f"{would}{summary(each.outcome for each in done) or 'no files'}.")
        if any(each.outcome == Outcome.REFUSED for each in done):
            raise SystemExit(1)

    def each(self, files: list[Path], options: dict[str, Any]) -> Any:
        imported = import_files(files, workers=options["workers"], dry_run=options["dry_run"])
        if self.yields:
            imported = with_pauses(imported)
        console = Console(stderr=True)
        for each in track(
            imported, "Importing", len(files), console=console, disable=not console.is_terminal
        ):
            self.tell(each)
            yield each

    def tell(self, imported: FileImported) -> None:
        self.stdout.write(imported.line)
        for problem in imported.problems:
            if problem.severity == Severity.WARNING:
                self.stdout.write(f"          {problem.severity.label.lower()}: {problem.message}")
