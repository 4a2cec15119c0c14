#!/usr/bin/env python
"""Django's command line for the archive."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    from config.embedded import EmbeddedServerError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if isinstance(error.__cause__, EmbeddedServerError):
            sys.exit(str(error))
        raise


if __name__ == "__main__":
    main()
