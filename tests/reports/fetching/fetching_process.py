"""The command in a process of its own, so that a test can kill it in the middle of a run."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402  # Django is set up above
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from reports.fetching import lists  # noqa: E402
from tests.replica.invented import SAMPLE_AUTHORITIES  # noqa: E402


def fetch_from(address: str, database: str, originals_root: str) -> None:
    """Run the command on a small replica, in the test's own database; ends the process."""
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database
    settings.ORIGINALS_ROOT = originals_root
    lists.FEWEST_AUTHORITIES = len(SAMPLE_AUTHORITIES)
    code = 0
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  # no path
            call_command("fetch_reports", base_url=address, delay=0, stdout=nowhere)
    except SystemExit as end:
        code = int(str(end.code))
    sys.stdout.flush()
    os._exit(code)
