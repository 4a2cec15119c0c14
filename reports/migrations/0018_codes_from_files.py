"""Kinds, areas and grades are listed in files: a new framework needs no change of the database.

The database checks that a column holds a code; which codes there are, the files say.
"""

import reports.models.inspection
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0017_text_about_corrections_and_changes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='inspection',
            name='inspection_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='judgement',
            name='judgement_area_known',
        ),
        migrations.RemoveConstraint(
            model_name='judgement',
            name='judgement_grade_known',
        ),
        migrations.RemoveConstraint(
            model_name='paragraph',
            name='paragraph_area_known',
        ),
        migrations.RemoveConstraint(
            model_name='paragraph',
            name='paragraph_grade_known',
        ),
        migrations.AlterField(
            model_name='inspection',
            name='kind',
            field=models.CharField(choices=reports.models.inspection.kind_choices, max_length=20),
        ),
        migrations.AlterField(
            model_name='judgement',
            name='area',
            field=models.CharField(choices=reports.models.inspection.area_choices, max_length=30),
        ),
        migrations.AlterField(
            model_name='judgement',
            name='grade',
            field=models.CharField(choices=reports.models.inspection.grade_choices, max_length=25),
        ),
        migrations.AlterField(
            model_name='paragraph',
            name='area',
            field=models.CharField(blank=True, choices=reports.models.inspection.area_choices, max_length=30),
        ),
        migrations.AlterField(
            model_name='paragraph',
            name='grade',
            field=models.CharField(blank=True, choices=reports.models.inspection.grade_choices, max_length=25),
        ),
        migrations.AlterField(
            model_name='paragraph',
            name='kind',
            field=models.CharField(choices=reports.models.inspection.kind_choices, max_length=20),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('kind__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='inspection_kind_is_code'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('area__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='judgement_area_is_code'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('grade__regex', '^[a-z0-9]+(-[a-z0-9]+)*$')), name='judgement_grade_is_code'),
        ),
        migrations.AddConstraint(
            model_name='paragraph',
            constraint=models.CheckConstraint(condition=models.Q(('area__regex', '^[a-z0-9]+(-[a-z0-9]+)*$'), ('area', ''), _connector='OR'), name='paragraph_area_is_code'),
        ),
        migrations.AddConstraint(
            model_name='paragraph',
            constraint=models.CheckConstraint(condition=models.Q(('grade__regex', '^[a-z0-9]+(-[a-z0-9]+)*$'), ('grade', ''), _connector='OR'), name='paragraph_grade_is_code'),
        ),
    ]
