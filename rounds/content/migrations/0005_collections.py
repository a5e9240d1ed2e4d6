"""Editors put collections together. What an administrator changes later stays."""

from django.db import migrations


def let_editors_collect(apps, schema_editor):
    Permission, ContentType = apps.get_model("auth", "Permission"), apps.get_model("contenttypes", "ContentType")
    of, _ = ContentType.objects.get_or_create(app_label="content", model="resourcecollection")
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Editors")
    for verb in ("add", "change", "delete", "view"):
        permission, _ = Permission.objects.get_or_create(
            content_type=of, codename=f"{verb}_resourcecollection", defaults={"name": f"Can {verb} collection"}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("content", "0004_news_and_writers"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(let_editors_collect, migrations.RunPython.noop)]
