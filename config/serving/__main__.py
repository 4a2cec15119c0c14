"""The serving process: `python -m config.serving CHANNEL [LISTENER]`.

Only the supervisor starts it. The arguments are the numbers of open sockets.
"""

import socket
import sys

from config.serving.channel import Channel
from config.serving.starting import prepare_or_exit
from config.serving.web_server import Gunicorn


def main(descriptors: list[str]) -> None:
    """Prepare the archive and serve it until a signal ends it."""
    connection, *listeners = [socket.socket(fileno=int(number)) for number in descriptors]
    # Programs that this process starts must not inherit it.
    connection.set_inheritable(False)
    channel = Channel(connection)
    listener = listeners[0] if listeners else None
    try:
        prepared = prepare_or_exit(listener)
    except SystemExit as end:
        channel.send({"fault": str(end)})
        raise
    try:
        Gunicorn(prepared, channel, is_first=listener is None).run()
    except KeyboardInterrupt:
        sys.exit("Stopped before the archive was ready.")


if __name__ == "__main__":
    main(sys.argv[1:])
