from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.files.folder_owner import UnreadableOwner, owner_of_folder
from reports.files.originals import originals_root
from reports.publishing.originals_folder import adopt_originals_folder


class Command(BaseCommand):
    help = (
        "Give the folder of originals (ORIGINALS_ROOT) the id of this archive, in place of any "
        "other id."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        root = originals_root()
        try:
            before = owner_of_folder()
        except UnreadableOwner:
            before = None
        try:
            archive_id = adopt_originals_folder()
        except OSError as error:
            raise CommandError(f"The id in {root} cannot be written: {error.strerror}.") from error
        if before == archive_id:
            self.stdout.write(f"{root} belongs to this archive already (id {archive_id}).")
            return
        earlier = f"It belonged to the archive {before}." if before else "It had no id."
        self.stdout.write(f"{root} now belongs to this archive (id {archive_id}). {earlier}")
