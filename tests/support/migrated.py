"""Rows that migrations write. A test that commits empties all tables, so they are written again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import Group, Permission

from reports.models import ArchiveIdentity


@dataclass(frozen=True, slots=True)
class MigratedRows:
    """The roles, each with the code names of its permissions, and the id of the archive."""

    roles: dict[str, list[str]]
    archive_id: UUID

    @classmethod
    def read(cls) -> MigratedRows:
        """The rows as they stand in the database."""
        roles = {
            group.name: list(group.permissions.values_list("codename", flat=True))
            for group in Group.objects.all()
        }
        return cls(roles, ArchiveIdentity.current_id())

    def write_anew(self) -> None:
        """Write the rows that are missing; those that exist are kept."""
        for name, codenames in self.roles.items():
            group, _ = Group.objects.get_or_create(name=name)
            group.permissions.set(Permission.objects.filter(codename__in=codenames))
        ArchiveIdentity.objects.update_or_create(pk=1, defaults={"archive_id": self.archive_id})
