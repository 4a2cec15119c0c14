"""The database itself refuses a day of publication before the last day on site."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_impossible_corrections")]

    operations = [
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(published=None) | models.Q(published__gte=models.F("end_date")),
                name="inspection_published_after_end",
            ),
        ),
    ]
