"""The PostgreSQL engine on the embedded server, which starts at the first connection.

`DATABASES` names it as ENGINE `config.embedded`, with the server's home as HOME.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql.client import DatabaseClient as PostgresClient
from django.db.utils import OperationalError

from config.database.base import CheckedConnection
from config.embedded import EmbeddedServerError
from config.embedded.programs import program
from config.embedded.server import ensure_running


class DatabaseClient(PostgresClient):
    """`manage.py dbshell`, with the psql that belongs to the server."""

    executable_name = str(program("psql"))

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.get_connection_params()  # starts the server
        super().runshell(parameters)


class DatabaseWrapper(CheckedConnection):
    """A connection to the embedded server of the home that the settings name."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        try:
            sockets = ensure_running(Path(self.settings_dict["HOME"]))
        except EmbeddedServerError as error:
            raise OperationalError(str(error)) from error
        self.settings_dict["HOST"] = str(sockets)
        return super().get_connection_params()
