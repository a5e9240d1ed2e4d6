"""Instructors have a group, and whoever serves people in the back office may look one up.

Run once: what an administrator changes afterwards stays. The other groups are made, or filled, by the contexts whose
permissions they hold; whichever comes first makes them.
"""

from django.db import migrations

SERVE_PEOPLE = ("Moderators", "Membership team", "Treasurers")
LOOK_UP = ("users", "user", "view_user", "Can view user")
ENTER = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")


def make_roles(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.get_or_create(name="Instructors")
    for name in SERVE_PEOPLE:
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(permission(apps, *LOOK_UP), permission(apps, *ENTER))


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0003_moderators_decide_about_reports"),
        ("users", "0002_language_and_closing"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
