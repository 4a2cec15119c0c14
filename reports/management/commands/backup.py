from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.backup.manifest import BackupError
from reports.backup.writing import default_target, write_backup


class Command(BaseCommand):
    """`backup [FILE]` prints the absolute path of the backup as its last line."""

    help = "Back up the whole archive into one file. The archive may run meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            metavar="FILE",
            help="a new file, or a folder for a dated file (default: backups/ in the home)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target = _target(options["file"])
        try:
            manifest = write_backup(target)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. Nothing was backed up.") from error
        rows = sum(table.rows for table in manifest.tables)
        self.stdout.write(
            f"Backed up {len(manifest.originals)} originals and {rows} rows of "
            f"{len(manifest.tables)} tables ({target.stat().st_size:,} bytes)."
        )
        self.stdout.write(str(target))


def _target(chosen: Path | None) -> Path:
    """The absolute path of the file to write. The default folder is made if it is missing.

    Raises `CommandError` if the chosen folder does not exist.
    """
    dated = default_target()
    if chosen is None:
        dated.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return dated
    path = chosen.expanduser().absolute()
    if path.is_dir():
        return path / dated.name
    if not path.parent.is_dir():
        raise CommandError(f"There is no folder {path.parent}. Nothing was backed up.")
    return path
