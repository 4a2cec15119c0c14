"""Typed readers of the environment, which fail early, naming the variable and the mend."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
ADDRESS_FORM = "postgres://user:password@host:5432/database"
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
        described = dict(dj_database_url.parse(address))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read; write {ADDRESS_FORM}.") from error
    if described["ENGINE"] != "django.db.backends.postgresql" or not described["NAME"]:
        raise ImproperlyConfigured(f"{name} names no PostgreSQL database; write {ADDRESS_FORM}.")
    return described


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
