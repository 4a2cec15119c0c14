"""What happens before the archive is served: tables, reference facts, first reports, static files.

Every step may be repeated. Two archives that start at once on one database wait for each other
here.
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
"""Pages that make what a process makes once: the second search reads names, and brings what is close,
by the everyday words of the vocabulary.
"""


def prepare() -> None:
    """Bring database and static files up to date, and import the reports that REPORTS names, or the
    samples.

    Raises `CommandError` for a folder that is not there, a folder of originals that belongs to
    another archive or a server that cannot hold an archive, `DatabaseError` when the database
    cannot be reached.
    """
    reports = environment.text("REPORTS")
    if reports and not Path(reports).exists():
        raise CommandError(f"REPORTS names {reports}, which is not there.")
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
    """Get ready to serve from a standby, which takes no changes, and say so.

    Raises `CommandError` where its database is not that of this version of the archive.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "Its database is a standby, which takes no changes, and its tables are those of another "
            "version of the archive. Start this version with the primary server first."
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
    """Raise `CommandError` when the originals belong to another archive than the database."""
    from reports.publishing.operations import Refused
    from reports.publishing.originals_folder import claim_originals_folder

    try:
        claim_originals_folder()
    except Refused as refusal:
        raise CommandError(str(refusal)) from refusal


def import_reports(path: str) -> None:
    """Import a file or folder; the archive starts even if a file is refused."""
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
    """Collect and compress the static files if one of them has changed: it takes seconds."""
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
    """Answer a few pages before there are visitors: what a process makes once is then made once.

    The processes that are forked from this one share it, but none of its connections.
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
    """Hold the database's lock for preparing, in a connection of its own that no command can close."""
    guard = connection.copy()
    try:
        with guard.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        yield
    finally:
        guard.close()
