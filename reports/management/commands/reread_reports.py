from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from reports.ingest.report import PARSER_VERSION
from reports.management.texts import announce_outcomes
from reports.models import Authority, Inspection, Source
from reports.publishing.bulk import summary
from reports.publishing.history.wording import terminal_lines
from reports.publishing.importing import Outcome
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import prepare_originals_folder
from reports.publishing.rereading import reread


class Command(BaseCommand):
    help = (
        "Read stored files again if an older version of the parser read them, and publish what "
        "changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "slugs",
            nargs="*",
            metavar="SLUG",
            help="only files of these inspections or authorities (default: all)",
        )
        parser.add_argument(
            "--all", action="store_true", help="also files that this version has already read"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="print what would change in each report, but change nothing",
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=1,
            metavar="N",
            help="number of processes that read files (default: 1)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["workers"] < 1:
            raise CommandError("--workers takes a number from 1 upwards.")
        try:
            prepare_originals_folder(dry_run=options["dry_run"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        outcomes = self.reread_each(self.sources(options), options)
        if not options["dry_run"]:
            announce_outcomes(outcomes, self.stderr.write)
        counts = summary(outcomes)
        would = "Would be: " if options["dry_run"] else ""
        self.stdout.write(f"{would}{counts}." if counts else "Nothing to read again.")
        if Outcome.REFUSED in outcomes:
            raise SystemExit(1)

    def sources(self, options: dict[str, Any]) -> list[Source]:
        """The files to read again. Raises `CommandError` for an unknown slug."""
        sources = Source.objects.order_by("pk")
        for slug in options["slugs"]:
            _refuse_unknown(slug)
        if options["slugs"]:
            sources = sources.of(options["slugs"])
        return list(sources if options["all"] else sources.read_before(PARSER_VERSION))

    def reread_each(self, sources: list[Source], options: dict[str, Any]) -> list[Outcome]:
        """Read the files again, print the result of each, and return the outcomes."""
        results = reread(sources, workers=options["workers"], dry_run=options["dry_run"])
        console = Console(stderr=True)
        outcomes = []
        for result in track(
            results, "Reading again", len(sources), console=console, disable=not console.is_terminal
        ):
            self.stdout.write(result.line)
            if options["dry_run"]:
                for line in terminal_lines(result.changed):
                    self.stdout.write(f"          {line}")
            outcomes.append(result.outcome)
        return outcomes


def _refuse_unknown(slug: str) -> None:
    is_inspection = Inspection.objects.filter(slug=slug).exists()
    if not is_inspection and not Authority.objects.filter(slug=slug).exists():
        raise CommandError(
            f"The archive has no inspection or authority “{slug}”. Nothing was read."
        )
