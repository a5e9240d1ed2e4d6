"""Instructors review plans; the membership team names who reviews which."""

from django.db import migrations

MAY = (
    ("Instructors", ("plans", "review", "review_plan", "Can review plans")),
    ("Membership team", ("plans", "review", "name_reviewer", "Can name the reviewer of a plan")),
)


def let_them(apps, schema_editor):
    """Run once: what an administrator changes afterwards stays."""
    groups = apps.get_model("auth", "Group").objects
    for name, may in MAY:
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(permission(apps, *may))


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_editions_written_once"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
