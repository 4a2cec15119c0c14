"""Typed readers of the environment, which fail early, naming the variable and the mend."""

import os
import re
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
ADDRESS_FORM = "postgres://user:password@host:5432/database"
POSTGRES_PORT = "5432"
# One of the hosts of an address: a name, an IPv4 address, the folder of a socket as %2Frun%2Fpostgresql, or an IPv6
# address in square brackets; then perhaps a port.
HOST_AND_PORT = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\[\]:,/?#@]+)(?::(?P<port>[0-9]{1,5}))?")
FIRST_HOST = "first-host"  # for the hosts of an address while the rest of it is read
SECONDS_TO_CONNECT = 10
NO = frozenset({"", "0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """Return the variable without the blanks around it; one that is unset or empty is the default."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Return whether the variable says yes; unset is no. Any word but yes and no is refused."""
    value = text(name).lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 for yes or 0 for no.")
    return value in YES


def whole_number(name: str, default: int, *, most: int, least: int = 0) -> int:
    """Return the variable as a number from `least` to `most`."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from {least} to {most}.")
    return int(value)


def items(name: str) -> list[str]:
    """Return the parts of a list that is written with commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """Return the folder that the variable names, as an absolute path; `~` is somebody's home."""
    named = text(name)
    try:
        return Path(named).expanduser().resolve() if named else default
    except RuntimeError as error:
        raise ImproperlyConfigured(f"{name} is {named!r}, and nobody has that home; write the whole path.") from error


def demand(name: str, why: str) -> str:
    """Return a variable that must be set; `why` ends the sentence of the error."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set; {why}.")
    return value


def database(name: str) -> dict[str, Any]:
    """Return Django's description of the database that the variable names; unset is the embedded one."""
    address = text(name)
    if not address:
        return {
            "ENGINE": "config.embedded",
            "NAME": "archive",
            "USER": "archive",
            "PORT": "5432",
            "OPTIONS": {},
        }
    try:
        described = _described(address)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read; write {ADDRESS_FORM}.") from error
    if described["ENGINE"] != "django.db.backends.postgresql" or not described["NAME"]:
        raise ImproperlyConfigured(f"{name} names no PostgreSQL database; write {ADDRESS_FORM}.")
    described.setdefault("OPTIONS", {}).setdefault("connect_timeout", SECONDS_TO_CONNECT)
    return described


def _described(address: str) -> dict[str, Any]:
    """Return Django's description of the database at an address, which may name several hosts.

    As in PostgreSQL's own addresses (manual, 32.1.1.3, Specifying Multiple Hosts), which dj-database-url does not
    read: `postgres://user:password@host1:5432,host2:5432/database?target_session_attrs=read-write`. The hosts are
    tried in their order. Raises `ValueError` for an address that cannot be read.
    """
    place = urlsplit(address).netloc
    account, at, hosts = place.rpartition("@")
    if "," not in hosts:
        return dict(dj_database_url.parse(address))
    pairs = [_host_and_port(each) for each in hosts.split(",")]
    described = dict(dj_database_url.parse(address.replace(place, f"{account}{at}{FIRST_HOST}", 1)))
    described["HOST"] = ",".join(host for host, _ in pairs)
    described["PORT"] = ",".join(port for _, port in pairs)
    return described


def _host_and_port(written: str) -> tuple[str, str]:
    """Return one of the hosts of an address, and its port. Raises `ValueError` where it is neither."""
    match = HOST_AND_PORT.fullmatch(written)
    if match is None:
        raise ValueError(f"{written!r} is no host with a port.")
    port = match["port"] or POSTGRES_PORT
    if not 1 <= int(port) <= 65535:
        raise ValueError(f"{port} is no port.")
    return unquote(match["host"].strip("[]")), port


def kept_secret(path: Path) -> str:
    """Return the secret kept in the file, made at the first call and readable by its owner alone.

    Two first calls at once agree: the file appears whole, by a link, and the second finds the first one's.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(path, secrets.token_urlsafe(60))
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {path} ({error.strerror}); set SECRET_KEY, "
            f"or let ARCHIVE_HOME name a folder that you may write to."
        ) from error


def _write_once(path: Path, content: str) -> None:
    """Write the file with mode 0600 unless somebody else has just done so."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # mkstemp makes files of mode 0600
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(content)
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
