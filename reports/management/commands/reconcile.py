from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.reconciling.comparison import Verdict, compare, store_differences
from reports.reconciling.statistics import UnreadableStatistics, read_statistics


class Command(BaseCommand):
    help = (
        "Compare the archive with Ofsted's yearly statistics of inspection outcomes (ODS or XLSX), "
        "authority by authority and judgement by judgement. The desk lists the differences."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="the statistics as ODS or XLSX"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [path for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"There is no file {missing[0]}. Nothing was compared.")
        try:
            statistics = {path: read_statistics(path) for path in options["files"]}
        except UnreadableStatistics as error:
            raise CommandError(f"{error} Nothing was compared.") from error
        counts: Counter[Verdict] = Counter()
        for path, outcomes in statistics.items():
            compared = list(compare(outcomes))
            for each in compared:
                self.stdout.write(each.line)
                counts[each.verdict] += 1
            waiting = store_differences(compared, path.name)
            self.stdout.write(f"{path.name}: {waiting} differences wait at the desk.")
        self.stdout.write(", ".join(f"{counts[each]} {each}" for each in Verdict) + ".")
        if counts.total() != counts[Verdict.EQUAL]:
            raise SystemExit(1)
