"""`make reload`: the running archive takes the code of this folder and the settings of this shell.

`python -m config.serving.reload` sends the request to the supervisor through the control socket,
and waits for the answer.
"""

import os
import sys

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.home import PROJECT, archive_home
from config.serving.channel import Channel
from config.serving.control import connect_to_control


def main() -> None:
    """Request the reload and print the result.

    Exits with code 1 if the archive was not reloaded.
    """
    home = archive_home()
    try:
        port = environment.port()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    try:
        channel = Channel(connect_to_control(home, port))
    except PermissionError:
        sys.exit(f"The archive in {home} belongs to another user: reload it as that user.")
    except OSError:
        sys.exit(
            f"No archive that `make run` started runs at port {port} with the home {home}. "
            "If it runs elsewhere, set PORT and ARCHIVE_HOME as they were set at its start."
        )
    request = {"python": sys.executable, "folder": str(PROJECT), "environment": dict(os.environ)}
    channel.send(request)
    try:
        answer = channel.receive() or {"fault": "The archive has ended."}
    except KeyboardInterrupt:
        sys.exit("\nThe archive goes on reloading.")
    if "fault" in answer:
        sys.exit(f"Not reloaded. {answer['fault']}")
    print(answer["done"])


if __name__ == "__main__":
    main()
