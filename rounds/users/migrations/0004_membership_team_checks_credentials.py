"""The group whose members check credentials. Run once: what an administrator changes afterwards stays."""

from django.db import migrations

MEMBERSHIP_TEAM = "Membership team"
MAY = [
    ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
    ("users", "credential", "check_credential", "Can check people's credentials"),
]


def let_them_check(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=MEMBERSHIP_TEAM)
    group.permissions.add(*[permission(apps, *may) for may in MAY])


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0003_profiles"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(let_them_check, migrations.RunPython.noop)]
