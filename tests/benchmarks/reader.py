"""A process that reads the files it is given and prints the most memory it ever held, in megabytes."""

import sys
from pathlib import Path

from reports.ingest.report import read_report


def peak_megabytes() -> int:
    """The kernel's own high-water mark: `ru_maxrss` would tell the parent's, too, where that was
    higher.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return round(int(kilobytes) / 1024)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        read_report(Path(name).read_bytes(), name)
    sys.stdout.write(str(peak_megabytes()))
