"""Every archive gets an id of its own; the folder of originals carries it too, so that no two archives share one."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_typographic_apostrophe")]
    operations = [
        migrations.CreateModel(
            name="ArchiveIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("archive_id", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "verbose_name_plural": "archive identities",
                "constraints": [models.CheckConstraint(condition=models.Q(pk=1), name="archive_has_one_identity")],
            },
        ),
        migrations.RunSQL(
            "INSERT INTO reports_archiveidentity (id, archive_id) VALUES (1, gen_random_uuid())",
            migrations.RunSQL.noop,
        ),
    ]
