"""The archive's home: the folder of the embedded database, the originals and the secret key."""

from pathlib import Path

from config import environment

PROJECT = Path(__file__).resolve().parent.parent


def archive_home() -> Path:
    """The absolute path of the home: the folder in ARCHIVE_HOME, or `var/` in the project.

    Each call reads the environment, so a script can choose a home before its first connection.
    """
    return environment.folder("ARCHIVE_HOME", PROJECT / "var")
