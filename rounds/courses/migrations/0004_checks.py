"""The membership team gives people more time in checks."""

from django.db import migrations

TEAM = "Membership team"


def let_the_team_give_time(apps, schema_editor):
    """Run once: what an administrator changes afterwards stays. Django makes permissions only after all migrations."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="courses", model="extratime"
    )
    may, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename="change_extratime", defaults={"name": "Can change extra time"}
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=TEAM)
    group.permissions.add(may)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_reviewing"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_the_team_give_time, migrations.RunPython.noop)]
