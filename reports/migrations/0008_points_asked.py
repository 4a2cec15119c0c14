"""An index of what inspections asked for, so that its list does not read the whole archive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_roles")]
    operations = [
        migrations.AddIndex(
            model_name="paragraph",
            index=models.Index(
                fields=["inspection", "position"],
                condition=models.Q(role__in=["point", "priority"]),
                name="paragraph_asked",
            ),
        ),
    ]
