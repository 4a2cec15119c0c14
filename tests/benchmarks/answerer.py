"""A process that lets one system answer all queries, and prints the memory that it and its database
then hold.

Printed is a list in JSON, in bytes: memory of its own, and all that is resident; the same of the
server process.
"""

import json
import sys
from pathlib import Path

import django


def memory(process: int | str) -> tuple[int, int]:
    """The bytes that a process holds alone, and with files and shared memory (the kernel's
    `status`, Linux).
    """
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    kilobytes = {
        name: int(rest.split()[0])
        for name, _, rest in (line.partition(":") for line in lines)
        if "kB" in rest
    }
    return kilobytes["RssAnon"] * 1024, kilobytes["VmRSS"] * 1024


if __name__ == "__main__":
    django.setup()
    from django.db import connection

    from tests.benchmarks.peers import systems
    from tests.benchmarks.queries import QUERIES

    for system in systems():
        if system.name == sys.argv[1]:
            for query in QUERIES * 3:
                system.forget()
                system.answer(query)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = cursor.fetchone()[0]
    sys.stdout.write(json.dumps([*memory("self"), *memory(server)]))
