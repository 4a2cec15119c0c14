from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from reports.files.originals import QUARANTINE, half_written, originals_root
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import Stray, quarantine_strays, stray_originals


class Command(BaseCommand):
    help = (
        "List the originals that no row of the database refers to; "
        "with --quarantine, move them to another folder."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--quarantine",
            action="store_true",
            help=f"move them to the folder {QUARANTINE} in ORIGINALS_ROOT; nothing is deleted",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["quarantine"]:
            self.move()
            return
        strays = stray_originals()
        for stray in strays:
            self.stdout.write(_line(stray))
        for path in half_written():
            self.stdout.write(f"{path} (half-written; removed by an import once it is a day old)")
        self.stdout.write(_counted(len(strays)))

    def move(self) -> None:
        try:
            moved = quarantine_strays()
        except (Refused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        for path in moved:
            self.stdout.write(str(path))
        self.stdout.write(_counted(len(moved)))
        if moved:
            folder = originals_root() / QUARANTINE
            self.stdout.write(f"They were moved to {folder}. Nothing was deleted.")


def _line(stray: Stray) -> str:
    sample = ", a sample report that comes with the archive" if stray.is_sample else ""
    return f"{stray.path} ({filesizeformat(stray.size)}{sample})"


def _counted(count: int) -> str:
    if count == 0:
        return "No strays: a row of the database names each original."
    originals = "1 original" if count == 1 else f"{count} originals"
    return f"{originals} that no row of the database names."
