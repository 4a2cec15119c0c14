"""Two roles: who may bring reports in, and who may publish and correct them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

SEES = ("view_reading", "view_inspection", "view_authority", "view_source", "view_correction", "view_change")
ROLES = {
    "Uploaders": ("add_reading", *SEES),
    "Publishers": ("publish_reading", "add_correction", *SEES),
}


def make_roles(apps, schema_editor):
    # Django makes permissions after all migrations, and these are given here.
    reports = apps.get_app_config("reports")
    reports.models_module = True
    create_permissions(reports, apps=apps, verbosity=0)
    reports.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="reports")
    for name, allowed in ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=allowed))


def unmake_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_history"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, unmake_roles)]
