"""A process that imports the files of a folder, two readers ahead, and prints the seconds of each
as a JSON list.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import django

if __name__ == "__main__":
    django.setup()
    from reports.publishing.bulk import files_in, import_files

    seconds = []
    start = perf_counter()
    for each in import_files(files_in([Path(sys.argv[1])]), workers=2):
        if each.outcome != "created":
            sys.exit(f"{each.path.name} was not imported: {each.message}")
        seconds.append(perf_counter() - start)
        start = perf_counter()
    sys.stdout.write(json.dumps(seconds))
