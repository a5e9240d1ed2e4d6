from django.db import migrations

from rounds.organizations.search.documents import BATCH, called
from rounds.organizations.search.keys import Keys


def create(apps, schema_editor):
    for statement in Keys.create[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    organizations = apps.get_model("organizations", "Organization")
    names = apps.get_model("organizations", "Name")
    ids = list(organizations.objects.order_by("pk").values_list("pk", flat=True))
    for batch in (ids[at : at + BATCH] for at in range(0, len(ids), BATCH)):
        Keys().replace(batch, list(called(organizations, names, batch)))


def drop(apps, schema_editor):
    for statement in Keys.drop:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """What matching finds organizations by, filled from those that there are."""

    dependencies = [("organizations", "0002_search")]
    operations = [migrations.RunPython(create, drop)]
