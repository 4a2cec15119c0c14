"""The front door: bring the archive up to date and serve it (`make run`, `make dev`, the
container's command).

`python -m config.run` serves with gunicorn, under a supervisor; with `--dev`, Django's own server does
and reloads changed code.
"""

import signal
import subprocess
import sys
from pathlib import Path

from config.serving.supervisor import Supervisor

PROJECT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> None:
    """Prepare and serve until a signal ends it. What prevents that is said on standard error."""
    if "--dev" in arguments:
        serve_for_developers()
    else:
        sys.exit(Supervisor().run(PROJECT))


def serve_for_developers() -> None:
    """Serve with autoreload: the server process comes and goes with each change, this one keeps the
    database.
    """
    # Not for the supervisor, which stays small.
    from config.serving.announcements import announce, place, say_goodbye
    from config.serving.starting import prepare_or_exit

    prepared = prepare_or_exit()
    prepared.listener.close()
    address = place(prepared.host, prepared.port)
    command = [sys.executable, "manage.py", "runserver", "--skip-checks", address]
    with subprocess.Popen(command, cwd=PROJECT) as child:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child by itself
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        announce(prepared.host, prepared.port, prepared.confinement)
        child.wait()
    say_goodbye()


if __name__ == "__main__":
    main(sys.argv[1:])
