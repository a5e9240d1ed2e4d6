"""Course authors have a group, whose work editors may do as well; the membership team gives people more time in checks."""

from django.db import migrations

AUTHORS, EDITORS, TEAM = "Course authors", "Editors", "Membership team"
ENTER = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
WRITE = ("courses", "course", "change_course", "Can change course")
RECORD = (
    ("media", "recording", "add_recording", "Can add recording"),
    ("media", "recording", "change_recording", "Can change recording"),
)
GIVE_TIME = ("courses", "extratime", "change_extratime", "Can change extra time")
MAY = ((AUTHORS, (ENTER, WRITE, *RECORD)), (EDITORS, (WRITE,)), (TEAM, (GIVE_TIME,)))


def let_them(apps, schema_editor):
    """Run once: what an administrator changes afterwards stays."""
    groups = apps.get_model("auth", "Group").objects
    for name, may in MAY:
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(*(permission(apps, *one) for one in may))


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_editions_written_once"),
        ("media", "0003_editors"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
