"""What is taken out of a draft is kept; and course authors have a group, whose work editors may do as well."""

import django.db.models.deletion
from django.db import migrations, models

AUTHORS, EDITORS = "Course authors", "Editors"
ENTER = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
WRITE = ("courses", "course", "change_course", "Can change course")
RECORD = (
    ("media", "recording", "add_recording", "Can add recording"),
    ("media", "recording", "change_recording", "Can change recording"),
)


def let_authors_write(apps, schema_editor):
    """Run once: what an administrator changes afterwards stays."""
    groups = apps.get_model("auth", "Group").objects
    for name, may in ((AUTHORS, (ENTER, WRITE, *RECORD)), (EDITORS, (WRITE,))):
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
        ("courses", "0003_reviewing"),
        ("media", "0003_editors"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.CreateModel(
            name="TakenOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("lesson_id", models.PositiveBigIntegerField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("module", "module"),
                            ("lesson", "lesson"),
                            ("file", "file"),
                            ("question", "question"),
                            ("card", "review card"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                ("rows", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taken_out", to="courses.course"
                    ),
                ),
            ],
            options={
                "verbose_name": "thing taken out of a draft",
                "verbose_name_plural": "things taken out of drafts",
            },
        ),
        migrations.RunPython(let_authors_write, migrations.RunPython.noop),
    ]
