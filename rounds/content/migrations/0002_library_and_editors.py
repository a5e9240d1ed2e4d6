"""The library at /resources/, and the group whose members write in it. What an administrator changes later stays."""

from uuid import uuid4

from django.conf import settings
from django.db import migrations

EDITORS = "Editors"  # Wagtail makes the group; its members may add and change pages and files, but not publish


def make_library(apps, schema_editor):
    Page, Library = apps.get_model("wagtailcore", "Page"), apps.get_model("content", "Library")
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    home = Page.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None or home.numchild or Library.objects.exists():
        return
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="content", model="library")
    Library.objects.create(
        title="Resources",
        draft_title="Resources",
        slug="resources",
        introduction=(
            "Guides, checklists, templates and policies for people who speak for health organizations, and for "
            "everybody who works in one. Plain words, ready to use."
        ),
        content_type=of,
        locale=home.locale,
        translation_key=uuid4(),
        path=f"{home.path}0001",
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}resources/",
    )
    Page.objects.filter(pk=home.pk).update(numchild=1, title="Website", draft_title="Website")


def let_editors_publish(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EDITORS)
    of_page, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="page"
    )
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    for codename in ("add_page", "change_page", "publish_page"):
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=of_page, codename=codename, defaults={"name": f"Can {codename.partition('_')[0]} page"}
        )
        if root:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=group, page=root, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_resources"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(make_library, migrations.RunPython.noop),
        migrations.RunPython(let_editors_publish, migrations.RunPython.noop),
    ]
