"""`make replica`: serve the replica by hand, to try the fetcher without the publisher's site."""

from __future__ import annotations

import argparse
from time import sleep

from tests.replica.markup import Switch
from tests.replica.server import Replica, serving


def main() -> None:
    """Serve until Ctrl-C, and print each request."""
    parser = argparse.ArgumentParser(prog="make replica", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="where it listens (%(default)s)")
    parser.add_argument(
        "--switch",
        action="append",
        default=[],
        choices=[switch.value for switch in Switch],
        help="how its pages differ from the usual",
    )
    chosen = parser.parse_args()
    replica = Replica(frozenset(chosen.switch))
    with serving(replica, chosen.port):
        print(
            f"The replica is at {replica.address} (Ctrl-C stops it). In another terminal:\n"
            f"  .venv/bin/python manage.py fetch_reports --base-url {replica.address} --delay 0.1",
            flush=True,
        )
        printed = 0
        try:
            while True:
                for request in replica.log[printed:]:
                    print(request.target, flush=True)
                    printed += 1
                sleep(0.2)
        except KeyboardInterrupt:
            print("The replica has stopped.")


if __name__ == "__main__":
    main()
