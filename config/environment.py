"""What the archive reads from the environment, with its type.

environs reads and checks the values. Here each reader says what to write instead of a wrong value,
and takes an empty variable for an unset one, since `docker compose` passes on every variable of its
file.
"""

import os
import re
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator, URLValidator
from environs import Env, EnvError, validate
from psycopg.conninfo import conninfo_to_dict

ADDRESS_FORM = "postgres://user:password@host:5432/database"
SCHEMES = ("postgres://", "postgresql://")
SECONDS_TO_CONNECT = 10

Value = TypeVar("Value")

env = Env()


def text(name: str, default: str = "") -> str:
    """Return the variable without the blanks around it; unset or empty, the default."""
    return env.str(name, "").strip() or default


def flag(name: str) -> bool:
    """Return whether the variable says yes; unset is no."""
    return _read(env.bool, name, False, mend="write 1 for yes or 0 for no")


def whole_number(name: str, default: int, *, most: int, least: int = 0) -> int:
    """Return the variable as a number from `least` to `most`."""
    mend = f"write a whole number from {least} to {most}"
    return _read(env.int, name, default, mend=mend, validate=validate.Range(least, most))


def port() -> int:
    """Return the port at which the archive listens, that of `PORT`."""
    return whole_number("PORT", 8000, least=1, most=65535)


def items(name: str) -> list[str]:
    """Return the parts of a list that is written with commas."""
    parts = env.list(name, [], subcast=str.strip)
    return [part for part in parts if part]


def folder(name: str, default: Path) -> Path:
    """Return the folder that the variable names, as an absolute path; `~` is a user's home."""
    written = text(name)
    if not written:
        return default
    try:
        return Path(written).expanduser().resolve()
    except RuntimeError as error:
        raise ImproperlyConfigured(
            f"{name} is {written!r}, and there is no such user; write the whole path."
        ) from error


def contact(name: str) -> str:
    """Return the e-mail or web address that the variable names; unset is empty.

    It becomes a link on every page, and so may be nothing else.
    """
    written = text(name)
    if not written:
        return ""
    check = URLValidator(["https", "http"]) if "://" in written else EmailValidator()
    try:
        check(written)
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} is {written!r}; write an e-mail address or a web address that begins with "
            "https://."
        ) from error
    return written


def require(name: str, reason: str) -> str:
    """Return a variable that must be set; `reason` ends the sentence of the error."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set; {reason}.")
    return value


def database(name: str) -> dict[str, Any] | None:
    """Return Django's description of the PostgreSQL database that the variable names, or None if it
    is unset.
    """
    address = text(name)
    return _database(name, address) if address else None


def databases(name: str) -> list[dict[str, Any]]:
    """Return Django's descriptions of the databases that the variable names, with blanks or commas
    between their addresses; an address itself may have commas between its hosts.
    """
    addresses = re.split(r"[\s,]+(?=postgres)", text(name))
    return [_database(name, address) for address in addresses if address]


def _database(name: str, address: str) -> dict[str, Any]:
    """Return Django's description of one database.

    libpq reads the address, as PostgreSQL's own programs do (PostgreSQL manual, 32.1.1.2): it may
    name several hosts, IPv6 addresses, the folder of a socket, and every option of a connection.
    """
    try:
        parameters = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        # `from None`: libpq quotes the address, with its password.
        raise ImproperlyConfigured(f"{name} cannot be read; write {ADDRESS_FORM}.") from None
    hosts = str(parameters.pop("host", ""))
    ports = str(parameters.pop("port", ""))
    database_name = str(parameters.pop("dbname", ""))
    if not address.startswith(SCHEMES) or not database_name:
        raise ImproperlyConfigured(f"{name} names no PostgreSQL database; write {ADDRESS_FORM}.")
    if not _are_hosts(hosts) or not _are_ports(ports):
        raise ImproperlyConfigured(f"{name} has a wrong host or port; write {ADDRESS_FORM}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": parameters.pop("user", ""),
        "PASSWORD": parameters.pop("password", ""),
        "HOST": hosts,
        "PORT": ports,
        "OPTIONS": {"connect_timeout": SECONDS_TO_CONNECT, **parameters},
    }


def stored_secret(path: Path) -> str:
    """Return the secret in the file, which the first call makes, readable by its owner alone.

    Two first calls at once return the same secret: the file appears complete, by a link, and
    whoever comes second reads it.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(path, secrets.token_urlsafe(60))
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be stored in {path} ({error.strerror}); set SECRET_KEY, "
            f"or let ARCHIVE_HOME name a folder that you may write to."
        ) from error


def _read(
    reader: Callable[..., Value], name: str, default: Value, *, mend: str, **options: Any
) -> Value:
    """Return a variable as a reader of environs gives it; `mend` ends the sentence of the error."""
    if not text(name):
        return default
    try:
        return reader(name, pre_load=str.strip, **options)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name} is {text(name)!r}; {mend}.") from error


def _are_hosts(hosts: str) -> bool:
    """Return whether a list with commas leaves no host out; a single one may be left out."""
    return hosts == "" or all(hosts.split(","))


def _are_ports(ports: str) -> bool:
    """Return whether a list with commas holds ports alone. An empty one is PostgreSQL's usual port.

    libpq checks them at the first connection only.
    """
    return all(port == "" or _is_port(port) for port in ports.split(","))


def _is_port(port: str) -> bool:
    return port.isascii() and port.isdigit() and 1 <= int(port) <= 65535


def _write_once(path: Path, content: str) -> None:
    """Write the file with mode 0600, unless another process has just done so."""
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
