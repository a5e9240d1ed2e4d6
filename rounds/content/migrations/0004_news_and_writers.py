"""News at /news/ on a new installation; who writes, who reads a second time, and who is reminded of reviews.

Run once: what an administrator changes afterwards stays.
"""

from uuid import uuid4

from django.conf import settings
from django.db import migrations
from django.utils import timezone

EDITORS, WRITERS = "Editors", "Writers"
OFFICE = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
PLAN = ("content", "blog", "plan_pages", "Looks after what is due for review")
LISTS = [
    ("content", model, f"{verb}_{model}", f"Can {verb} {model}")
    for model in ("topic", "series")
    for verb in ("add", "change", "delete", "view")
]


def make_news(apps, schema_editor):
    """Only where nobody has been yet."""
    Page, Blog = apps.get_model("wagtailcore", "Page"), apps.get_model("content", "Blog")
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    home = Page.objects.filter(pk=site.root_page_id).first() if site else None
    taken = home is None or Page.objects.filter(path__startswith=home.path, slug="news").exists()
    if taken or Blog.objects.exists() or apps.get_model("users", "User").objects.exists():
        return
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="content", model="blog")
    number, now = home.numchild + 1, timezone.now()
    Blog.objects.create(
        title="News",
        draft_title="News",
        slug="news",
        introduction="What is new in the Network, and what people learn who speak for health organizations online.",
        show_in_menus=True,
        content_type=of,
        locale=home.locale,
        translation_key=uuid4(),
        path=f"{home.path}{number:04d}",
        depth=home.depth + 1,
        numchild=0,
        url_path=f"{home.url_path}news/",
        first_published_at=now,
        last_published_at=now,
    )
    Page.objects.filter(pk=home.pk).update(numchild=number)


def let_write(apps, schema_editor):
    """Writers write and send their drafts to a second reader; editors are the second readers, and publish."""
    Group = apps.get_model("auth", "Group")
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    writers, _ = Group.objects.get_or_create(name=WRITERS)
    editors.permissions.add(*[permission(apps, *one) for one in (OFFICE, PLAN, *LISTS)])
    writers.permissions.add(permission(apps, *OFFICE))
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).first()
    add = permission(apps, "wagtailcore", "page", "add_page", "Can add page")
    apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
        group=writers, page=root, permission=add
    )
    may = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for one in may.filter(group=editors):  # pictures and files, as Wagtail gives them
        may.get_or_create(group=writers, collection=one.collection, permission=one.permission)


def read_a_second_time(apps, schema_editor):
    """Wagtail's first workflow asks its moderators; ours decide about the List and do not read pages."""
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval").first()
    if task is None:
        return
    task.groups.set([apps.get_model("auth", "Group").objects.get(name=EDITORS)])
    apps.get_model("wagtailcore", "Task").objects.filter(pk=task.pk).update(name="A second reader")
    workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval")
    workflows.update(name="Second reader")


def permission(apps, app_label, model, codename, name):
    """Django makes permissions only after all migrations, and keeps those it finds."""
    of, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0003_publishing"),
        ("users", "0002_language_and_closing"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(make_news, migrations.RunPython.noop),
        migrations.RunPython(let_write, migrations.RunPython.noop),
        migrations.RunPython(read_a_second_time, migrations.RunPython.noop),
    ]
