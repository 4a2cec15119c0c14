"""The command `release`: what it prints, and which addresses it writes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from search.management.commands.release import default_site


@pytest.mark.usefixtures("archive")
def test_release_goes_to_the_folder_of_the_settings_and_prints_it_last(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.RELEASES = tmp_path / "releases"
    call_command("release", "--site", "https://archive.example/")
    sentence, path = capsys.readouterr().out.splitlines()
    assert sentence.startswith("Released 2 authorities, 3 inspections, 15 judgements, 5 passages, ")
    assert Path(path).parent == tmp_path / "releases"
    lines = gzip.decompress((Path(path) / "passages.jsonl.gz").read_bytes()).splitlines()
    assert json.loads(lines[0])["url"].startswith("https://archive.example/inspections/")
    call_command("release", "--site", "https://archive.example")
    assert "Nothing has changed since release" in capsys.readouterr().out


@pytest.mark.usefixtures("archive")
def test_release_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    with pytest.raises(CommandError, match="is not a link"):
        call_command("release", "--out", str(tmp_path))


@pytest.mark.parametrize(
    "site", ["archive.example", "ftp://archive.example", "https://", "https://a/?b=c"]
)
def test_site_that_is_no_address_is_refused(site: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no address of a site"):
        call_command("release", "--out", str(tmp_path), "--site", site)


@pytest.mark.parametrize(
    ("hosts", "site"),
    [
        (["archive.example.org", "localhost"], "https://archive.example.org"),
        ([".example.org", "localhost"], "https://example.org"),
        (["localhost", "127.0.0.1"], "http://127.0.0.1:8000"),
    ],
)
def test_site_is_the_first_host_that_the_archive_is_visited_under(
    settings: Settings, hosts: list[str], site: str
) -> None:
    settings.ALLOWED_HOSTS = hosts
    assert default_site() == site
