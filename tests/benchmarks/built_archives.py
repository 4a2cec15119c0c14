"""Archives that stay between runs, since a large one takes minutes to build."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import django
from django.core.management import call_command

from config.embedded import server
from config.home import PROJECT
from tests.benchmarks.corpus import real_paragraphs
from tests.benchmarks.homes import python_in

FOLDER = PROJECT / "var" / "benchmarks"
BUILT = "built"
"""The file that says that an archive is complete."""
MADE_BY = (
    "reports/migrations/*.py",
    "search/migrations/*.py",
    *(f"tests/benchmarks/{name}.py" for name in ("texts", "resampled")),
)


@contextmanager
def built_home(paragraphs: int) -> Iterator[Path]:
    """The home of the archive of this size, its server running; `build_once` fills it.

    One whose schema is not that of this moment makes way for it.
    """
    home = FOLDER / f"{'real' if real_paragraphs() else 'invented'}-{paragraphs}-{_schema()}"
    for other in FOLDER.glob(f"{home.name.removesuffix(_schema())}*"):
        if other != home or not (home / BUILT).exists():
            shutil.rmtree(other)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # the server may run under an account of its own
    server.ensure_running(home)
    try:
        yield home
    finally:
        server.leave(home)


@contextmanager
def copied_home(paragraphs: int) -> Iterator[Path]:
    """A copy of the built archive of this size, to be changed and thrown away, its server running."""
    with built_home(paragraphs) as built:
        python_in(built, "-m", "tests.benchmarks.built_archives", str(built), str(paragraphs))
    if (built / "postgres" / "postmaster.pid").exists():
        raise RuntimeError(
            f"Another process uses the archive in {built}: it can be copied once that has ended."
        )
    with tempfile.TemporaryDirectory(prefix="archive-benchmark-") as name:
        home = Path(name)
        home.chmod(0o755)
        # With their owners, which only `cp` keeps; the server has stopped, so that its files are
        # whole.
        subprocess.run(["cp", "-a", built / "postgres", home], check=True)
        server.ensure_running(home)
        try:
            yield home
        finally:
            server.leave(home)


def build_once(home: Path, paragraphs: int) -> None:
    """Build the archive of the home that this process's environment names, unless it stands."""
    from tests.benchmarks.resampled import build  # both need Django's models
    from tests.benchmarks.texts import texts

    if (home / BUILT).exists():
        return
    start = perf_counter()
    call_command("migrate", verbosity=0)
    build(paragraphs, texts())
    took = f"{paragraphs:,} paragraphs in {perf_counter() - start:.0f} s"
    (home / BUILT).write_text(took, encoding="utf-8")
    print(f"Built {home.name}: {took}", file=sys.stderr)


def _schema() -> str:
    """A short name of what the archive is made by, another one after any change of it."""
    files = [file for pattern in MADE_BY for file in sorted(PROJECT.glob(pattern))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


if __name__ == "__main__":
    django.setup()
    build_once(Path(sys.argv[1]), int(sys.argv[2]))
