"""The archive's home: the folder that holds the embedded database, the originals and the generated
key.
"""

from pathlib import Path

from config import environment

PROJECT = Path(__file__).resolve().parent.parent


def archive_home() -> Path:
    """Return the absolute path of the home: the folder that ARCHIVE_HOME names, or `var/` in the
    project.

    The environment is read at each call, so that a script can choose a home before its first
    connection.
    """
    return environment.folder("ARCHIVE_HOME", PROJECT / "var")
