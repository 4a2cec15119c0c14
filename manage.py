#!/usr/bin/env python
"""Django's command line for the archive."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError) as error:
        # A setting is wrong, or the server is away, full or closed to us: no fault of this program. `--traceback`
        # shows where it came up.
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database cannot be used: {error}" if isinstance(error, OperationalError) else str(error))


if __name__ == "__main__":
    main()
