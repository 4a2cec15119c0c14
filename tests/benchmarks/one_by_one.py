"""A process that imports the files it is given with nothing at once: each is read, published, then
the next.
"""

import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from reports.publishing.bulk import import_files

    for name in sys.argv[1:]:
        list(import_files([Path(name)]))
