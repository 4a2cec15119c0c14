"""A correction may be impossible beside what else an inspection says; no report is published before its inspection.

Earlier versions took any day as a day of publication. What they show otherwise goes back to what was known before the
correction, or to nothing; the correction stays, marked as impossible, for an editor to withdraw.
"""

from django.db import migrations, models

MARK_CORRECTIONS = """
UPDATE reports_correction AS correction SET standing = 'impossible'
FROM reports_inspection AS inspection
WHERE inspection.slug = correction.slug AND correction.what = 'published' AND correction.withdrawn_at IS NULL
    AND correction.after ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
    AND inspection.published = correction.after::date
    AND (inspection.published < inspection.end_date OR inspection.published > CURRENT_DATE + 1)
"""
# A day of grace for archives and readers in other time zones.
MEND_INSPECTIONS = """
UPDATE reports_inspection AS inspection SET published = (
    SELECT correction.before::date FROM reports_correction AS correction
    WHERE correction.slug = inspection.slug AND correction.what = 'published' AND correction.standing = 'impossible'
        AND correction.withdrawn_at IS NULL AND correction.before ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
        AND correction.before::date BETWEEN inspection.end_date AND CURRENT_DATE + 1
)
WHERE published < end_date OR published > CURRENT_DATE + 1
"""
STANDING = [
    ("applied", "Applied"),
    ("needless", "Needless: the reading says the same"),
    ("unapplied", "Not applied: what it corrects is not in the reading"),
    ("impossible", "Not applied: impossible beside what else the inspection says"),
]


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_one_normalisation")]

    operations = [
        migrations.AlterField(
            model_name="correction",
            name="standing",
            field=models.CharField(choices=STANDING, default="applied", max_length=10),
        ),
        migrations.RemoveConstraint(model_name="correction", name="correction_standing_known"),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(standing__in=["applied", "needless", "unapplied", "impossible"]),
                name="correction_standing_known",
            ),
        ),
        migrations.RunSQL(MARK_CORRECTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(MEND_INSPECTIONS, migrations.RunSQL.noop),
    ]
