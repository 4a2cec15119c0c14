"""Restoring a backup into an empty database and the folder of originals.

The database is written in one transaction, and verified before it is committed: a restore that
fails or is killed leaves the database empty. Originals are written within the transaction. A failed
restore removes them again; those that a killed restore leaves do no harm.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg import sql

from reports.backup import rows
from reports.backup.manifest import BackupError, Manifest, OriginalFile, TableFile
from reports.backup.migration_state import is_complete, migrate_to, tables_of, unknown_migrations
from reports.backup.reading import BackupFile, check_backup, open_backup
from reports.backup.verifying import FaultKind, faults
from reports.files.folder_owner import UnreadableOwner, owner_of_folder
from reports.files.originals import (
    original_path,
    originals_root,
    remove_original,
    store_original,
)
from reports.models.locks import PREPARING
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import claim_originals_folder

# All tables and views that do not belong to an extension.
RELATIONS = """
    SELECT relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
        AND NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                AND objid = pg_class.oid AND deptype = 'e'
        )
    ORDER BY relname
"""
OTHER_SESSIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'
"""
# Caches and ETags depend on the version number, so a restored archive needs a number that was never
# used before. The seconds since 1970 are larger than any number that an archive can have reached.
RAISE_VERSION = """
    UPDATE reports_archiveversion SET number = greatest(number, extract(epoch FROM now())::bigint)
"""


def restore_backup(path: Path) -> Manifest:
    """Restore a backup into the empty database, and migrate it to this version of the archive.

    The whole file is checked before anything is written. Raises `BackupError`, with nothing
    changed, if the file is damaged or of a later version, or if the database is not empty or is in
    use.
    """
    manifest = check_backup(path)
    _refuse_later_version(manifest, path)
    _refuse_unexpected_tables(manifest, path)
    _refuse_unfit_server(manifest)
    try:
        with transaction.atomic():
            _refuse_other_sessions()
            _refuse_filled_database()
            _refuse_foreign_folder(manifest)
            _refuse_full_disk(manifest)
            with _removing_originals_on_failure() as new_originals:
                with open_backup(path) as backup:
                    if backup.manifest != manifest:
                        raise BackupError("It was changed while it was being read.")
                    _write(backup, new_originals)
                _bring_up_to_date()
                _refuse_faults(path)
    except OperationalError as error:
        if connection.connection is None:
            raise
        raise BackupError(f"The database refused it: {error} Nothing was restored.") from error
    except DatabaseError as error:
        raise BackupError(
            f"{path} cannot be restored: its rows do not fit together. {error}"
        ) from error
    except OSError as error:
        raise BackupError(
            f"The originals cannot be written to {originals_root()}: {error.strerror}. "
            "Nothing was restored."
        ) from error
    _claim_folder()
    return manifest


def target_name() -> str:
    """Return a name for the database to restore into, for messages."""
    if connection.settings_dict["ENGINE"] == "config.database":
        return f"the database {connection.settings_dict['NAME']} of DATABASE_URL"
    return f"the archive in {settings.HOME}"


def _refuse_later_version(manifest: Manifest, path: Path) -> None:
    unknown = unknown_migrations(manifest.migrations)
    if unknown:
        app, name = unknown[-1]
        raise BackupError(
            f"{path} cannot be restored. It was made by a later version of the archive (its tables "
            f"have the change {app}.{name}, which this version does not know). Update the archive, "
            "then restore again."
        )


def _refuse_unfit_server(manifest: Manifest) -> None:
    """Refuse a server that cannot hold an archive, or that is older than the backup's server."""
    messages = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    wrong = [f"{each.msg} {each.hint}" for each in messages if each.is_serious()]
    if wrong:
        raise BackupError("\n".join(wrong))
    major = int(rows.query("SHOW server_version_num")[0][0]) // 10_000
    if manifest.postgresql_major > major:
        raise BackupError(
            f"The backup was made with PostgreSQL {manifest.postgresql}, and this server is "
            f"PostgreSQL {major}. Restore it into PostgreSQL {manifest.postgresql_major} or later."
        )


def _refuse_foreign_folder(manifest: Manifest) -> None:
    """Refuse a folder of originals with the id of another archive than the backup's."""
    try:
        owner = owner_of_folder()
    except (UnreadableOwner, OSError) as error:
        raise BackupError(
            f"The archive that owns the originals there is unknown: {error}"
        ) from error
    if owner is not None and str(owner) != manifest.archive_id:
        backed_up = manifest.archive_id or "none, since it is older than ids are"
        raise BackupError(
            f"The originals in {originals_root()} belong to another archive: the folder’s id is "
            f"{owner}, the backup’s is {backed_up}. Name an empty folder in ORIGINALS_ROOT, or "
            "restore into another home, for example with ARCHIVE_HOME=/path/to/new. Nothing was "
            "changed."
        )


def _refuse_full_disk(manifest: Manifest) -> None:
    """Refuse originals that do not fit on their disk. PostgreSQL reports a full disk itself."""
    folder = originals_root()
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    needed = sum(original.size for original in manifest.originals)
    free = shutil.disk_usage(existing).free
    if needed > free:
        raise BackupError(
            f"The originals need {needed:,} bytes in {folder}, and {free:,} are free. "
            "Free some room, then restore again."
        )


def _refuse_other_sessions() -> None:
    """Lock out starts of the archive until the transaction ends. Refuse if anybody is connected."""
    alone = rows.query("SELECT pg_try_advisory_xact_lock(%s)", [PREPARING])[0][0]
    if not alone or rows.query(OTHER_SESSIONS)[0][0]:
        raise BackupError(
            f"Other programs use {target_name()}. Stop the archive and all that is connected to "
            "its database, then restore again."
        )


def _refuse_filled_database() -> None:
    relations = [relation for (relation,) in rows.query(RELATIONS)]
    if not relations:
        return
    name = target_name()
    content = f"{len(relations)} tables"
    if "reports_paragraph" in relations and "reports_inspection" in relations:
        published = "SELECT count(*) FROM reports_inspection WHERE reading_id IS NOT NULL"
        content = f"an archive with {rows.query(published)[0][0]} reports"
    if connection.settings_dict["ENGINE"] == "config.database":
        mend = "Let DATABASE_URL name an empty database, then restore again."
    else:
        home = settings.HOME
        mend = (
            "Restore into another home, for example with ARCHIVE_HOME=/path/to/new, or move this "
            f"one away first: mkdir {home}-before && "
            f"mv {home}/postgres {originals_root()} {home}-before/"
        )
    raise BackupError(
        f"{name[0].upper()}{name[1:]} is not empty: it holds {content}. Nothing was changed, for "
        f"a restore never writes over anything. {mend}"
    )


@contextmanager
def _removing_originals_on_failure() -> Iterator[list[str]]:
    """Yield a list for the digests of new originals, and remove these files if the block fails.

    A failed commit comes later and removes nothing: the server may have committed, and surplus
    originals do no harm.
    """
    new_originals: list[str] = []
    try:
        yield new_originals
    except BaseException:
        for sha256 in new_originals:
            remove_original(sha256)
        raise


def _claim_folder() -> None:
    """Write the archive's id into the folder of originals, as each start of the archive does."""
    try:
        claim_originals_folder()
    except Refused as refusal:
        raise BackupError(
            f"The archive is restored, but its folder has no id yet. {refusal}"
        ) from refusal


def _write(backup: BackupFile, new_originals: list[str]) -> None:
    """Make the tables of the backup's version, and write all rows and originals.

    Adds the digests of new originals to `new_originals`.
    """
    manifest = backup.manifest
    with connection.cursor() as cursor:
        # This also holds for constraints that migrations will create. A migration cannot change a
        # table while checks of its rows are deferred.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if not migrate_to(manifest.migrations):
            raise BackupError("The tables of its version of the archive cannot be made.")
        # The migrations write some rows themselves; the backup has these rows, too.
        rows.truncate(tables_of(manifest.migrations))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        rows.set_value_formats()
        for file, content in backup.files():
            if isinstance(file, OriginalFile):
                _write_original(file, content, new_originals)
            else:
                _write_rows(file, content)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name, last in manifest.sequences.items():
        rows.set_sequence(name, last)
    _refuse_wrong_counts(manifest)


def _write_original(file: OriginalFile, content: Iterator[bytes], new_originals: list[str]) -> None:
    if not original_path(file.sha256).exists():
        new_originals.append(file.sha256)
    store_original(b"".join(content))


def _write_rows(table: TableFile, content: Iterator[bytes]) -> None:
    if table.name == rows.VERSION:
        rows.truncate([table.name])  # writing the other tables has increased the version
    rows.copy_in(table, content)


def _refuse_unexpected_tables(manifest: Manifest, path: Path) -> None:
    """Refuse a backup whose tables are not exactly those that its migrations make."""
    expected = tables_of(manifest.migrations)
    columns = {table.name: frozenset(table.columns) for table in manifest.tables}
    names = {*columns, *manifest.derived, *manifest.left_out}
    has_same_columns = all(expected.get(name) == columns[name] for name in columns)
    is_expected = names == set(expected) and has_same_columns
    if not (is_complete(manifest.migrations) and is_expected):
        raise BackupError(
            f"{path} cannot be restored. Its tables are not those of its version of the archive."
        )


def _refuse_wrong_counts(manifest: Manifest) -> None:
    expected = {table.name: table.rows for table in manifest.tables} | manifest.derived
    for table, count in expected.items():
        written = rows.count_rows(table)
        if written != count:
            raise BackupError(f"{table} got {written} rows, where its manifest has {count}.")


def _bring_up_to_date() -> None:
    """Apply the migrations of later versions, and collect statistics for the query planner."""
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(RAISE_VERSION)
        tables = sql.SQL(", ").join(map(sql.Identifier, connection.introspection.table_names()))
        cursor.execute(sql.SQL("ANALYZE {}").format(tables))


def _refuse_faults(path: Path) -> None:
    """Verify the restored archive, but for abbreviations, which may be those of an older parser."""
    wrong = [each.sentence for each in faults(in_use=False) if each.kind != FaultKind.ABBREVIATIONS]
    if wrong:
        raise BackupError("\n".join([f"{path} cannot be restored. It is not whole:", *wrong]))
