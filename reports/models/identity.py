"""The id of the archive in this database, which its copies and backups share."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class ArchiveIdentity(models.Model):
    """One row with the archive's id, made by migration 0011.

    The folder of originals carries the same id (`reports/files/folder_owner.py`).
    """

    archive_id = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name_plural = "archive identities"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="archive_has_one_identity")]

    def __str__(self) -> str:
        return str(self.archive_id)

    @classmethod
    def current_id(cls) -> uuid.UUID:
        """The archive's id. A database without one, such as an emptied one, gets a new id."""
        identity, _ = cls.objects.get_or_create(pk=1)
        return identity.archive_id
