from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from reports.backup.manifest import BackupError
from reports.backup.reading import check_backup
from reports.backup.rows import count_rows
from reports.backup.verifying import Fault, faults


class Command(BaseCommand):
    help = (
        "Check the archive: its original files, and all rows that the database derives from others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            metavar="FILE",
            help="check this backup instead of the archive",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            self.verify_backup(options["file"].expanduser().absolute())
            return
        wrong = self.verify_archive()
        for fault in wrong:
            self.stdout.write(fault.sentence)
        if wrong:
            self.stdout.write(f"The archive is not whole: {len(wrong)} faults.")
            raise SystemExit(1)

    @transaction.atomic
    def verify_archive(self) -> list[Fault]:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        wrong = list(faults(in_use=True))
        if not wrong:
            originals, paragraphs = count_rows("reports_source"), count_rows("reports_paragraph")
            self.stdout.write(
                f"The archive is whole: {originals} originals, {paragraphs} paragraphs, "
                "and all that is derived from them."
            )
        return wrong

    def verify_backup(self, path: Path) -> None:
        try:
            manifest = check_backup(path)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows = sum(table.rows for table in manifest.tables)
        originals = len(manifest.originals)
        self.stdout.write(
            f"{path} is whole: {originals} originals and {rows} rows of {manifest.made_at}."
        )
