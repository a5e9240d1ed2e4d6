"""The group whose members decide applications and manage memberships. What an administrator changes afterwards stays."""

from django.db import migrations

TEAM = "Membership team"
MAY = [
    ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
    ("memberships", "membership", "manage_membership", "May decide applications and manage memberships"),
]


def make_team(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=TEAM)
    group.permissions.add(*[permission(apps, *may) for may in MAY])


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("memberships", "0003_starter_plans"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(make_team, migrations.RunPython.noop)]
