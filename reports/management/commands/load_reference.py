from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reports.publishing.facts import load_reference


class Command(BaseCommand):
    help = "Load the reference facts: authorities and their inspections. It can be run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        authorities, inspections = load_reference()
        self.stdout.write(
            f"Reference facts: {authorities} authorities, {inspections} inspections and visits."
        )
