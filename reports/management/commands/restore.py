from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.backup.manifest import BackupError
from reports.backup.restoring import restore_backup, target_name
from reports.management.texts import announce_change


class Command(BaseCommand):
    help = "Restore a backup into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="a file that the command `backup` wrote"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"].expanduser().absolute()
        if not path.is_file():
            raise CommandError(f"There is no file {path}. Nothing was restored.")
        try:
            manifest = restore_backup(path)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. Nothing was restored.") from error
        rows = sum(table.rows for table in manifest.tables)
        self.stdout.write(
            f"Restored {len(manifest.originals)} originals and {rows} rows of "
            f"{len(manifest.tables)} tables into {target_name()}, and verified them. "
            f"The backup is of {manifest.made_at}."
        )
        announce_change(self.stderr.write)
