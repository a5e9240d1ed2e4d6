from django.db import migrations

from rounds.organizations.search.engines import TABLE
from rounds.search.engines import PostgreSQLEngine, SQLiteEngine


def create(apps, schema_editor):
    for statement in _engine(schema_editor).create:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in _engine(schema_editor).drop:
        schema_editor.execute(statement)


def _engine(schema_editor):
    return (SQLiteEngine if schema_editor.connection.vendor == "sqlite" else PostgreSQLEngine)(TABLE)


class Migration(migrations.Migration):
    """The tables that search reads, made for the database at hand."""

    dependencies = [("organizations", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
