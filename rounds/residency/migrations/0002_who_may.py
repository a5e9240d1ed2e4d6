"""The residency team runs the residency; the membership team may do so as well."""

from django.db import migrations

RESIDENCY, TEAM = "Residency team", "Membership team"
ENTER = ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
RUN = ("residency", "cohort", "run_residency", "Can run the residency: cohorts, applications, chiefs")
MAY = ((RESIDENCY, (ENTER, RUN)), (TEAM, (RUN,)))


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
        ("residency", "0001_initial"),
        ("memberships", "0004_membership_team"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
