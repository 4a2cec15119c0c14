"""The migrations that a database has had, and the tables that they made."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migrations = tuple[tuple[str, str], ...]
"""App and name of each migration, in alphabetical order."""


def applied_migrations() -> Migrations:
    """Return the migrations that the database has had."""
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def missing_migrations() -> Migrations:
    """Return the migrations of this code that the database has not had yet."""
    loader = MigrationLoader(connection)
    return tuple(sorted(set(loader.graph.nodes) - set(loader.applied_migrations)))


def unknown_migrations(migrations: Migrations) -> Migrations:
    """Return those that this code does not have: a later version made the database."""
    loader = MigrationLoader(None)
    return tuple(each for each in migrations if each not in loader.disk_migrations)


def is_complete(migrations: Migrations) -> bool:
    """Whether all that these migrations need is among them."""
    graph = MigrationLoader(None).graph
    nodes = {each for each in migrations if each in graph.nodes}
    return all(parent.key in nodes for node in nodes for parent in graph.node_map[node].parents)


def tables_of(migrations: Migrations) -> dict[str, frozenset[str]]:
    """Return the tables that a database has after these migrations, sorted by name.

    Each has the names of its columns, but for those that the database generates from others.
    """
    loader = MigrationLoader(None)
    state = loader.project_state(_last(loader, migrations))
    tables = {"django_migrations": frozenset({"id", "app", "name", "applied"})}
    for model in (model for app in state.apps.all_models.values() for model in app.values()):
        options = model._meta  # noqa: SLF001  # Django's documented interface to a model
        columns = [str(each.column) for each in options.local_concrete_fields if not each.generated]
        tables[options.db_table] = frozenset(columns)
    return dict(sorted(tables.items()))


def migrate_to(migrations: Migrations) -> bool:
    """Make the tables of an empty database as these migrations do.

    Returns whether the database has then had these migrations and no others.
    """
    executor = MigrationExecutor(connection)
    executor.migrate(_last(executor.loader, migrations))
    return applied_migrations() == migrations


def _last(loader: MigrationLoader, migrations: Migrations) -> list[tuple[str, str]]:
    """Return those that none of the others needs; a target that another needs would be undone."""
    nodes = [each for each in migrations if each in loader.graph.nodes]
    needed = {parent.key for node in nodes for parent in loader.graph.node_map[node].parents}
    return [node for node in nodes if node not in needed]
