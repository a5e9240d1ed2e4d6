from django.db import migrations

from rounds.search.index import PostgreSQLIndex, SQLiteIndex


def create(apps, schema_editor):
    for statement in _index(schema_editor).create:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in _index(schema_editor).drop:
        schema_editor.execute(statement)


def _index(schema_editor):
    return SQLiteIndex if schema_editor.connection.vendor == "sqlite" else PostgreSQLIndex


class Migration(migrations.Migration):
    """The tables that search reads, and what asks them, made for the database at hand."""

    dependencies = [("search", "0002_word")]
    operations = [migrations.RunPython(create, drop)]
