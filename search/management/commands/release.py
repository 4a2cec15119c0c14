from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.releases.writing import NoRelease, WrittenRelease, write_release


class Command(BaseCommand):
    """`release` prints the absolute path of the release, alone, on its last line."""

    help = "Write the whole archive as open data: JSON lines, CSV, SQLite and what describes them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--out",
            type=Path,
            metavar="FOLDER",
            help="where to: a folder, in which each release is a folder named by its day,"
            " and `latest` leads to the newest (RELEASES, or releases/ in the archive's home)",
        )
        parser.add_argument(
            "--site",
            type=site_address,
            metavar="ADDRESS",
            help="the address of the archive's site, which addresses in the files begin with"
            " (https:// and the first of ALLOWED_HOSTS)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = (options["out"] or Path(settings.RELEASES)).expanduser().absolute()
        site = options["site"] or default_site()
        try:
            written = write_release(folder, timezone.localdate(), site)
        except NoRelease as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. Nothing was released.") from error
        self.stdout.write(_sentence(written))
        self.stdout.write(str(written.release.path))


def default_site() -> str:
    """https:// and the first of ALLOWED_HOSTS; on one's own computer where `make run` serves."""
    host = settings.ALLOWED_HOSTS[0].removeprefix(".")
    if host in ("localhost", "*"):
        return "http://127.0.0.1:8000"
    return f"https://{host}"


def site_address(written: str) -> str:
    """The address of a site, without a slash at its end. Raises `ArgumentTypeError`."""
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ArgumentTypeError(
            f"{written!r} is no address of a site; write it like https://archive.example.org"
        )
    return written.rstrip("/")


def _sentence(written: WrittenRelease) -> str:
    if not written.is_new:
        return f"Nothing has changed since release {written.release.name}, which stays the latest."
    counts = ", ".join(f"{count:,} {name}" for name, count in written.counts.items())
    return f"Released {counts}."
