"""Variables of the environment: read with their type, or refused in a sentence that names them."""

import stat
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


def database_described() -> dict[str, Any]:
    """Django's description of the database that DATABASE_URL names, which must be set."""
    described = environment.database("DATABASE_URL")
    assert described
    return described


@pytest.mark.parametrize(
    ("written", "meant"), [("1", True), ("YES", True), ("0", False), ("", False), (" ", False)]
)
def test_flag(monkeypatch: pytest.MonkeyPatch, written: str, meant: bool) -> None:
    monkeypatch.setenv("DEBUG", written)
    assert environment.flag("DEBUG") is meant


def test_flag_with_another_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "perhaps")
    with pytest.raises(
        ImproperlyConfigured, match="DEBUG is 'perhaps'; write 1 for yes or 0 for no"
    ):
        environment.flag("DEBUG")


def test_number_unset_or_empty_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert environment.whole_number("PORT", 8000, most=65535) == 8000
    monkeypatch.setenv("PORT", "")
    assert environment.whole_number("PORT", 8000, most=65535) == 8000


@pytest.mark.parametrize("written", ["http", "-1", "0", "65536", "8000.5", "²"])
def test_number_out_of_range(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("PORT", written)
    with pytest.raises(
        ImproperlyConfigured, match=r"PORT is .*; write a whole number from 1 to 65535"
    ):
        environment.whole_number("PORT", 8000, least=1, most=65535)


def test_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "archive.example.org, www.example.org,")
    assert environment.items("ALLOWED_HOSTS") == ["archive.example.org", "www.example.org"]


def test_folder_in_a_home_that_nobody_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ARCHIVE_HOME", "~/archive")
    assert environment.folder("ARCHIVE_HOME", Path("/")) == tmp_path / "archive"
    monkeypatch.setenv("ARCHIVE_HOME", "~nobody-of-this-name/archive")
    with pytest.raises(
        ImproperlyConfigured, match=r"ARCHIVE_HOME is '~nobody.*'.*write the whole path"
    ):
        environment.folder("ARCHIVE_HOME", Path("/"))


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://a:b@host/archive", "sqlite:///archive", "postgres://host"]
)
def test_database_that_is_no_postgresql(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(
        ImproperlyConfigured, match=r"DATABASE_URL .*write postgres://user:password@host"
    ):
        environment.database("DATABASE_URL")


@pytest.mark.parametrize(
    ("hosts", "host", "port"),
    [
        ("db1,db2:5433", "db1,db2", ",5433"),
        ("db1:5432,db2:5433,db3", "db1,db2,db3", "5432,5433,"),
        ("[2001:db8::1]:6432,10.0.0.2", "2001:db8::1,10.0.0.2", "6432,"),
        ("%2Frun%2Fpostgresql,db.example.org", "/run/postgresql,db.example.org", ","),
    ],
)
def test_database_on_several_hosts(
    monkeypatch: pytest.MonkeyPatch, hosts: str, host: str, port: str
) -> None:
    address = (
        f"postgres://me:a%2Cb,c%40@{hosts}/archive?target_session_attrs=read-write&sslmode=require"
    )
    monkeypatch.setenv("DATABASE_URL", address)
    described = database_described()
    assert (described["HOST"], described["PORT"]) == (host, port)
    assert (described["USER"], described["PASSWORD"], described["NAME"]) == (
        "me",
        "a,b,c@",
        "archive",
    )
    assert described["OPTIONS"]["target_session_attrs"] == "read-write"
    assert described["OPTIONS"]["sslmode"] == "require"


def test_comma_in_a_password_is_no_second_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me:a,b@db.example.org:5433/archive")
    described = database_described()
    assert (described["HOST"], described["PORT"], described["PASSWORD"]) == (
        "db.example.org",
        "5433",
        "a,b",
    )


@pytest.mark.parametrize(
    "hosts", ["db1,", ",db2", "db1,,db2", "db1:x,db2", "db1:0,db2", "db1,db2:65536", "[::1,db2"]
)
def test_several_hosts_with_a_mistake(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgres://me:word@{hosts}/archive")
    with pytest.raises(
        ImproperlyConfigured,
        match=r"DATABASE_URL (cannot be read|has a wrong host or port); write postgres://",
    ):
        environment.database("DATABASE_URL")


def test_database_unset_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", " ")
    assert environment.database("DATABASE_URL") is None


def test_database_by_the_folder_of_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me@/archive?host=/run/postgresql")
    described = database_described()
    assert (described["HOST"], described["PORT"]) == ("/run/postgresql", "")
    assert (described["USER"], described["PASSWORD"]) == ("me", "")


@pytest.mark.parametrize("address", ["postgres://me:tulip%zz@host/archive", "postgres:/tulip"])
def test_mistake_in_an_address_prints_no_password(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.database("DATABASE_URL")
    assert "tulip" not in "".join(traceback.format_exception(refusal.value))


@pytest.mark.parametrize("hosts", ["db.example.org", "db1,db2"])
def test_connecting_is_bounded_in_time(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgres://me:word@{hosts}/archive")
    assert database_described()["OPTIONS"]["connect_timeout"] == 10
    monkeypatch.setenv("DATABASE_URL", f"postgres://me:word@{hosts}/archive?connect_timeout=3")
    assert database_described()["OPTIONS"]["connect_timeout"] == "3"


def test_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "secret_key"
    with ThreadPoolExecutor(4) as pool:
        secrets = set(pool.map(environment.stored_secret, [path] * 8))
    assert secrets == {path.read_text()}
    assert len(path.read_text()) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_secret_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(ImproperlyConfigured, match=r"cannot be stored in .*set SECRET_KEY"):
        environment.stored_secret(tmp_path / "home" / "secret_key")
