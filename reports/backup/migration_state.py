"""The migrations that were applied to a database, and the tables that they make."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Migrations = tuple[tuple[str, str], ...]
"""App and name of each migration, in alphabetical order."""


def applied_migrations() -> Migrations:
    """Return the migrations that were applied to the database."""
    return tuple(sorted(MigrationRecorder(connection).applied_migrations()))


def missing_migrations() -> Migrations:
    """Return the migrations of this code that were not applied to the database yet."""
    loader = MigrationLoader(connection)
    return tuple(sorted(set(loader.graph.nodes) - set(loader.applied_migrations)))


def unknown_migrations(migrations: Migrations) -> Migrations:
    """Return those that this code does not have: then a later version made the database."""
    loader = MigrationLoader(None)
    return tuple(each for each in migrations if each not in loader.disk_migrations)


def is_complete(migrations: Migrations) -> bool:
    """Whether every migration that these depend on is among them."""
    graph = MigrationLoader(None).graph
    nodes = {each for each in migrations if each in graph.nodes}
    return _dependencies(graph, nodes) <= nodes


def tables_of(migrations: Migrations) -> dict[str, frozenset[str]]:
    """Return the tables that a database has after these migrations, sorted by name.

    Each table has the names of its columns, without generated columns.
    """
    loader = MigrationLoader(None)
    state = loader.project_state(_last(loader, migrations))
    tables = {"django_migrations": frozenset({"id", "app", "name", "applied"})}
    for models_of_app in state.apps.all_models.values():
        for model in models_of_app.values():
            options = model._meta  # noqa: SLF001  # Django's documented interface to a model
            fields = [each for each in options.local_concrete_fields if not each.generated]
            tables[options.db_table] = frozenset(str(each.column) for each in fields)
    return dict(sorted(tables.items()))


def migrate_to(migrations: Migrations) -> bool:
    """Apply these migrations to an empty database.

    Returns whether exactly these migrations are applied afterwards.
    """
    executor = MigrationExecutor(connection)
    executor.migrate(_last(executor.loader, migrations))
    return applied_migrations() == migrations


def _last(loader: MigrationLoader, migrations: Migrations) -> list[tuple[str, str]]:
    """Return the migrations that no other of them depends on: the targets for Django's executor.

    It would undo all later ones for a target that is not the last.
    """
    nodes = [each for each in migrations if each in loader.graph.nodes]
    dependencies = _dependencies(loader.graph, nodes)
    return [node for node in nodes if node not in dependencies]


def _dependencies(graph: MigrationGraph, nodes: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The migrations that these depend on directly."""
    keys: set[tuple[str, str]] = set()
    for node in nodes:
        keys.update(parent.key for parent in graph.node_map[node].parents)
    return keys
