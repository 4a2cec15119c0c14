"""Preparing the archive before it is served: tables, reference facts, first reports, static files.

Every step can be repeated. Two archives that start on one database at the same time wait for each
other here.
"""

import gc
import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from config import environment, machines
from config.replicas.standby import is_standby
from reports.models.locks import PREPARING

FIRST_PAGES = (("/", ""), ("/search/", "q=children"), ("/search/", "q=bunking+off+in+leeds"))
"""Pages that fill the caches of a process. The second search has a name and an everyday word, and
so loads names and close results.
"""


def prepare() -> None:
    """Update the database and static files, and import the reports in REPORTS, or the samples.

    Raises `CommandError` if the folder in REPORTS does not exist, if the folder of originals
    belongs to another archive, or if the server cannot hold an archive. Raises `DatabaseError` if
    the database cannot be reached.
    """
    reports = environment.text("REPORTS")
    if reports and not Path(reports).exists():
        raise CommandError(f"REPORTS is {reports}, and there is no such file or folder.")
    refuse_unfit_server()
    if is_standby():
        prepare_to_read()
        return
    with alone():
        call_command("migrate", verbosity=0, interactive=False)
        claim_originals()
        call_command("load_reference")
        if reports:
            import_reports(reports)
        elif not settings.DEPLOYED and is_empty():
            call_command("samples")
        if not settings.DEBUG and not settings.DEPLOYED:
            collect_static_files()
        for difference in machines.differences():
            print(f"Warning: {difference}", file=sys.stderr)
    connections.close_all()


def prepare_to_read() -> None:
    """Prepare to serve from a standby, which accepts no changes, and print a note about it.

    Raises `CommandError` if its tables are those of another version of the archive.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "Its database is a standby, which accepts no changes, and its tables are those of "
            "another version of the archive. Start this version with the primary server first."
        )
    if not settings.DEBUG and not settings.DEPLOYED:
        collect_static_files()
    connections.close_all()
    print("The database is a standby: the archive only reads. Uploads and the desk are closed.")


def refuse_unfit_server() -> None:
    """Check the database server: print warnings, and raise `CommandError` with all errors."""
    messages = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    errors = []
    for message in messages:
        sentence = f"{message.msg} {message.hint}"
        if message.is_serious():
            errors.append(sentence)
        else:
            print(f"Warning: {sentence}", file=sys.stderr)
    if errors:
        raise CommandError("\n".join(errors))


def claim_originals() -> None:
    """Claim the folder of originals. Raises `CommandError` if it belongs to another archive."""
    from reports.publishing.operations import Refused
    from reports.publishing.originals_folder import claim_originals_folder

    try:
        claim_originals_folder()
    except Refused as refusal:
        raise CommandError(str(refusal)) from refusal


def import_reports(path: str) -> None:
    """Import a file or folder. The archive starts even if a file is refused."""
    try:
        call_command("import_reports", path)
    except (CommandError, SystemExit) as end:
        if str(end) not in {"", "0"}:
            print(f"Not all of {path} was imported.")


def is_empty() -> bool:
    """Return whether the archive holds no text of any report."""
    from reports.models import Paragraph

    return not Paragraph.objects.exists()


def collect_static_files() -> None:
    """Collect and compress the static files, which takes seconds, if one of them has changed."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    digest = static_files_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(digest, encoding="ascii")


def static_files_digest() -> str:
    """Return a digest of the names, sizes and times of all static files, in hexadecimal."""
    files = []
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            status = Path(storage.path(name)).stat()
            files.append((name, status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr(sorted(files)).encode()).hexdigest()


def warm_up(application: WSGIHandler) -> None:
    """Answer a few pages before there are visitors, to fill the caches of this process.

    The processes that are forked from this one share the caches, but no connections.
    """
    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    for path, query in FIRST_PAGES:
        environ = {
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": host,
            "wsgi.url_scheme": "https",
        }
        setup_testing_defaults(environ)
        application(environ, lambda *_: lambda _: None).close()
    connections.close_all()
    gc.collect()
    gc.freeze()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock for preparing, in a separate connection that no command closes."""
    guard = connection.copy()
    try:
        with guard.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
    finally:
        guard.close()
