"""The group whose members decide about submissions. Run once: what an administrator changes afterwards stays.

Wagtail makes a group of the same name for moderators of its pages; ours may decide about the List and nothing else.
"""

from django.db import migrations

MODERATORS = "Moderators"
MAY = [
    ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
    ("directory", "submission", "moderate_submission", "Can decide about submissions"),
]


def make_moderators(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=MODERATORS)
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group=group).delete()
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group=group).delete()
    group.permissions.set([permission(apps, *may) for may in MAY])


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_clock"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("directory", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(make_moderators, migrations.RunPython.noop)]
