"""Django's engine on the embedded server."""

import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import OperationalError

from config.embedded.base import DatabaseClient, DatabaseWrapper
from config.embedded.programs import program


@pytest.mark.django_db
def test_shell_is_the_psql_that_belongs_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command))
    DatabaseClient(connection).runshell([])
    assert commands[0][0] == str(program("psql"))
    assert connection.settings_dict["HOST"] in commands[0]


@pytest.mark.django_db
def test_connection_is_to_the_server_of_the_home() -> None:
    home = Path(connection.settings_dict["HOME"])
    assert connection.get_connection_params()["host"] == str(home / "postgres")


def test_server_that_cannot_start_is_an_error_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "letter.txt").write_text("mine")
    wrapper = DatabaseWrapper({**connection.settings_dict, "HOME": tmp_path})
    with pytest.raises(OperationalError, match="holds files but no database"):
        wrapper.get_connection_params()
