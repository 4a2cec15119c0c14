"""What the archive prints when it begins to serve and when it has stopped."""

import sys

from django.conf import settings

from config.embedded import server
from config.home import archive_home


def place(host: str, port: int) -> str:
    """Return host and port as addresses write them: IPv6 in square brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def announce(host: str, port: int, confinement: str) -> None:
    """Print where the archive is, what confines the reading of files and, on one's own computer,
    what to do next.
    """
    if settings.DEPLOYED:
        print(f"The archive listens at {place(host, port)}.\n{confinement}", flush=True)
        return
    address = f"http://{place(host, port)}/"
    print(
        f"\nThe archive is at {address} (Ctrl-C stops it).\n"
        f"  All of Ofsted’s:   FETCHER_CONTACT=you@example.org make fetch, in another terminal\n"
        f"  Your own reports:  REPORTS=folder make run, or upload them at {address}admin/\n"
        f"  An administrator:  make admin, in another terminal\n"
        f"  All it keeps:      {archive_home()}\n\n{confinement}\n",
        flush=True,
    )


def say_goodbye() -> None:
    """Let go of the embedded server, if it is in use, and say what became of it.

    Raises `SystemExit` with 1 when it runs on although nobody uses it: a copy of the home would
    then be worthless.
    """
    home = archive_home()
    departure = server.leave(home)
    if departure == server.Departure.STOPPED:
        print("The archive has stopped.", flush=True)
    elif departure == server.Departure.SHARED:
        print(
            "The archive has stopped. Its database runs on, because another program uses it: "
            f"stop that program before you copy {home}.",
            flush=True,
        )
    else:
        print(
            f"The archive has stopped, but its database still runs. Do not copy {home} yet: "
            f"{home}/postgres/server.log may say why it does not stop, and {home}/postgres/postmaster.pid "
            "begins with the number of its process.",
            file=sys.stderr,
            flush=True,
        )
        raise SystemExit(1)
