from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.index.door import ThemesInMaking, make_themes


class Command(BaseCommand):
    help = (
        "Make the themes anew by which similar passages are found. Imports do it at their end; "
        "after publishing at the desk, run it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            paragraphs = make_themes()
        except ThemesInMaking as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(f"Themes of {paragraphs:,} paragraphs were made.")
