"""What each system takes on disk, and in memory while it answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

from config.home import PROJECT
from tests.benchmarks.peers import systems
from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part

MEGABYTE = 1_000_000


def parts(scale: Scale) -> Iterator[Part]:
    everyone = systems()
    yield Part(
        f"On disk, {scale.size}",
        "Ours with all that the archive keeps of reports beside the text (readings, judgements, lexemes); the peers "
        "with the same texts, tables and indexes together.",
        ("", "what", "MB", "bytes a paragraph"),
        [
            (system.name, what, f"{size / MEGABYTE:,.1f}", f"{size / scale.paragraphs:,.0f}")
            for system in everyone
            for what, size in _largest(system.sizes()).items()
        ],
    )
    yield Part(
        f"In memory, {scale.size}",
        "A process of its own that has answered all queries three times, and the process of the database that served "
        "it: megabytes that are theirs alone, and of files and buffers that they share with the machine.",
        ("", "process", "with files", "database", "with files and buffers"),
        [(name, *_memory(name)) for name in ("nothing", *(system.name for system in everyone))],
    )


def _largest(sizes: dict[str, int]) -> dict[str, int]:
    """All together, and each of what takes at least a hundredth."""
    total = sum(sizes.values())
    parts = {what: size for what, size in sizes.items() if size * 100 >= total}
    return {"all": total, **parts} if len(sizes) > 1 else {"all": total}


def _memory(name: str) -> tuple[str, ...]:
    command = [sys.executable, "-m", "tests.benchmarks.answerer", name]
    sizes = json.loads(subprocess.check_output(command, cwd=PROJECT, text=True))
    return tuple(f"{size / MEGABYTE:,.0f}" for size in sizes)
