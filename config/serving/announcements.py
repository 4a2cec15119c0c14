"""The messages of the archive when it begins to serve, and when it has stopped."""

import sys

from django.conf import settings

from config.embedded import server
from config.home import archive_home


def place(host: str, port: int) -> str:
    """Host and port as in a web address: an IPv6 address is in square brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def announce(host: str, port: int, confinement: str) -> None:
    """Print the address of the archive, and what confines the reading of files.

    On a person's own computer, also print what to do next.
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
    """Stop using the embedded server, if there is one, and print its state.

    Raises `SystemExit` with code 1 if it still runs although nobody uses it: a copy of the home
    would then be unusable.
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
            f"{home}/postgres/server.log may say why it does not stop, and "
            f"{home}/postgres/postmaster.pid begins with the number of its process.",
            file=sys.stderr,
            flush=True,
        )
        raise SystemExit(1)
