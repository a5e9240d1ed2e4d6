"""Moderators decide about reports, too. Run once: what an administrator changes afterwards stays."""

from django.db import migrations

MODERATORS = "Moderators"


def let_them_decide(apps, schema_editor):
    # Django makes permissions only after all migrations, and keeps those it finds.
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="moderation", model="case")
    may, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename="decide_case", defaults={"name": "Can decide about reports and appeals"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name=MODERATORS):
        group.permissions.add(may)


class Migration(migrations.Migration):
    dependencies = [("website", "0002_moderators"), ("moderation", "0001_initial")]
    operations = [migrations.RunPython(let_them_decide, migrations.RunPython.noop)]
