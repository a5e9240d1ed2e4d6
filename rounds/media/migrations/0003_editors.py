"""Editors bring recordings. What an administrator changes later stays."""

from django.conf import settings
from django.db import migrations

EDITORS = "Editors"
MAY = {"add": "Can add recording", "change": "Can change recording", "delete": "Can delete recording"}


def let_editors_record(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    of_recording, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="media", model="recording"
    )
    for word, name in MAY.items():
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=of_recording, codename=f"{word}_recording", defaults={"name": name}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0002_changed_at"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [migrations.RunPython(let_editors_record, migrations.RunPython.noop)]
