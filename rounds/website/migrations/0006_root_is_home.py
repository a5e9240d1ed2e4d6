"""The site's root page becomes a home page that editors can write. What stands below it stays where it is."""

from django.db import migrations

PLAIN = ("wagtailcore", "page")


def make_home(apps, schema_editor):
    Page, Home = apps.get_model("wagtailcore", "Page"), apps.get_model("website", "Home")
    ContentType = apps.get_model("contenttypes", "ContentType")
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    root = Page.objects.filter(pk=site.root_page_id).select_related("content_type").first() if site else None
    if root is None or (root.content_type.app_label, root.content_type.model) != PLAIN:
        return
    of, _ = ContentType.objects.get_or_create(app_label="website", model="home")
    home = Home(page_ptr_id=root.pk)
    home.__dict__.update({name: value for name, value in root.__dict__.items() if not name.startswith("_")})
    home.content_type_id = of.pk
    home.latest_revision_id = home.live_revision_id = None  # they are of a plain page
    home.has_unpublished_changes = False
    home.save_base(raw=False)


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0005_home"),
        ("content", "0002_library_and_editors"),
    ]
    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
