"""Reading settings from environment variables.

environs reads and validates the values. The functions here say in their errors what to write
instead of a wrong value. An empty variable counts as unset, because `docker compose` passes every
variable of its file. All raise `ImproperlyConfigured` for a wrong value.
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
    """The variable without leading and trailing spaces; the default if it is unset or empty."""
    return env.str(name, "").strip() or default


def flag(name: str) -> bool:
    """Whether the variable is true; False if it is unset."""
    return _read(env.bool, name, False, mend="write 1 for yes or 0 for no")


def whole_number(name: str, default: int, *, most: int, least: int = 0) -> int:
    """The variable as a whole number from `least` to `most`."""
    mend = f"write a whole number from {least} to {most}"
    return _read(env.int, name, default, mend=mend, validate=validate.Range(least, most))


def port() -> int:
    """The port at which the archive listens (`PORT`)."""
    return whole_number("PORT", 8000, least=1, most=65535)


def items(name: str) -> list[str]:
    """The items of a comma-separated list, without empty ones."""
    parts = env.list(name, [], subcast=str.strip)
    return [part for part in parts if part]


def folder(name: str, default: Path) -> Path:
    """The absolute path of the folder that the variable names; `~` stands for a user's home."""
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
    """The e-mail or web address in the variable; empty if it is unset.

    It is validated because it becomes a link on every page.
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
    """The value of a variable that must be set. `reason` completes the error's sentence."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set; {reason}.")
    return value


def database(name: str) -> dict[str, Any] | None:
    """Django's settings for the PostgreSQL database in the variable; None if it is unset."""
    address = text(name)
    return _database(name, address) if address else None


def databases(name: str) -> list[dict[str, Any]]:
    """Django's settings for each of the databases in the variable.

    Spaces or commas separate the addresses. An address itself may have commas between its hosts.
    """
    addresses = re.split(r"[\s,]+(?=postgres)", text(name))
    return [_database(name, address) for address in addresses if address]


def _database(name: str, address: str) -> dict[str, Any]:
    """Django's settings for one database.

    libpq parses the address, as for PostgreSQL's own programs (PostgreSQL manual, 32.1.1.2): it may
    have several hosts, IPv6 addresses, the folder of a socket, and any connection option.
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
        "ENGINE": "config.database",
        "NAME": database_name,
        "USER": parameters.pop("user", ""),
        "PASSWORD": parameters.pop("password", ""),
        "HOST": hosts,
        "PORT": ports,
        "OPTIONS": {"connect_timeout": SECONDS_TO_CONNECT, **parameters},
    }


def stored_secret(path: Path) -> str:
    """The secret in the file. The first call makes the file, which only its owner may read.

    Two first calls at the same time return the same secret: a link makes the complete file appear,
    and the second call reads it.
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
    """The variable as `reader`, a method of environs, returns it.

    `mend` completes the error's sentence: it says what to write.
    """
    if not text(name):
        return default
    try:
        return reader(name, pre_load=str.strip, **options)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name} is {text(name)!r}; {mend}.") from error


def _are_hosts(hosts: str) -> bool:
    """Whether a comma-separated list has no empty host. The whole list may be empty."""
    return hosts == "" or all(hosts.split(","))


def _are_ports(ports: str) -> bool:
    """Whether a comma-separated list has only valid ports. An empty item is the default port.

    libpq would check them only at the first connection.
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
