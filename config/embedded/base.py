"""Django's PostgreSQL engine on the embedded server, which it starts at the first connection."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient
from django.db.utils import OperationalError

from config.embedded import EmbeddedServerError
from config.embedded.programs import program
from config.embedded.server import ensure_running
from config.home import archive_home


class DatabaseClient(PostgresClient):
    """`manage.py dbshell`, with the psql that belongs to the server."""

    executable_name = "psql"

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.settings_dict["HOST"] = str(ensure_running(archive_home()))
        self.executable_name = str(program("psql"))
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server of the archive's home."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        try:
            self.settings_dict["HOST"] = str(ensure_running(archive_home()))
        except EmbeddedServerError as error:
            raise OperationalError(str(error)) from error
        return super().get_connection_params()
