"""Variables of the environment: read with their type, or refused in a sentence that names them."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("YES", True), ("0", False), ("", False), (" ", False)])
def test_flag(monkeypatch: pytest.MonkeyPatch, written: str, meant: bool) -> None:
    monkeypatch.setenv("DEBUG", written)
    assert environment.flag("DEBUG") is meant


def test_flag_with_another_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'perhaps'; write 1 for yes or 0 for no"):
        environment.flag("DEBUG")


def test_number_unset_or_empty_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert environment.whole_number("PORT", 8000, most=65535) == 8000
    monkeypatch.setenv("PORT", "")
    assert environment.whole_number("PORT", 8000, most=65535) == 8000


@pytest.mark.parametrize("written", ["http", "-1", "0", "65536", "8000.5", "²"])
def test_number_out_of_range(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("PORT", written)
    with pytest.raises(ImproperlyConfigured, match=r"PORT is .*; write a whole number from 1 to 65535"):
        environment.whole_number("PORT", 8000, least=1, most=65535)


def test_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "archive.example.org, www.example.org,")
    assert environment.items("ALLOWED_HOSTS") == ["archive.example.org", "www.example.org"]


def test_folder_in_a_home_that_nobody_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ARCHIVE_HOME", "~/archive")
    assert environment.folder("ARCHIVE_HOME", Path("/")) == tmp_path / "archive"
    monkeypatch.setenv("ARCHIVE_HOME", "~nobody-of-this-name/archive")
    with pytest.raises(ImproperlyConfigured, match=r"ARCHIVE_HOME is '~nobody.*'.*write the whole path"):
        environment.folder("ARCHIVE_HOME", Path("/"))


@pytest.mark.parametrize("address", ["nonsense", "mysql://a:b@host/archive", "sqlite:///archive", "postgres://host"])
def test_database_that_is_no_postgresql(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL .*write postgres://user:password@host"):
        environment.database("DATABASE_URL")


def test_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret_key"
    with ThreadPoolExecutor(4) as pool:
        secrets = set(pool.map(environment.kept_secret, [path] * 8))
    assert secrets == {path.read_text()}
    assert len(path.read_text()) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_secret_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(ImproperlyConfigured, match=r"cannot be kept in .*set SECRET_KEY"):
        environment.kept_secret(tmp_path / "home" / "secret_key")
