"""The entry point: prepare the archive and serve it (`make run`, `make dev`, the container).

`python -m config.run` serves with gunicorn under a supervisor. With `--dev` it serves with Django's
own server, which reloads changed code.
"""

import signal
import subprocess
import sys
from pathlib import Path

from config.serving.supervisor import Supervisor

PROJECT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> None:
    """Prepare and serve until a signal ends it. Errors are printed on standard error."""
    if "--dev" in arguments:
        serve_for_developers()
    else:
        sys.exit(Supervisor().run(PROJECT))


def serve_for_developers() -> None:
    """Serve with Django's server, which restarts after each change.

    This process stays, so that the embedded database keeps running.
    """
    # Imported here: the supervisor must not load Django.
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
