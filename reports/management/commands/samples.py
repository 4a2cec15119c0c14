from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.facts.reference import FOLDER
from reports.management.texts import announce_outcomes
from reports.models import Source
from reports.publishing.bulk import files_in, import_files, summary
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import prepare_originals_folder
from reports.publishing.removal import has_real_text


class Command(BaseCommand):
    help = (
        "Import the sample reports about invented authorities. The archive must hold no real "
        "reports."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if has_real_text():
            raise CommandError(
                "The archive holds real reports. Samples are only for an archive without any."
            )
        try:
            prepare_originals_folder()
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        outcomes = []
        for result in import_files(files_in([FOLDER / "samples"]), origin=Source.Origin.SAMPLE):
            self.stdout.write(result.line)
            outcomes.append(result.outcome)
        announce_outcomes(outcomes, self.stderr.write)
        self.stdout.write(f"Sample reports about invented authorities: {summary(outcomes)}.")
