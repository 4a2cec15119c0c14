"""The names of two kinds get the apostrophe that the pages have; labels stand in no column, so no row changes."""

from django.db import migrations, models

KINDS = [
    ("ilacs", "Children’s services inspection (ILACS)"),
    ("sif", "Children’s services inspection (SIF)"),
    ("pre-sif", "Looked after children inspection (before SIF)"),
    ("lscb-review", "Review of a safeguarding children board"),
    ("focused-visit", "Focused visit"),
    ("monitoring-visit", "Monitoring visit"),
    ("jtai", "Joint targeted area inspection"),
    ("area-send", "Area SEND inspection"),
]


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_abbreviation_is_word")]
    operations = [
        migrations.AlterField(model, "kind", models.CharField(choices=KINDS, max_length=20))
        for model in ("inspection", "paragraph")
    ]
