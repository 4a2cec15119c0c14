#!/usr/bin/env python
"""Django's command line for the archive."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError

    from reports.facts.framework_files import FrameworkFileError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, FrameworkFileError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped by Ctrl-C.")
    except (OperationalError, OSError) as error:
        # The server is away or closed to us, or a disk is full: no fault of this program.
        # `--traceback` shows where it came up.
        from config.faults.full_disk import full_disk

        sentence = full_disk(error)
        if "--traceback" in sys.argv or not (sentence or isinstance(error, OperationalError)):
            raise
        sys.exit(sentence or f"The database cannot be used: {error}")


if __name__ == "__main__":
    main()
