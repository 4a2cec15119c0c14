"""Redacted copies of originals, and since when each correction withholds its words from the public."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

WHATS = [
    ("published", "Published"),
    ("revised", "Revised"),
    ("re-read", "Read again"),
    ("corrected", "Corrected"),
    ("correction-withdrawn", "Correction withdrawn"),
    ("unpublished", "Unpublished"),
    ("original-redacted", "Redacted original supplied"),
]

TRIGGER = """
CREATE TRIGGER archive_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reports_redactedoriginal
FOR EACH STATEMENT EXECUTE FUNCTION archive_changed();
"""
DROP_TRIGGER = "DROP TRIGGER archive_changed ON reports_redactedoriginal;"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0014_published_after_end"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="correction",
            name="withheld_since",
            field=models.DateTimeField(
                blank=True, null=True, help_text="When its words were withheld from the public; empty where they are not."
            ),
        ),
        migrations.CreateModel(
            name="RedactedOriginal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                ("media_type", models.CharField(max_length=60)),
                ("supplied_at", models.DateTimeField(auto_now_add=True)),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="redacted", to="reports.source")),
                ("supplied_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-supplied_at", "-pk"]},
        ),
        migrations.RemoveConstraint("change", "change_what_known"),
        migrations.AlterField("change", "what", models.CharField(choices=WHATS, max_length=20)),
        migrations.AddConstraint(
            "change",
            models.CheckConstraint(
                condition=models.Q(what__in=[code for code, _ in WHATS]), name="change_what_known"
            ),
        ),
        migrations.RunSQL(TRIGGER, DROP_TRIGGER),
    ]
