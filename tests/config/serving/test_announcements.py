"""What the archive prints when it begins to serve, and when it has stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from config.embedded import server
from config.embedded.server import Departure
from config.home import archive_home
from config.serving.announcements import announce, place, say_goodbye


@pytest.mark.parametrize(
    ("host", "printed"),
    [
        ("127.0.0.1", "127.0.0.1:8001"),
        ("archive.example.org", "archive.example.org:8001"),
        ("::1", "[::1]:8001"),
        ("2001:db8::7", "[2001:db8::7]:8001"),
    ],
)
def test_host_and_port_are_as_in_a_web_address(host: str, printed: str) -> None:
    assert place(host, 8001) == printed


def test_person_is_told_the_address_and_what_to_do_next(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEPLOYED = False
    announce("::1", 8000, "Reading is confined.")
    printed = capsys.readouterr().out
    assert "The archive is at http://[::1]:8000/ (Ctrl-C stops it)." in printed
    assert "upload them at http://[::1]:8000/admin/" in printed
    assert str(archive_home()) in printed
    assert printed.endswith("\n\nReading is confined.\n\n")


def test_log_of_a_public_site_has_the_place_alone(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEPLOYED = True
    announce("0.0.0.0", 8000, "Reading is confined.")  # noqa: S104  # an address to print
    assert capsys.readouterr().out == (
        "The archive listens at 0.0.0.0:8000.\nReading is confined.\n"
    )


def left(monkeypatch: pytest.MonkeyPatch, departure: Departure) -> None:
    """Let the server of the home be in this state after the archive has left it."""

    def leave(home: Path) -> Departure:
        assert home == archive_home()
        return departure

    monkeypatch.setattr(server, "leave", leave)


def test_archive_that_stopped_its_server(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left(monkeypatch, Departure.STOPPED)
    say_goodbye()
    assert tuple(capsys.readouterr()) == ("The archive has stopped.\n", "")


def test_archive_whose_server_another_program_uses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left(monkeypatch, Departure.SHARED)
    say_goodbye()
    output, errors = capsys.readouterr()
    assert f"stop that program before you copy {archive_home()}." in output
    assert errors == ""


def test_archive_whose_server_does_not_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left(monkeypatch, Departure.RUNNING)
    with pytest.raises(SystemExit) as ended:
        say_goodbye()
    assert ended.value.code == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert f"Do not copy {archive_home()} yet" in errors
