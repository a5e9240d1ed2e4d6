"""The group whose members keep the books. Run once: what an administrator changes afterwards stays."""

from django.db import migrations

TREASURERS = "Treasurers"
MAY = [
    ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
    ("billing", "invoice", "manage_invoice", "May issue, credit and settle invoices"),
]


def make_treasurers(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=TREASURERS)
    group.permissions.add(*[permission(apps, *may) for may in MAY])


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0002_what_is_written_stays"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(make_treasurers, migrations.RunPython.noop)]
